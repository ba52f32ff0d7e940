"""C1, C9: no page falls over what stands in its address or form, or shows it as markup.

What a page reads of its address is listened to, so a name added tomorrow is tried too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.http import QueryDict

from tests.permissions.knock import address, filled, somebody_who_may, told, undone
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.more]

HTML = "text/html"
OPEN = "\"'><svg onload=x>"
VALUES = ("a\x00b", "9" * 40, "-1", "nan", OPEN, "9999-12-31", "0001-01-01", "²")
NOBODY_KNOWS = "zz"
MANY = 30
READS = ("get", "getlist", "__getitem__", "__contains__")
ANSWERS = {200, 303, 404, 409, 422}
PAGES = [s for s in SAMPLES if s.verb == "GET" and " " not in s.door]
POSTS = [s for s in SAMPLES if s.verb == "POST" and " " not in s.door]


@pytest.fixture
def heard(monkeypatch) -> set[str]:
    """Return the names that are asked of an address or a form from now on."""
    names: set[str] = set()
    for read in READS:
        monkeypatch.setattr(QueryDict, read, _telling(getattr(QueryDict, read), names))
    return names


def _telling(read: Callable[..., object], names: set[str]) -> Callable[..., object]:
    def heard_too(self: QueryDict, key: str, *rest: object, **more: object) -> object:
        names.add(key)
        return read(self, key, *rest, **more)

    return heard_too


def try_all(heard: set[str], knock: Callable[[str, str], None]) -> None:
    """Try every value under every name that is read, until no new name is heard.

    Where there are very many names, each is tried with one value.
    """
    knock(NOBODY_KNOWS, OPEN)
    tried: set[str] = set()
    while rest := sorted(heard - tried):
        for n, name in enumerate(rest):
            values = VALUES if len(rest) <= MANY else VALUES[n % len(VALUES) :][:1]
            for value in values:
                knock(name, value)
        tried |= set(rest)


@pytest.mark.parametrize("sample", PAGES, ids=lambda sample: sample.full_name)
def test_whatever_an_address_asks_is_answered_and_shown_as_text(world, sample, heard):
    row = world.row(sample.about, "own") if sample.about else None
    url = address(world, sample, row)
    part = somebody_who_may(sample, surface_of_sample(sample))
    mark = "&" if "?" in url else "?"

    def knock(name: str, value: str) -> None:
        asked = f"{url}{mark}{name}={quote(value)}"
        with undone(world, part):
            answer = world.clients[part].get(asked)
            text = text_of(answer)
        assert answer.status_code in ANSWERS, asked
        assert OPEN not in text or not answer["Content-Type"].startswith(HTML), asked

    try_all(heard, knock)


@pytest.mark.parametrize("sample", POSTS, ids=lambda sample: sample.full_name)
def test_whatever_a_form_sends_is_answered_and_shown_as_text(world, sample, heard):
    row = world.row(sample.about, "own") if sample.about else None
    url = address(world, sample, row)
    part = somebody_who_may(sample, surface_of_sample(sample))
    typed = told(world, sample.typed, row)
    if sample.form:
        typed = filled(world, part, sample, row, typed)

    def knock(name: str, value: str) -> None:
        with undone(world, part):
            answer = world.clients[part].post(url, {**typed, name: value})
            text = text_of(answer)
        assert answer.status_code in ANSWERS | sample.answers, (name, value)
        assert OPEN not in text or not answer["Content-Type"].startswith(HTML), name

    try_all(heard, knock)


def test_what_a_page_reads_is_heard(world, heard):
    """Control: without the names, nothing would be tried."""
    world.clients["lead"].get("/requests")
    assert {"view", "state", "q", "sort", "cursor", "account"} <= heard
