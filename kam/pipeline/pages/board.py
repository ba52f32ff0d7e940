"""The board: a column for each platform and warmth, the most pressing card first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.accounts.terms import SizeClass
from kam.core.clock import today
from kam.core.money import Money
from kam.people.scopes import may
from kam.pipeline.pages import naming
from kam.pipeline.pages.ages import mark_of
from kam.pipeline.pages.calibration.lines import stay_courses
from kam.pipeline.pages.grids import (
    StepChip,
    kept_filters,
    placements_url,
    step_chips,
    worth_words,
)
from kam.pipeline.pages.platform import fence_words
from kam.pipeline.pages.tabs import Tab, tabs
from kam.pipeline.queries.platforms import board_of
from kam.pipeline.rules.calibration import standing_at
from kam.pipeline.rules.platforms.board import (
    COLUMNS,
    Tally,
    columns_of,
)
from kam.pipeline.rules.platforms.grid import STANDING
from kam.pipeline.rules.platforms.moves import WAYS
from kam.pipeline.terms import Platform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User
    from kam.pipeline.pages.calibration.lines import Courses
    from kam.pipeline.rules.platforms.board import Card
    from kam.web.lists import ListState

SHOWN = 20
BACK = "?back=board"


@dataclass(frozen=True)
class BoardCard:
    """An account on the board, and where it may go."""

    account: int
    since: int
    size: str
    name: str
    url: str
    place: str
    worth: str
    next: naming.NextStep
    owner: str
    is_breaking: bool
    ways: Sequence[tuple[str, str]]
    age: naming.NextStep | None


@dataclass(frozen=True)
class Column:
    """A column with its head; a card let go over it moves there."""

    key: str
    platform: str
    level: str
    name: str
    count: int
    worth: str
    steps: Sequence[StepChip]
    cards: Sequence[BoardCard]
    more: int
    more_url: str
    asks: bool
    is_chosen: bool


@dataclass(frozen=True)
class BoardPage:
    """Every column of the board."""

    tabs: list[Tab]
    columns: Sequence[Column]
    state: ListState
    is_empty: bool
    may_move: bool


def board_page(user: User, state: ListState) -> BoardPage:
    """Read every card in eight statements and line it up; nine after a move."""
    day = today(user.time_zone)
    board = board_of(user, state.filters, day)
    courses = stay_courses(user, day, board.book.bounds)
    lined, kept = columns_of(board.cards, board.weights), kept_filters(state)
    first = next((key for key in COLUMNS if lined[key]), COLUMNS[0])
    chosen = state.filters.get("column") or first
    seen = Seen(day, courses, chosen, _addresses())
    may_move = may(user, "placement", "create")
    return BoardPage(
        tabs=tabs("pipeline:board"),
        columns=[
            _column(
                key,
                Tally.of(lined[key]),
                lined[key],
                kept,
                seen,
            )
            for key in COLUMNS
        ],
        state=state,
        is_empty=not board.cards,
        may_move=may_move,
    )


@dataclass(frozen=True)
class Seen:
    """The day it is, how stays go, and the column a phone shows."""

    day: date
    courses: Courses
    chosen: str
    addresses: Mapping[str, str]

    def url(self, account: int, to: str = "") -> str:
        """Return where an account is moved, or its own page; asked for every card."""
        return self.addresses[to].replace("/0/", f"/{account}/", 1)

    def age_of(self, card: Card) -> naming.NextStep | None:
        """Return the mark of a card that stands too long at one level."""
        course = self.courses.get(card.platform)
        if course is None:
            return None
        place = str(card.level)
        since = date.fromisoformat(card.since)
        return mark_of(standing_at(course.lines, place, since, None, self.day))


def _column(
    key: str,
    head: Tally,
    cards: Sequence[Card],
    kept: Mapping[str, object],
    seen: Seen,
) -> Column:
    name, _dash, level = key.partition("-")
    platform = Platform(name)
    more = {"platform": name, **({"level": level} if level else {})}
    return Column(
        key=key,
        platform=name,
        level=level,
        name=f"{platform.label} {level}°C" if level else str(platform.label),
        count=head.count,
        worth=worth_words(head),
        steps=step_chips(head),
        cards=[_card(card, seen) for card in cards[:SHOWN]],
        more=max(len(cards) - SHOWN, 0),
        more_url=placements_url(kept, **more),
        asks=platform not in (Platform.WORKING, Platform.PURCHASE),
        is_chosen=key == seen.chosen,
    )


def _card(card: Card, seen: Seen) -> BoardCard:
    potential = card.potential_minor
    worth = Money(potential, card.currency) if potential is not None else None
    return BoardCard(
        account=card.account_id,
        since=card.placement_id,
        size=card.size,
        name=card.name,
        url=seen.url(card.account_id),
        place=_place(card),
        worth="" if worth is None else naming.amount_words(worth),
        next=naming.next_of(card.next_on, card.next_kind, seen.day),
        owner=card.owner or gettext("未分配"),
        is_breaking=card.fence is not None and card.fence.is_breaking,
        ways=_ways(card, seen),
        age=seen.age_of(card),
    )


def _ways(card: Card, seen: Seen) -> list[tuple[str, str]]:
    """Return where it may go; on a platform it may be judged again, too."""
    here, ways = Platform(card.platform), WAYS[card.platform]
    told = [(str(to.label), seen.url(card.account_id, to)) for to in ways]
    if here in STANDING:
        again = pgettext("verb", "重新判断")
        told.insert(0, (again, seen.url(card.account_id, here)))
    return told


def _addresses() -> dict[str, str]:
    """Return the addresses of an account without a number."""
    moves = {
        str(to): reverse("pipeline:move-account", args=[0, to.value]) + BACK
        for to in Platform
    }
    return {"": reverse("pipeline:platform", args=[0]), **moves}


def _place(card: Card) -> str:
    parts = [str(SizeClass(card.size).label)] if card.size else []
    if card.likelihood is not None:
        parts.append(f"{card.likelihood}%")
    if card.fence is not None:
        parts.append(fence_words(card.fence))
    if card.revisit_on is not None:
        parts.append(naming.day_or_dash(date.fromisoformat(card.revisit_on)))
    return " · ".join(parts)
