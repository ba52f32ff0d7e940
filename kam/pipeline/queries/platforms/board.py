"""Every card in sight with its next step; six statements, however many cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Min, Q, TextField, Value
from django.db.models.functions import Cast

from kam.core.text import clean_text, name_key
from kam.pipeline.models import Placement
from kam.pipeline.queries.listing import of_team
from kam.pipeline.queries.platforms.evidence import book_in_force
from kam.pipeline.queries.platforms.fences import signals_in
from kam.pipeline.rules.platforms.board import ACTION, VISIT, Card, step_of
from kam.pipeline.rules.platforms.fence import Fence, Signals, fence_of
from kam.pipeline.terms import FenceBand, Platform
from kam.visits.models import Action, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from kam.people.models import User
    from kam.pipeline.queries.platforms.evidence import Book
    from kam.pipeline.rules.platforms.weights import Weights

COLUMNS = (
    "pk",
    "account_id",
    "account__name",
    "account__owner__name",
    "platform",
    "size_class",
    "likelihood",
    "warmth",
    "since",
    "again",
    "account__potential_minor",
    "account__currency",
)
DAYS = {"since": "day", "again": "revisit_on"}
NOBODY = Signals()
KINDS = (VISIT, ACTION)
NOTHING: tuple[None, str] = (None, "")
ACCOUNT, PLATFORM = COLUMNS.index("account_id"), COLUMNS.index("platform")


@dataclass(frozen=True)
class Board:
    """The cards of a reader, and what the company counts."""

    cards: list[Card]
    book: Book

    @property
    def weights(self) -> Weights:
        """What counts how much."""
        return self.book.weights


def placements_matching(user: User, filters: Mapping[str, Any]) -> QuerySet[Placement]:
    """Return the current places in sight that match; archived accounts have none."""
    rows: QuerySet[Placement] = Placement.objects.visible_to(user).current()
    rows = rows.filter(account__archived_at=None)
    for name, field in (
        ("platform", "platform"),
        ("size", "size_class"),
        ("owner", "account__owner"),
        ("account", "account"),
    ):
        if filters.get(name):
            rows = rows.filter(**{field: filters[name]})
    if level := filters.get("level"):
        rows = rows.filter(Q(likelihood=level) | Q(warmth=level))
    if text := filters.get("q"):
        rows = rows.filter(account__name_key__contains=name_key(clean_text(text)))
    return of_team(rows, filters)


def in_band(
    user: User, rows: QuerySet[Placement], band: str, today: date, book: Book
) -> QuerySet[Placement]:
    """Keep the customers whose fence is as firm as that; three statements."""
    inside = rows.filter(platform=Platform.PURCHASE)
    fences = fences_of(user, rows, today, book)
    known = [pk for pk, fence in fences.items() if fence.band == band]
    if band == FenceBand.UNKNOWN:
        others = [pk for pk, fence in fences.items() if fence.band != band]
        return inside.exclude(account_id__in=others)
    return inside.filter(account_id__in=known)


def board_of(user: User, filters: Mapping[str, Any], today: date) -> Board:
    """Read the cards in six statements."""
    rows = placements_matching(user, filters)
    days = {name: Cast(of, TextField()) for name, of in DAYS.items()}
    told = list(rows.order_by().annotate(**days).values_list(*COLUMNS))
    nexts = next_steps(user, rows)
    days_ahead = {None, *(day for day, _kind in nexts.values())}
    steps = {day: step_of(day, today) for day in days_ahead}
    book = book_in_force()
    fences = fences_of(user, rows, today, book)
    unknown = fence_of(NOBODY, book.weights)
    inside, wanted = str(Platform.PURCHASE), filters.get("step")
    cards = []
    for row in told:
        account, platform = row[ACCOUNT], row[PLATFORM]
        day, kind = nexts.get(account, NOTHING)
        step = steps[day]
        if wanted and step != wanted:
            continue
        fence = fences.get(account, unknown) if platform == inside else None
        cards.append(Card._make((*row, day, step, fence, kind)))  # noqa: SLF001 - a tuple's own
    return Board(cards, book)


def next_steps(user: User, rows: QuerySet[Placement]) -> dict[int, tuple[date, str]]:
    """Return the next day planned or due at each account, and what; one statement."""
    here = rows.order_by().values("account_id")
    visits = Visit.objects.visible_to(user).upcoming().filter(account_id__in=here)
    actions = Action.objects.visible_to(user).open().filter(account_id__in=here)
    firsts = [
        some.order_by()
        .values("account_id")
        .annotate(first=Cast(Min(F(name)), TextField()), rank=Value(rank))
        .values_list("account_id", "first", "rank")
        for rank, (some, name) in enumerate(((visits, "day"), (actions, "due_on")))
    ]
    found: dict[int, tuple[str, int]] = {}
    for pk, day, rank in firsts[0].union(firsts[1], all=True):
        if day is not None:
            found[pk] = min((day, rank), found.get(pk, (day, rank)))
    alike = {
        (text, rank): (date.fromisoformat(text), KINDS[rank])
        for text, rank in set(found.values())
    }
    return {pk: alike[told] for pk, told in found.items()}


def fences_of(
    user: User,
    rows: QuerySet[Placement],
    today: date,
    book: Book,
) -> dict[int, Fence]:
    """Return the fence of each customer among some places; three statements."""
    inside = rows.order_by().filter(platform=Platform.PURCHASE).values("account_id")
    known = signals_in(user, inside, today, book.limits, book.high)
    alike = {signals: fence_of(signals, book.weights) for signals in {*known.values()}}
    return {pk: alike[signals] for pk, signals in known.items()}
