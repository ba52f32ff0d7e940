"""What cannot be is answered alike on the page, through the API and from a device."""

from __future__ import annotations

import pytest

from kam.sync.tests.doors import by_api, by_device, by_page
from kam.visits.models import Visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"minutes": -30}, "minutes", "结束要晚于开始"),
        ({"fact": "x" * 1_000_000}, "fact", "5000"),
        ({"day": "2026-03-19"}, "day", "还没有到"),
        ({"people": [999_999]}, "people", "选择"),
        ({"insight": " "}, "insight", "请写下这说明什么"),
    ],
)
def test_one_answer_on_three_doors(cast, hospital, signed, said, field, words):
    page = by_page(cast, hospital, signed, said)
    assert words in page
    assert f'id="id_{field}' in page
    for door in (by_api, by_device):
        errors = door(cast, hospital, signed, said)
        assert list(errors) == [field]
    assert not Visit.objects.submitted().exists()
