"""One column run as it stands: under way, without an answer, or read whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.core.paging import CappedCount, paginate
from kam.people.scopes import reaches
from kam.performance.pages.columns.above import index_text, is_out_of_reach
from kam.performance.pages.columns.chart import (
    column_chart,
    has_two_columns,
    is_drawable,
)
from kam.performance.pages.columns.listing import state_text
from kam.performance.pages.columns.method import (
    Coefficient,
    coefficients_of,
    column_method_notes,
    model_facts,
)
from kam.performance.pages.columns.opened import opened_column_card
from kam.performance.pages.columns.stats import stats_of
from kam.performance.pages.columns.words import (
    STATE_TONES,
    aside_text,
    column_title,
    columns_text,
    labels_of_run,
    refusal_texts,
    remark_text,
    span_text,
)
from kam.performance.pages.words import (
    class_text,
    class_tone,
    column_text,
    interval_text,
)
from kam.performance.queries.columns import (
    UNDER_WAY,
    column_rows_for,
    column_rows_of,
    is_interrupted,
    standings_of,
)
from kam.performance.terms import ColumnMethod, ColumnState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.paging import Page
    from kam.people.models import User
    from kam.performance.models import ColumnRow, ColumnRun
    from kam.performance.pages.card import Fact
    from kam.performance.pages.columns.card import ColumnCard
    from kam.performance.pages.columns.stats import Standing
    from kam.performance.pages.method import MethodNote
    from kam.performance.pages.opening import CardOpening
    from kam.performance.rules import Labels
    from kam.web.figures import Stat
    from kam.web.lists import ListState
    from kam.web.plot import Scatter

ROWS_A_PAGE = 100
FULL = 100.0


@dataclass(frozen=True, kw_only=True)
class ColumnLine:
    """One territory in the table."""

    key: int
    code: str
    figures: list[tuple[str, str]]
    score: str
    interval: str
    low: float | None
    high: float | None
    bar: float
    span: str
    class_text: str
    class_tone: str
    is_selected: bool
    is_peer: bool


@dataclass(frozen=True)
class Marks:
    """Which territory is open, and which are its peers."""

    selected: int | None
    peers: frozenset[int]


@dataclass(frozen=True)
class AsideLine:
    """One territory that took no part, and why."""

    code: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a run that is done says."""

    stats: list[Stat]
    heads: list[str]
    lines: list[ColumnLine]
    page: Page
    count: CappedCount
    aside: list[AsideLine]
    notes: list[str]
    plot: Scatter | None
    line: bool
    card: ColumnCard | None
    opening: CardOpening | None
    coefficients: list[Coefficient]
    facts: list[Fact]
    has_scores: bool
    sort: str
    export_url: str


@dataclass(frozen=True, kw_only=True)
class ColumnRunPage:
    """Everything the page of a column run shows."""

    run: ColumnRun
    labels: Labels
    columns: str
    method: str
    state: str
    state_text: str
    state_tone: str
    is_under_way: bool
    is_interrupted: bool
    done: int
    total: int
    is_twice: bool
    refused: list[str]
    may_change: bool
    may_create: bool
    repeats_url: str
    is_same: bool
    choose_url: str
    notes: list[MethodNote]
    answer: Answer | None = field(default=None)


def column_run_page(user: User, run: ColumnRun, state: ListState) -> ColumnRunPage:
    """Read a run and lay it out as it stands."""
    team, stale = run.comparison_set.team_id, is_interrupted(run)
    choose = reverse("performance:columns", args=[run.comparison_set_id])
    first = run.repeats
    return ColumnRunPage(
        run=run,
        labels=labels_of_run(run),
        columns=columns_text(run),
        method=str(ColumnMethod(run.method).label),
        state=run.state,
        state_text=state_text(run),
        state_tone="warn" if stale else STATE_TONES[run.state],
        is_under_way=run.state in UNDER_WAY and not stale,
        is_interrupted=stale,
        done=run.done,
        total=run.total,
        is_twice=run.total > run.parameters["asked"]["bootstrap"],
        refused=refusal_texts(run),
        may_change=reaches(user, "column_run", "change", team_id=team),
        may_create=reaches(user, "column_run", "create", team_id=team),
        repeats_url=reverse("performance:columns-run", args=[first.pk])
        if first
        else "",
        is_same=first is not None and first.result_digest == run.result_digest,
        choose_url=f"{choose}?like={run.pk}",
        notes=column_method_notes(run),
        answer=_answer(user, run, state) if run.state == ColumnState.DONE else None,
    )


def _answer(user: User, run: ColumnRun, state: ListState) -> Answer:
    standings = standings_of(run)
    labels = labels_of_run(run)
    page = paginate(
        column_rows_for(user, run),
        order=state.order,
        cursor=state.cursor,
        size=ROWS_A_PAGE,
    )
    chosen = _chosen(user, run, standings, state)
    opening, card = opened_column_card(user, run, chosen) if chosen else (None, None)
    marks = _marks(chosen, card)
    plot = _plot(run, marks)
    return Answer(
        stats=stats_of(run, standings),
        heads=[column_title(key, labels) for key in (*run.inputs, *run.outputs)],
        lines=_lines(page.rows, run, marks),
        page=page,
        count=CappedCount(len(standings), capped=False),
        aside=[AsideLine(row["code"], aside_text(row, labels)) for row in run.dropped],
        notes=[remark_text(note, run) for note in run.warnings],
        plot=plot,
        line=plot is not None and bool(plot.line),
        card=card,
        opening=opening,
        coefficients=coefficients_of(run),
        facts=model_facts(run),
        has_scores=any(score is not None for _key, score, _class in standings),
        sort=state.sort,
        export_url=reverse("performance:columns-export", args=[run.pk]),
    )


def _marks(chosen: ColumnRow | None, card: ColumnCard | None) -> Marks:
    """Mark the territory that is open; its peers only where its card is read."""
    selected = chosen.territory_id if chosen else None
    return Marks(selected, card.peer_keys if card else frozenset())


def _plot(run: ColumnRun, marks: Marks) -> Scatter | None:
    """Draw one input and one output; the rest is read in the table."""
    if not has_two_columns(run):
        return None
    every = column_rows_of(run)
    if not is_drawable(run, every):
        return None
    return column_chart(run, every, selected=marks.selected, peers=marks.peers)


def _chosen(
    user: User, run: ColumnRun, standings: Sequence[Standing], state: ListState
) -> ColumnRow | None:
    """Open the territory that was asked for, or the one farthest from the frontier."""
    wanted = state.filters.get("unit")
    if wanted is None:
        scored = (key for key, score, _class in standings if score is not None)
        wanted = next(scored, None)
    if wanted is None:
        return None
    found: ColumnRow = column_rows_for(user, run).seen(user, territory_id=wanted)
    return found


def _lines(rows: Sequence[ColumnRow], run: ColumnRun, marks: Marks) -> list[ColumnLine]:
    labels = labels_of_run(run)
    writers = {
        key: column_text(row.figures.get(key) for row in rows)
        for key in (*run.inputs, *run.outputs)
    }
    titles = {key: column_title(key, labels) for key in writers}
    return [
        ColumnLine(
            key=row.territory_id,
            code=row.code,
            figures=[(titles[k], w(row.figures.get(k))) for k, w in writers.items()],
            score=index_text(row, run),
            interval=interval_text(row.lower, row.upper),
            low=_bar(row.lower),
            high=_bar(row.upper),
            bar=FULL if is_out_of_reach(row, run) else _bar(row.score) or 0.0,
            span=span_text(row.first_place, row.last_place),
            class_text=class_text(row.unit_class, is_named=False),
            class_tone=class_tone(row.unit_class, is_named=False),
            is_selected=row.territory_id == marks.selected,
            is_peer=row.territory_id in marks.peers,
        )
        for row in rows
    ]


def _bar(score: float | None) -> float | None:
    return None if score is None else min(round(score * FULL, 1), FULL)
