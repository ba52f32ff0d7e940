"""Making a frontier: a stored run that nobody overwrites."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.periods import parse_period
from kam.core.text import mark
from kam.people.policies import require
from kam.performance import engine
from kam.performance.models import ComparisonSet, FrontierRow, FrontierRun
from kam.performance.policies import may_make_run
from kam.performance.queries import question_of, teams_of

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.engine import Drawn, Placed
    from kam.performance.rules import Question

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class MadeRun:
    """The run that answers a question, and whether it was calculated just now."""

    run: FrontierRun
    is_new: bool


def run_frontier(
    *, actor: User | None, comparison_set: ComparisonSet, period: str, method: str
) -> MadeRun:
    """Compare the territories of a set in a period.

    The same figures, labels, constants and library give the stored run again.
    """
    if method not in engine.METHODS:
        raise Invalid(fields={"method": [mark("未知的估计方法")]})
    name = parse_period(period).name
    with transaction.atomic():
        locked = ComparisonSet.objects.select_for_update().get(pk=comparison_set.pk)
        require(may_make_run(actor, locked, teams_of(locked)))
        question = question_of(locked, period=name, method=method)
        if not question.units:
            raise Invalid(
                mark("“%(period)s”还没有数据"),
                todo=mark("请先导入这一期的数据，或换一个期间"),
                fields={"period": [mark("这一期还没有数据")]},
                period=name,
            )
        digest = engine.digest_of(question)
        known = FrontierRun.objects.filter(comparison_set=locked, inputs_digest=digest)
        if found := known.first():
            return MadeRun(run=found, is_new=False)
        return MadeRun(run=_store(actor, locked, question, digest), is_new=True)


def _store(
    actor: User | None, comparison_set: ComparisonSet, question: Question, digest: str
) -> FrontierRun:
    drawn = engine.draw(question)
    run = FrontierRun(
        comparison_set=comparison_set,
        period=question.period,
        method=question.method,
        parameters={
            "constants": asdict(question.constants),
            "labels": asdict(question.labels),
            "held_against": drawn.held_against,
            "rows_in": len(question.units),
        },
        inputs_digest=digest,
        library_version=engine.LIBRARY_VERSION,
        n=len(drawn.rows),
        line=[list(point) for point in drawn.line],
        dropped=[asdict(row) for row in drawn.left_out],
        warnings=[asdict(note) for note in drawn.notes],
        is_provisional=drawn.is_provisional,
        created_by=actor,
    )
    changes.create(actor=actor, row=run, verb="frontier.create")
    _store_rows(run, drawn)
    return run


def _store_rows(run: FrontierRun, drawn: Drawn) -> None:
    rows = [_row(run, placed) for placed in drawn.rows]
    FrontierRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _row(run: FrontierRun, placed: Placed) -> FrontierRow:
    return FrontierRow(
        run=run,
        territory_id=placed.key,
        code=placed.code,
        potential=placed.potential,
        sales=placed.sales,
        frontier=placed.frontier,
        score=placed.score,
        gap=placed.gap,
        frontier_class=placed.frontier_class,
        is_stable=placed.is_stable,
        is_named=placed.is_named,
        peers=[asdict(peer) for peer in placed.peers],
        goal=placed.goal,
        certified=placed.certified,
        fragility=placed.fragility,
        **(asdict(placed.bounds) if placed.bounds else {}),
    )
