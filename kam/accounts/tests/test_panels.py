"""The panels of the account room."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from kam.accounts.pages import account_panels
from kam.accounts.queries.room import room_of
from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
    mark_left,
)
from kam.core.errors import NotFound
from tests.daily import SIZES

PARTS = ("header", "actions", "writeup")


@pytest.fixture
def lake(cast):
    return create_account(
        actor=cast.rep, draft=AccountDraft(name="东湖医院", potential_minor=860_000_000)
    )


def add(cast, lake, name, layer="", **known):
    return create_person(
        actor=cast.rep,
        account=lake,
        identity=Identity(name=name, title=known.pop("title", "")),
        affiliation=Affiliation(layer=layer, **known),
    )


def panels(user, lake):
    return account_panels(user, room_of(user, lake.pk))


def drawn(user, lake):
    told = panels(user, lake)
    return "".join(
        render_to_string(f"accounts/parts/{part}.html", {"panels": told})
        for part in PARTS
    )


def test_an_account_without_people_says_where_to_begin(cast, lake):
    told = panels(cast.rep, lake)
    assert "还没有认识任何人" in told.header.risk
    assert [line.layer for line in told.people.lines if line.is_ghost] == [
        "decision",
        "management",
        "expert",
        "purchasing",
        "support",
    ]
    assert "先加一个人" in drawn(cast.rep, lake)


def test_people_stand_in_the_order_of_layers_with_ghosts_between(cast, lake):
    add(cast, lake, "叶舟", "support")
    add(cast, lake, "沈若澜", "management")
    add(cast, lake, "没写")
    told = panels(cast.rep, lake)
    assert [line.name for line in told.people.lines] == [
        "待找到",
        "沈若澜",
        "待找到",
        "待找到",
        "叶舟",
        "没写",
    ]
    assert told.header.risk == ""


def test_who_has_left_no_longer_counts(cast, lake):
    add(cast, lake, "叶舟", "support")
    mark_left(actor=cast.rep, stakeholder=add(cast, lake, "沈若澜", "management"))
    told = panels(cast.rep, lake)
    assert [line.name for line in told.people.former] == ["沈若澜"]
    assert "只有 1 位" in told.header.risk


def test_an_analyst_reads_numbers_and_no_names(cast, lake):
    person = add(cast, lake, "沈若澜", "management", title="主任", notes="夜班")
    page = drawn(cast.analyst, lake)
    assert f"P{person.pk}" in page
    assert [
        line.name for line in panels(cast.analyst, lake).people.lines if line.pk
    ] == [f"P{person.pk}"]
    for text in ("沈若澜", "主任", "夜班"):
        assert text not in page


def test_a_unit_above_is_named_only_where_it_is_seen(cast, lake):
    above = create_account(
        actor=cast.chief, draft=AccountDraft(name="总院", owner_id=cast.neighbour.pk)
    )
    lake.parent = above
    lake.save()
    assert "总院" in panels(cast.chief, lake).header.subtitle
    assert "总院" not in panels(cast.rep, lake).header.subtitle


@pytest.mark.parametrize("part", ["colleague", "stranger", "rival", "trainer", "admin"])
def test_nobody_else_finds_the_account(cast, lake, part):
    with pytest.raises(NotFound):
        panels(getattr(cast, part), lake)


@pytest.mark.parametrize("sizes", SIZES)
def test_statements_do_not_grow_with_the_people(cast, lake, sizes):
    counts = []
    for size in sizes:
        for n in range(size):
            add(cast, lake, f"{size}-{n}", "expert")
        user = type(cast.lead).objects.get(pk=cast.lead.pk)
        with CaptureQueriesContext(connection) as asked:
            drawn(user, lake)
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 5


def test_names_are_never_markup(cast, lake):
    add(cast, lake, "<script>x</script>", "expert", title="<b>")
    assert "<script>" not in drawn(cast.rep, lake)
