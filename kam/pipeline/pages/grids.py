"""Three connected grids: size by likelihood, by warmth, and by the fence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.terms import SizeClass
from kam.core.clock import today
from kam.core.money import Money
from kam.pipeline.pages import naming
from kam.pipeline.pages.calibration.lines import stay_courses
from kam.pipeline.pages.passing import leaving, onward, passage_words
from kam.pipeline.pages.tabs import Tab, tabs
from kam.pipeline.queries.platforms import board_of
from kam.pipeline.rules.platforms.board import Tally, cell_of, tallies
from kam.pipeline.rules.platforms.grid import ENDED, LEVELS, SIZES, STANDING
from kam.pipeline.terms import FenceBand, Platform, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.people.models import User
    from kam.pipeline.engine.lines import Course
    from kam.pipeline.pages.passing import Passage
    from kam.pipeline.queries.platforms import Board
    from kam.pipeline.rules.platforms.board import Card
    from kam.pipeline.rules.platforms.weights import Weights
    from kam.web.lists import ListState

BANDS = (FenceBand.BREAKING, FenceBand.HOLDING, FenceBand.SAFE)
SHADES = 4
FEW = 8
Cells: TypeAlias = "Mapping[tuple[str, str, str], Tally]"
CHIPS = {
    Step.PLANNED: "good",
    Step.TODAY: "warn",
    Step.OVERDUE: "bad",
    Step.NONE: "dashed",
}


@dataclass(frozen=True)
class Cell:
    """How many accounts stand in a cell, and their potential, told by a shade too."""

    count: int
    worth: str
    shade: int
    url: str
    label: str


@dataclass(frozen=True)
class StepChip:
    """How many accounts of a platform have such a next step."""

    text: str
    tone: str
    key: str


@dataclass(frozen=True)
class Grid:
    """A platform with its cells, from the largest size down."""

    name: str
    purpose: str
    axis: str
    count: int
    worth: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    steps: Sequence[StepChip]
    outside: int
    outside_url: str
    is_fenced: bool
    url: str
    passage: str
    passage_url: str
    onward: Passage | None
    leaving: Passage | None


@dataclass(frozen=True)
class CardLine:
    """An account that asks to be looked at."""

    name: str
    url: str
    text: str
    tone: str
    note: str


@dataclass(frozen=True)
class GridsPage:
    """Where all accounts stand, which fences break, and whom to look at again."""

    tabs: list[Tab]
    grids: Sequence[Grid]
    breaking: Sequence[CardLine]
    breaking_url: str
    breaking_count: int
    revisit: Sequence[CardLine]
    revisit_count: int
    ended: Sequence[tuple[str, int, str]]
    state: ListState
    is_empty: bool


def grids_page(user: User, state: ListState) -> GridsPage:
    """Read every card in eight statements and count it; nine after a move."""
    day = today(user.time_zone)
    board = board_of(user, state.filters, day)
    kept = kept_filters(state)
    cells = tallies(board.cards, cell_of)
    courses = stay_courses(user, day, board.book.bounds)
    breaking = _breaking(board.cards)
    revisit = _revisit(board.cards, day)
    return GridsPage(
        tabs=tabs("pipeline:grids"),
        grids=[
            _grid(Platform(p), board, cells, kept, courses.get(p)) for p in STANDING
        ],
        breaking=breaking[:FEW],
        breaking_url=placements_url(kept, platform="purchase", band=FenceBand.BREAKING),
        breaking_count=len(breaking),
        revisit=revisit[:FEW],
        revisit_count=len(revisit),
        ended=[
            (
                str(p.label),
                sum(c.platform == p for c in board.cards),
                placements_url(kept, platform=p),
            )
            for p in ENDED
        ],
        state=state,
        is_empty=not board.cards,
    )


def step_chips(tally: Tally) -> list[StepChip]:
    """Say how many cards have which next step."""
    return [
        StepChip(f"{step.label} {tally.steps[step]}", CHIPS[step], str(step))
        for step in Step
        if tally.steps[step]
    ]


def kept_filters(state: ListState) -> dict[str, object]:
    """Return whose accounts are shown, for links to the list."""
    names = ("q", "owner", "team")
    return {n: state.filters[n] for n in names if state.uses(n)}


def placements_url(kept: Mapping[str, object], **more: object) -> str:
    """Return the address of the list of such accounts."""
    return f"{reverse('pipeline:placements')}?{urlencode({**kept, **more})}"


def _grid(
    platform: Platform,
    board: Board,
    cells: Cells,
    kept: Mapping[str, object],
    course: Course | None,
) -> Grid:
    tally = Tally.of([card for card in board.cards if card.platform == platform])
    inside = platform == Platform.PURCHASE
    keys = [str(band) for band in BANDS] if inside else [str(n) for n in LEVELS]
    most = max((_main(t) for key, t in cells.items() if key[0] == platform), default=0)
    return Grid(
        name=str(platform.label),
        purpose=_purpose(platform),
        axis=_axis(platform),
        count=tally.count,
        worth=worth_words(tally),
        columns=_columns(platform, board.weights),
        rows=[
            (
                str(SizeClass(size).label),
                [_cell(platform, size, key, cells, most, kept) for key in keys],
            )
            for size in SIZES
        ],
        steps=step_chips(tally),
        outside=sum(
            t.count for k, t in cells.items() if k[0] == platform and k[2] not in keys
        ),
        outside_url=placements_url(kept, platform=platform, band=FenceBand.UNKNOWN),
        is_fenced=inside,
        url=placements_url(kept, platform=platform),
        passage=passage_words(platform, course),
        passage_url=""
        if inside
        else f"{reverse('pipeline:calibration')}?of={platform}",
        onward=onward(platform, course),
        leaving=leaving(platform, course),
    )


def _main(tally: Tally) -> int:
    return max(tally.minor.values(), default=0) or tally.count


def _cell(
    platform: Platform,
    size: str,
    key: str,
    cells: Cells,
    most: int,
    kept: Mapping[str, object],
) -> Cell:
    tally = cells.get((platform, size, key), Tally())
    name = "band" if platform == Platform.PURCHASE else "level"
    shade = -(-SHADES * _main(tally) // most) if most and tally.count else 0
    return Cell(
        count=tally.count,
        worth=worth_words(tally),
        shade=shade,
        url=placements_url(kept, platform=platform, size=size, **{name: key}),
        label=str(SizeClass(size).label),
    )


def worth_words(tally: Tally) -> str:
    """Write the potential of some cards, currency by currency."""
    told = sorted(tally.minor.items(), key=lambda pair: -pair[1])
    return " + ".join(naming.amount_words(Money(n, c)) for c, n in told)


def _purpose(platform: Platform) -> str:
    return {
        Platform.MARKET: gettext("潜在客户 · 是否值得投入时间"),
        Platform.WORKING: gettext("准客户 · 变成客户"),
        Platform.PURCHASE: gettext("客户 · 留住，并买得更多"),
    }[platform]


def _axis(platform: Platform) -> str:
    return {
        Platform.MARKET: gettext("成为准客户的可能性"),
        Platform.WORKING: gettext("客户的热情度"),
        Platform.PURCHASE: gettext("围墙得分"),
    }[platform]


def _columns(platform: Platform, weights: Weights) -> list[str]:
    if platform == Platform.PURCHASE:
        low, safe = weights.warning, weights.safe
        return [f"< {low}", f"{low}–{safe}", f"≥ {safe}"]
    sign = "%" if platform == Platform.MARKET else "°C"
    return [f"{level}{sign}" for level in LEVELS]


def _breaking(cards: Iterable[Card]) -> list[CardLine]:
    rows = [
        (card.fence.score, -(card.potential_minor or 0), card)
        for card in cards
        if card.fence is not None
        and card.fence.is_breaking
        and card.fence.score is not None
    ]
    rows.sort(key=lambda row: (row[0], row[1], row[2].account_id))
    return [
        _card(card, gettext("围墙 %(n)s") % {"n": f"{score:.0f}"}, "bad", card.next_on)
        for score, _worth, card in rows
    ]


def _revisit(cards: Iterable[Card], day: date) -> list[CardLine]:
    until = day.isoformat()
    due = [(c.revisit_on, c) for c in cards if c.revisit_on and c.revisit_on <= until]
    due.sort(key=lambda row: (row[0], row[1].account_id))
    return [
        _card(c, str(Platform(c.platform).label), "mute", date.fromisoformat(on))
        for on, c in due
    ]


def _card(card: Card, text: str, tone: str, day: date | None) -> CardLine:
    note = " · ".join(
        part
        for part in (card.owner or gettext("未分配"), naming.day_or_dash(day))
        if part
    )
    url = reverse("pipeline:platform", args=[card.account_id])
    return CardLine(card.name, url, text, tone, note)
