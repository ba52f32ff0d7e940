"""Asking for a column run, cancelling it, and having it worked out again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.periods import parse_period
from kam.core.text import mark
from kam.core.turns import take_turn
from kam.people.policies import require
from kam.performance import engine
from kam.performance.models import ColumnRun, ComparisonSet
from kam.performance.policies import may_make_column_run, may_stop_column_run
from kam.performance.queries import teams_of
from kam.performance.queries.columns import (
    UNDER_WAY,
    choice_of,
    column_question_of,
    columns_of,
    is_interrupted,
    repeated_question,
)
from kam.performance.rules import (
    check_choice,
    check_given,
    check_inquiry,
    check_work,
)
from kam.performance.terms import ColumnState

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.rules import ColumnChoice, ColumnQuestion

MOST_UNDER_WAY = 2


@dataclass(frozen=True)
class AskedColumns:
    """The run that answers a question, and whether it has yet to be worked out."""

    run: ColumnRun
    is_new: bool


def ask_columns(
    *,
    actor: User | None,
    comparison_set: ComparisonSet,
    period: str,
    choice: ColumnChoice,
) -> AskedColumns:
    """Ask for the comparison of a set's territories in any columns of its figures.

    The same figures, choice, constants and library give the stored run again. A new
    one waits for `work_out`.
    """
    name = parse_period(period).name
    with transaction.atomic():
        _queue(actor)
        locked = ComparisonSet.objects.select_for_update().get(pk=comparison_set.pk)
        require(may_make_column_run(actor, locked, teams_of(locked)))
        question = _question(locked, name, choice)
        digest = engine.digest_of_columns(question)
        if found := _known(actor, locked, digest):
            return AskedColumns(run=found, is_new=False)
        _refuse_too_many(actor)
        run = _waiting(actor, locked, question, digest)
        run = changes.create(actor=actor, row=run, verb="column_run.create")
    return AskedColumns(run=run, is_new=True)


def _question(
    comparison_set: ComparisonSet, period: str, choice: ColumnChoice
) -> ColumnQuestion:
    check_given(choice)
    check_inquiry(choice.asked, inputs=choice.inputs, outputs=choice.outputs)
    question = column_question_of(comparison_set, period=period, choice=choice)
    if not question.units:
        raise Invalid(
            mark("“%(period)s”还没有数据"),
            todo=mark("请先导入这一期的数据，或换一个期间"),
            fields={"period": [mark("这一期还没有数据")]},
            period=period,
        )
    check_choice(choice, columns_of(comparison_set, period))
    check_work(len(question.taking_part), engine.draws_in(question))
    return question


def _known(
    actor: User | None, comparison_set: ComparisonSet, digest: str
) -> ColumnRun | None:
    """Find the run of the same question; one whose worker died makes room."""
    rows = ColumnRun.objects.filter(
        comparison_set=comparison_set,
        inputs_digest=digest,
        repeats=None,
        state__in=(*UNDER_WAY, ColumnState.DONE),
    )
    found: ColumnRun | None = rows.first()
    if found is not None and is_interrupted(found):
        _end(actor, found, "column_run.cancel")
        return None
    return found


def _queue(actor: User | None) -> None:
    """Let one ask at a time, whatever the set: what is under way is counted."""
    if actor is not None:
        take_turn(f"column_run.ask {actor.pk}")


def _refuse_too_many(actor: User | None) -> None:
    if actor is None:
        return
    mine = ColumnRun.objects.filter(created_by=actor, state__in=UNDER_WAY)
    if sum(not is_interrupted(run) for run in mine) >= MOST_UNDER_WAY:
        raise Invalid(
            mark("您已有 %(most)s 次计算在进行"),
            todo=mark("请等其中一次算完，或先取消一次"),
            most=MOST_UNDER_WAY,
        )


def _waiting(
    actor: User | None,
    comparison_set: ComparisonSet,
    question: ColumnQuestion,
    digest: str,
) -> ColumnRun:
    choice = question.choice
    return ColumnRun(
        comparison_set=comparison_set,
        period=question.period,
        method=choice.asked.method,
        parameters={
            "inputs": list(choice.inputs),
            "outputs": list(choice.outputs),
            "asked": {**asdict(choice.asked), "fixed": list(choice.asked.fixed)},
            "constants": asdict(question.constants),
            "labels": asdict(question.labels),
            "rows_in": len(question.units),
        },
        inputs_digest=digest,
        library_version=engine.LIBRARY_VERSION,
        total=engine.draws_in(question),
        beat_at=now(),
        created_by=actor,
    )


def cancel_columns(*, actor: User | None, run: ColumnRun) -> ColumnRun:
    """Stop a run; nothing of it is kept. One that has ended stays as it is."""
    require(may_stop_column_run(actor, run))
    with transaction.atomic():
        current = ColumnRun.objects.select_for_update().get(pk=run.pk)
        if current.state not in UNDER_WAY:
            return current
        return _end(actor, current, "column_run.cancel")


def _end(actor: User | None, run: ColumnRun, verb: str) -> ColumnRun:
    wanted = {"state": ColumnState.CANCELLED}
    return changes.change(actor=actor, row=run, wanted=wanted, verb=verb)


def start_again(*, actor: User | None, run: ColumnRun) -> AskedColumns:
    """Ask the question of a run that did not come to an end once more.

    It is asked of the figures as they stand now.
    """
    return ask_columns(
        actor=actor,
        comparison_set=run.comparison_set,
        period=run.period,
        choice=choice_of(run),
    )


def repeat_columns(*, actor: User | None, run: ColumnRun) -> AskedColumns:
    """Work a run out again from the figures it was worked out from.

    Whether the same comes out is said on the new run.
    """
    if run.state != ColumnState.DONE:
        raise Invalid(mark("这次计算还没有结果，无从核对"))
    with transaction.atomic():
        _queue(actor)
        locked = ComparisonSet.objects.select_for_update().get(pk=run.comparison_set_id)
        require(may_make_column_run(actor, locked, teams_of(locked)))
        _refuse_too_many(actor)
        again = _waiting(actor, locked, repeated_question(run), run.inputs_digest)
        again.parameters, again.repeats = run.parameters, run
        again = changes.create(actor=actor, row=again, verb="column_run.repeat")
    return AskedColumns(run=again, is_new=True)
