"""C1, C9: no page falls over what stands in its address or form, or shows it as markup.

What a page reads of its address is listened to, so a name added tomorrow is tried too.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from tests.permissions.knock import address, filled, somebody_who_may, told, undone
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.more]

HTML = "text/html"
OPEN = "\"'><svg onload=x>"
VALUES = ("a\x00b", "9" * 40, "-1", "nan", OPEN, "9999-12-31", "0001-01-01", "²")
NOBODY_KNOWS = "zz"
MANY = 30
BESIDE = 7
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


def asks(names: list[str]) -> Iterator[dict[str, str]]:
    """Yield what to send: every value under every name by itself.

    Where there are very many names, each is tried with one value beside its neighbours.
    """
    if len(names) <= MANY:
        yield from ({name: value} for name in names for value in VALUES)
        return
    turns = itertools.cycle(VALUES)
    for at in range(0, len(names), BESIDE):
        yield dict(zip(names[at : at + BESIDE], turns, strict=False))


def try_all(heard: set[str], knock: Callable[[dict[str, str]], None]) -> None:
    """Try names that are read, until no new name is heard."""
    knock({NOBODY_KNOWS: OPEN})
    tried: set[str] = set()
    while rest := sorted(heard - tried):
        for sent in asks(rest):
            knock(sent)
        tried |= set(rest)


@pytest.mark.parametrize("sample", PAGES, ids=lambda sample: sample.full_name)
def test_whatever_an_address_asks_is_answered_and_shown_as_text(world, sample, heard):
    row = world.row(sample.about, "own") if sample.about else None
    url = address(world, sample, row)
    part = somebody_who_may(sample, surface_of_sample(sample))
    mark = "&" if "?" in url else "?"

    def knock(sent: dict[str, str]) -> None:
        asked = f"{url}{mark}{urlencode(sent)}"
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

    def knock(sent: dict[str, str]) -> None:
        with undone(world, part):
            answer = world.clients[part].post(url, typed | sent)
            text = text_of(answer)
        assert answer.status_code in ANSWERS | sample.answers, sent
        assert OPEN not in text or not answer["Content-Type"].startswith(HTML), sent

    try_all(heard, knock)


def test_what_a_page_reads_is_heard(world, heard):
    """Control: without the names, nothing would be tried."""
    world.clients["lead"].get("/requests")
    assert {"view", "state", "q", "sort", "cursor", "account"} <= heard


def test_every_name_of_a_long_form_is_tried_and_every_value_too():
    names = [f"n{n}" for n in range(MANY + 1)]
    sent = [*asks(names)]
    assert [name for some in sent for name in some] == names
    assert {value for some in sent for value in some.values()} == {*VALUES}
    assert len([*asks(names[:MANY])]) == MANY * len(VALUES)
