"""One run as a manager or an analyst reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.paging import CappedCount, paginate
from kam.performance import engine
from kam.performance.pages.chart import Drawing, full_chart
from kam.performance.pages.columns.links import columns_url
from kam.performance.pages.method import MethodNote, method_notes
from kam.performance.pages.opened import opened_card
from kam.performance.pages.periods.links import periods_url
from kam.performance.pages.resting import RestTable, rest_table
from kam.performance.pages.split import GapSplit, gap_split
from kam.performance.pages.stats import stats_of
from kam.performance.pages.targets.panel import RunTargets
from kam.performance.pages.words import (
    Writing,
    class_text,
    class_tone,
    column_text,
    interval_text,
    note_text,
    reason_text,
    score_text,
)
from kam.performance.queries import Spot, question_of, rows_for, spots_of
from kam.performance.rules import Labels
from kam.performance.terms import FrontierClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.paging import Page
    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.pages.card import Card
    from kam.performance.pages.choice import Choice
    from kam.performance.pages.opening import CardOpening
    from kam.web.figures import Stat
    from kam.web.lists import ListState
    from kam.web.plot import Scatter

ROWS_A_PAGE = 100
CHECKED_UP_TO = 2000
FULL = 100.0


@dataclass(frozen=True, kw_only=True)
class Line:
    """One territory in the table."""

    key: int
    code: str
    potential: str
    sales: str
    score: str
    interval: str
    low: float | None
    high: float | None
    bar: float | None
    gap: str
    class_text: str
    class_tone: str
    class_note: str
    goal: str
    goal_note: str
    agreed: str
    is_selected: bool
    is_peer: bool


@dataclass(frozen=True)
class LeftLine:
    """One territory that took no part."""

    code: str
    sales: str
    potential: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RunPage:
    """Everything the page of a run shows."""

    run: FrontierRun
    labels: Labels
    choice: Choice
    stats: list[Stat]
    plot: Scatter
    lines: list[Line]
    page: Page
    count: CappedCount
    left_out: list[LeftLine]
    card: Card | None
    opening: CardOpening | None
    rests: RestTable | None
    split: GapSplit | None
    notes: list[str]
    method: list[MethodNote]
    is_stale: bool
    sort: str
    held_against: str
    periods_url: str
    columns_url: str
    export_url: str


def run_page(user: User, run: FrontierRun, choice: Choice, state: ListState) -> RunPage:
    """Read a run and lay it out."""
    labels = Labels(**run.parameters["labels"])
    spots = spots_of(run)
    rows = paginate(
        rows_for(user, run), order=state.order, cursor=state.cursor, size=ROWS_A_PAGE
    )
    writing = _writing(spots)
    targets = RunTargets(user, run)
    row = _chosen(user, run, spots, rows.rows, state)
    opening, card = opened_card(user, run, row, spots, writing) if row else (None, None)
    card = targets.beside(card, writing)
    return RunPage(
        run=run,
        labels=labels,
        choice=choice,
        stats=stats_of(run, spots, labels),
        plot=_plot(run, spots, card, writing),
        lines=[_line(row, card, writing, targets) for row in rows.rows],
        page=rows,
        count=CappedCount(len(spots), capped=False),
        left_out=[_left(row, writing) for row in run.dropped],
        card=card,
        opening=opening,
        rests=rest_table(run, spots),
        split=gap_split(user, row, spots, run, writing)
        if row and not opening
        else None,
        notes=[note_text(n["code"], n["units"], n["params"]) for n in run.warnings],
        method=method_notes(run),
        is_stale=_is_stale(run, choice),
        sort=state.sort,
        held_against=run.parameters["held_against"],
        periods_url=periods_url(
            run.comparison_set_id, run.parameters["held_against"], run.period
        ),
        columns_url=columns_url(user, run.comparison_set_id),
        export_url=reverse("performance:export", args=[run.pk]),
    )


def _plot(
    run: FrontierRun, spots: Sequence[Spot], card: Card | None, writing: Writing
) -> Scatter:
    return full_chart(
        Drawing(
            name=f"{run.comparison_set.name}-{run.period}-{run.method}",
            labels=Labels(**run.parameters["labels"]),
            spots=spots,
            line=run.line,
            selected=card.key if card else None,
            peers=card.peer_keys if card else frozenset(),
            left_out=_apart(run),
            writing=writing,
        )
    )


def _writing(spots: Sequence[Spot]) -> Writing:
    """Write sales, gaps and goals alike: they are read against each other."""
    money = [one for spot in spots for one in (spot.sales, spot.gap, spot.goal)]
    return Writing(
        potential=column_text(spot.potential for spot in spots),
        sales=column_text(money),
    )


def _chosen(
    user: User,
    run: FrontierRun,
    spots: Sequence[Spot],
    rows: Sequence[FrontierRow],
    state: ListState,
) -> FrontierRow | None:
    """Return the territory that was asked for, or the one farthest from the line."""
    wanted = state.filters.get("unit")
    if wanted is None:
        farthest = max(
            spots, key=lambda spot: (spot.gap or 0.0, spot.code), default=None
        )
        wanted = farthest.key if farthest else None
    row = next((row for row in rows if row.territory_id == wanted), None)
    if row is None and wanted is not None:
        row = rows_for(user, run).seen(user, territory_id=wanted)
    return row


def _apart(run: FrontierRun) -> list[Spot]:
    """Return the units that took no part but have both figures."""
    return [
        Spot(
            key=row["key"],
            code=row["code"],
            potential=row["potential"],
            sales=row["sales"],
            frontier=None,
            score=None,
            gap=None,
            frontier_class="",
            is_named=False,
            goal=None,
        )
        for row in run.dropped
        if engine.is_figure(row["potential"]) and engine.is_figure(row["sales"])
    ]


def _line(
    row: FrontierRow, card: Card | None, writing: Writing, targets: RunTargets
) -> Line:
    leads = row.frontier_class == FrontierClass.FRONTIER
    waits = leads and row.goal is None and row.sales > 0
    return Line(
        key=row.territory_id,
        code=row.code,
        potential=writing.potential(row.potential),
        sales=writing.sales(row.sales),
        score=score_text(row.score),
        interval=interval_text(row.lower, row.upper),
        low=None if row.lower is None else row.lower * FULL,
        high=None if row.upper is None else row.upper * FULL,
        bar=None if row.score is None else round(row.score * FULL, 1),
        gap=writing.sales(row.gap),
        class_text=class_text(row.shown_class, is_named=row.is_named),
        class_tone=class_tone(row.shown_class, is_named=row.is_named),
        class_note=gettext("两期在前沿") if row.waits_for_interval else "",
        goal=gettext("待定") if waits else writing.sales(row.goal),
        goal_note=gettext("目标 2") if leads else gettext("目标 1"),
        agreed=targets.agreed_text(row.territory_id, writing.sales),
        is_selected=card is not None and row.territory_id == card.key,
        is_peer=card is not None and row.territory_id in card.peer_keys,
    )


def _left(row: dict[str, Any], writing: Writing) -> LeftLine:
    return LeftLine(
        code=row["code"],
        sales=writing.sales(row["sales"]),
        potential=writing.potential(row["potential"]),
        reason=reason_text(row["reason"], row["text"]),
    )


def _is_stale(run: FrontierRun, choice: Choice) -> bool:
    """Say whether figures or settings changed since; large sets are not checked."""
    if run.parameters["rows_in"] > CHECKED_UP_TO:
        return False
    question = question_of(
        run.comparison_set,
        period=run.period,
        method=run.method,
        periods=choice.periods,
    )
    return engine.digest_of(question) != run.inputs_digest
