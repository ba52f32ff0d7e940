"""A run as a representative reads it: own figures, the line, two codes to learn from.

Other territories are in it neither as rows nor as points. The line is drawn through
evenly spaced places, so its corners, which are other people's figures, are not in
the page; peers stand at the nearest such place. The rest is a cloud of
middles of at least four neighbours each, and nothing where there are few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.engine import line_at
from kam.performance.pages.card import Fact, facts_of, figures_text, suppose_url
from kam.performance.pages.chart import (
    TABLE,
    detail_of,
    gap_of,
    short,
    titles_of,
)
from kam.performance.pages.method import MethodNote, method_notes
from kam.performance.pages.opening import CardLookLine, card_look_lines
from kam.performance.pages.periods.links import periods_url
from kam.performance.pages.targets.panel import RunTargets
from kam.performance.pages.words import (
    class_text,
    class_tone,
    figure_text,
    score_text,
)
from kam.performance.queries import Spot, own_history, rows_for, spots_of
from kam.performance.rules import Labels, newest_first
from kam.web.plot import Dot, Mark, Scatter, gathered, sheet_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.pages.choice import Choice
    from kam.performance.pages.targets.panel import TargetPanel
    from kam.web.plot import Sheet

SAMPLES = 48
FEWEST_FOR_CLOUD = 16
FEWEST_IN_GROUP = 4
BLOT = 34.0


@dataclass(frozen=True)
class OwnPeer:
    """Somebody to learn from: a code and an index, nothing else."""

    code: str
    index: str


@dataclass(frozen=True, kw_only=True)
class OwnCard:
    """One of the reader's territories."""

    key: int
    code: str
    figures: str
    potential: str
    sales: str
    index: str
    class_text: str
    class_tone: str
    facts: list[Fact]
    peers: list[OwnPeer]
    is_leading: bool
    target: TargetPanel
    suppose_url: str


@dataclass(frozen=True)
class Step:
    """The index of one of the reader's territories in one period."""

    code: str
    period: str
    index: str
    bar: float


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """Everything the page shows a representative."""

    run: FrontierRun
    labels: Labels
    choice: Choice
    plot: Scatter
    cards: list[OwnCard]
    history: list[Step]
    looks: list[CardLookLine]
    method: list[MethodNote]
    has_cloud: bool
    held_against: str
    periods_url: str


def own_page(user: User, run: FrontierRun, choice: Choice) -> OwnPage:
    """Read one's own rows of a run, and lay them out."""
    labels = Labels(**run.parameters["labels"])
    rows = list(rows_for(user, run))
    own = {row.territory_id for row in rows}
    spots = spots_of(run)
    plot = own_chart(run, labels, spots, rows)
    targets = RunTargets(user, run)
    return OwnPage(
        run=run,
        labels=labels,
        choice=choice,
        plot=plot,
        cards=[_card(row, run, labels, targets) for row in rows],
        history=_history(user, run, own),
        looks=card_look_lines(user, own),
        method=method_notes(run),
        has_cloud=bool(plot.cloud),
        held_against=run.parameters["held_against"],
        periods_url=periods_url(
            run.comparison_set_id, run.parameters["held_against"], run.period
        ),
    )


def _card(
    row: FrontierRow, run: FrontierRun, labels: Labels, targets: RunTargets
) -> OwnCard:
    return OwnCard(
        key=row.territory_id,
        code=row.code,
        figures=figures_text(row.potential, row.sales, labels),
        potential=figure_text(row.potential),
        sales=figure_text(row.sales),
        index=score_text(row.score),
        class_text=class_text(row.shown_class, is_named=row.is_named),
        class_tone=class_tone(row.shown_class, is_named=row.is_named),
        facts=facts_of(row, run),
        peers=peers_of(row),
        is_leading=row.gap == 0,
        target=targets.panel(row),
        suppose_url=suppose_url(row, run),
    )


def peers_of(row: FrontierRow) -> list[OwnPeer]:
    """Return what a representative may know of the peers."""
    return [OwnPeer(peer["code"], score_text(peer["score"])) for peer in row.peers]


def _history(user: User, run: FrontierRun, own: set[int]) -> list[Step]:
    """Return the index of each period, of the newest run with the same method."""
    newest: dict[tuple[str, str], FrontierRow] = {}
    for row in own_history(user, [run.comparison_set_id]):
        if row.run.method == run.method and row.territory_id in own:
            newest[row.code, row.run.period] = row
    order = newest_first({period for _code, period in newest})
    steps = [
        Step(code, period, score_text(row.score), round((row.score or 0) * 100, 1))
        for (code, period), row in newest.items()
        if row.score is not None
    ]
    return sorted(steps, key=lambda step: (step.code, -order.index(step.period)))


def own_chart(
    run: FrontierRun,
    labels: Labels,
    spots: Sequence[Spot],
    rows: Sequence[FrontierRow],
) -> Scatter:
    """Draw own points, a smoothed line, the peers near it, and a coarse cloud."""
    sheet = own_sheet(spots)
    own = {row.territory_id for row in rows}
    mine = [spot for spot in spots if spot.key in own]
    others = [spot for spot in spots if spot.key not in own]
    known = {peer["key"] for row in rows for peer in row.peers} - own
    line = smoothed(run.line, sheet, [spot.potential for spot in mine])
    name = f"{run.comparison_set.name}-{run.period}"
    peers = [_peer(sheet, line, spot) for spot in others if spot.key in known]
    points = [*peers, *(_mine(sheet, spot, labels) for spot in mine)]
    return Scatter(
        titles=titles_of(name, labels),
        left=sheet.left,
        x_ticks=sheet.x_ticks,
        y_ticks=sheet.y_ticks,
        points=tuple(points),
        line=sheet.trace(line),
        gap=gap_of(sheet, mine[0]) if len(mine) == 1 else None,
        cloud=_cloud(sheet, [spot for spot in others if spot.key not in known]),
        table=TABLE,
    )


def own_sheet(spots: Sequence[Spot]) -> Sheet:
    """Rule the paper of one's own chart: it reaches as far as anybody in the run."""
    return sheet_for(
        max((spot.potential for spot in spots), default=1.0),
        max((spot.sales for spot in spots), default=1.0),
    )


def smoothed(
    line: Sequence[Sequence[float]], sheet: Sheet, own: Sequence[float]
) -> list[tuple[float, float]]:
    """Read a line at evenly spaced places and at one's own, never at its corners."""
    last = sheet.across.domain[1]
    places = {last * at / SAMPLES for at in range(SAMPLES + 1)} | set(own)
    read = [(x, line_at(line, x)) for x in sorted(places)]
    return [(x, y) for x, y in read if y is not None]


def _peer(sheet: Sheet, line: Sequence[tuple[float, float]], spot: Spot) -> Mark:
    """Put a peer at the nearest even place of the line: near, but not its figures."""
    x, y = min(line, key=lambda pair: abs(pair[0] - spot.potential))
    across, up = sheet.place(x, y)
    return Mark(
        x=across,
        y=up,
        kind="peer",
        text=short(spot.code),
        text_x=across - 10,
        text_y=up - 14,
        text_anchor="end",
    )


def _mine(sheet: Sheet, spot: Spot, labels: Labels) -> Mark:
    across, up = sheet.place(spot.potential, spot.sales)
    near_edge = across > sheet.bounds.right - 90
    return Mark(
        x=across,
        y=up,
        kind="own",
        unit=str(spot.key),
        value_x=repr(spot.potential),
        value_y=repr(spot.sales),
        detail=detail_of(spot, labels),
        selected=True,
        text=gettext("我（%(code)s）") % {"code": short(spot.code)},
        text_x=across - 12 if near_edge else across + 12,
        text_y=up + 4,
        text_anchor="end" if near_edge else "start",
    )


def _cloud(sheet: Sheet, others: Sequence[Spot]) -> tuple[Dot, ...]:
    if len(others) < FEWEST_FOR_CLOUD:
        return ()
    points = [sheet.place(spot.potential, spot.sales) for spot in others]
    groups = gathered(points, FEWEST_IN_GROUP, bounds=sheet.bounds)
    return tuple(
        Dot(x=round(group.x, 1), y=round(group.y, 1), r=BLOT) for group in groups
    )
