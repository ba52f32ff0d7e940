"""The board: its cards, heads and cells, what they cost, and who sees which."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.models import Account
from kam.accounts.services import AccountDraft, create_account
from kam.core.clock import today
from kam.pipeline.models import Placement
from kam.pipeline.pages.naming import next_of
from kam.pipeline.queries.platforms import board_of
from kam.pipeline.rules.platforms.board import (
    ACTION,
    COLUMNS,
    Card,
    cell_of,
    column_of,
    columns_of,
    step_of,
    tallies,
)
from kam.pipeline.rules.platforms.fence import Signals, fence_of
from kam.pipeline.services import (
    PlacementDraft,
    PurchaseDraft,
    note_purchase,
    place_account,
)
from kam.pipeline.terms import Pace, Platform, Step
from kam.visits.services import Task, open_action

DAY = date(2026, 11, 26)
SIZES, LEVELS = st.sampled_from(("large", "middle", "small")), (50, 70, 90)


@st.composite
def a_card(draw):
    """Draw a card that the database would store."""
    platform = draw(st.sampled_from(list(Platform)))
    level = draw(st.sampled_from(LEVELS))
    inside = platform == Platform.PURCHASE
    pace = draw(st.sampled_from(list(Pace)))
    next_on = draw(st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)))
    return Card(
        placement_id=1,
        account_id=draw(st.integers(1, 9)),
        name="x",
        owner="y",
        platform=platform,
        size=draw(SIZES),
        likelihood=level if platform == Platform.MARKET else None,
        warmth=level if platform == Platform.WORKING else None,
        since=DAY.isoformat(),
        revisit_on=None,
        potential_minor=draw(st.none() | st.integers(0, 10**17)),
        currency=draw(st.sampled_from(("CNY", "USD"))),
        next_on=next_on,
        step=step_of(next_on, DAY),
        fence=fence_of(Signals(pace)) if inside else None,
    )


@given(st.lists(a_card(), max_size=40))
def test_heads_and_cells_count_the_same_cards(cards):
    columns = columns_of(cards)
    assert tuple(columns) == COLUMNS
    assert sum(map(len, columns.values())) == len(cards)
    heads, cells = tallies(cards, column_of), tallies(cards, cell_of)
    for found in (heads, cells):
        assert sum(one.count for one in found.values()) == len(cards)
        assert all(sum(one.steps.values()) == one.count for one in found.values())
        money = sum(sum(one.minor.values()) for one in found.values())
        assert money == sum(card.potential_minor or 0 for card in cards)
    for platform in Platform:
        inside = [n.count for key, n in cells.items() if key[0] == platform]
        assert sum(inside) == sum(card.platform == platform for card in cards)


@given(st.lists(a_card(), max_size=40))
def test_the_most_pressing_card_stands_first(cards):
    for name, rows in columns_of(cards).items():
        assert all(column_of(card) == name for card in rows)
        if name == "purchase":
            scores = [101 if c.fence.score is None else c.fence.score for c in rows]
            assert scores == sorted(scores)


def test_the_colour_of_a_card_is_its_next_step():
    told = [step_of(day, DAY) for day in (None, DAY, DAY + timedelta(days=1))]
    assert told == [Step.NONE, Step.TODAY, Step.PLANNED]
    assert step_of(DAY - timedelta(days=1), DAY) == Step.OVERDUE


def many(cast, start, end):
    """Bring accounts on all three platforms."""
    rows = Account.objects.bulk_create(
        Account(
            name=f"第{n}医院",
            name_key=f"第{n}医院",
            owner=cast.rep,
            team_id=cast.rep.team_id,
            potential_minor=n,
        )
        for n in range(start, end)
    )
    axes = (
        {"platform": "market", "likelihood": 50},
        {"platform": "working", "warmth": 70},
        {"platform": "purchase"},
    )
    Placement.objects.bulk_create(
        Placement(account=row, size_class="large", day=DAY, **axes[n % 3])
        for n, row in enumerate(rows)
    )


@pytest.mark.django_db
def test_the_board_reads_as_many_cards_as_there_are_in_six_statements(cast):
    costs = []
    board_of(cast.rep, {}, DAY)  # shares are looked up once
    for start, end in ((0, 1), (1, 10), (10, 100)):
        many(cast, start, end)
        with CaptureQueriesContext(connection) as told:
            board = board_of(cast.rep, {}, DAY)
        costs.append(len(told))
        assert len(board.cards) == end
    assert len(set(costs)) == 1
    assert costs[0] == 6


@pytest.mark.django_db
def test_a_card_says_where_it_stands_what_comes_next_and_how_firm_the_fence_is(
    cast, hospital, reagent
):
    day = today("Asia/Shanghai")
    draft = PlacementDraft("purchase", "large", note="x")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    (card,) = board_of(cast.rep, {}, day).cards
    assert (card.step, card.fence.score, card.owner) == (Step.NONE, None, cast.rep.name)
    task = Task("回访", due_on=day)
    open_action(actor=cast.rep, account=hospital, task=task)
    for months in (1, 2, 3):
        month = (day.replace(day=1) - timedelta(days=31 * months)).replace(day=1)
        bought = PurchaseDraft(reagent.pk, month, 1)
        note_purchase(actor=cast.rep, account=hospital, draft=bought)
    (card,) = board_of(cast.rep, {}, day).cards
    assert (card.step, card.next_on, card.next_kind) == (Step.TODAY, day, ACTION)
    with translation.override("en"):
        assert next_of(day, card.next_kind, day).text == "Action · today"
    assert card.fence.keep == 40
    assert (card.fence.score, card.fence.is_breaking) == (40, True)
    assert cell_of(card) == ("purchase", "large", "breaking")
    other = AccountDraft(name="另一家", owner_id=cast.rep.pk, team_id=cast.rep.team_id)
    create_account(actor=None, draft=other)
    for user in (cast.lead, cast.analyst):
        assert len(board_of(user, {}, day).cards) == 1
    for user in (cast.colleague, cast.stranger, cast.trainer, cast.admin):
        assert board_of(user, {}, day).cards == []


@pytest.mark.django_db
def test_filters_name_platform_size_level_and_words(cast):
    many(cast, 0, 9)
    for filters, count in (
        ({"platform": "market"}, 3),
        ({"platform": "market", "level": 50}, 3),
        ({"platform": "working", "level": 50}, 0),
        ({"size": "small"}, 0),
        ({"q": "第8"}, 1),
        ({"owner": cast.rep.pk}, 9),
        ({"team": cast.rep.team_id}, 9),
    ):
        assert len(board_of(cast.lead, filters, DAY).cards) == count
