"""C1, C9: no page of the rooms falls over what stands in its address or its form."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.permissions.knock import address, somebody_who_may, undone
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.more]

ROOMS = ("judgements", "relations", "adoption", "change", "thinking", "needs")
ROOMS += ("questions", "privacy", "visits", "packs", "handover", "desk")
HTML = "text/html"
OPEN = "\"'><svg onload=x>"
VALUES = ("a\x00b", "9" * 40, "-1", "nan", OPEN, "9999-12-31", "0001-01-01", "²")
ASKED = ("on", "person", "view", "product", "next", "side", "parent", "unit", "from")
ASKED += ("message", "layer", "colleague", "all", "name", "switch", "account")
ASKED += ("week", "visits", "cursor", "sort", "q", "period", "base", "version")
PAGES = [
    sample
    for sample in SAMPLES
    if sample.verb == "GET" and sample.door.split(":")[0] in ROOMS
]


@pytest.mark.parametrize("sample", PAGES, ids=lambda sample: sample.full_name)
def test_whatever_an_address_asks_is_answered_and_shown_as_text(world, sample):
    row = world.row(sample.about, "own") if sample.about else None
    url = address(world, sample, row)
    part = somebody_who_may(sample, surface_of_sample(sample))
    mark = "&" if "?" in url else "?"
    for name in ASKED:
        for value in VALUES:
            asked = f"{url}{mark}{name}={quote(value)}"
            with undone(world, part):
                answer = world.clients[part].get(asked)
                text = text_of(answer)
            assert answer.status_code in (200, 303, 404, 422), asked
            assert OPEN not in text or not answer["Content-Type"].startswith(HTML)
