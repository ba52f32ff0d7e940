"""Working a column run out, now or in the background, whole or not at all.

A run shows a sign of life while its samples are drawn. The rows and the state are
stored in one transaction at the end, so a run that was killed or cancelled leaves no
half answer. Whoever finds that the run is no longer theirs stops.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import KamError
from kam.core.text import mark
from kam.people.policies import require
from kam.performance import engine
from kam.performance.models import ColumnRow, ColumnRun
from kam.performance.policies import may_make_column_run
from kam.performance.queries import teams_of
from kam.performance.queries.columns import (
    choice_of,
    column_question_of,
    repeated_question,
)
from kam.performance.rules import SMALL_WORK, work_of
from kam.performance.terms import ColumnState

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.performance.engine import Compared, ComparedUnit
    from kam.performance.rules import ColumnQuestion

ROWS_AT_ONCE = 500
BEAT_EVERY = 1.0


class Stopped(KamError):
    """Somebody cancelled this run, or its figures changed before it began."""

    usual = mark("这次计算已经停下")


def is_small(run: ColumnRun) -> bool:
    """Say whether a run is worked out while the person waits."""
    return work_of(run.parameters["rows_in"], run.total) <= SMALL_WORK


def work_out(run: ColumnRun) -> ColumnRun:
    """Work a waiting run out, here and now; returns it as it stands then."""
    if not _begun(run):
        return ColumnRun.objects.get(pk=run.pk)
    try:
        question = _question(run)
        compared = engine.compare(question, _teller(run))
        return _finish(run, ColumnState.DONE, compared=compared)
    except Stopped:
        return ColumnRun.objects.get(pk=run.pk)
    except KamError as error:
        return _finish(run, ColumnState.FAILED, refused=_refusal(error))
    except Exception:
        # Ours to mend; until then nobody waits for a run that nobody works on.
        _finish(run, ColumnState.FAILED, refused=_refusal(KamError()))
        raise


def _begun(run: ColumnRun) -> bool:
    """Take the run; whoever comes second finds it taken."""
    mine = ColumnRun.objects.filter(pk=run.pk, state=ColumnState.WAITING)
    taken = mine.update(state=ColumnState.WORKING, beat_at=now())
    run.state = ColumnState.WORKING
    return bool(taken)


def _question(run: ColumnRun) -> ColumnQuestion:
    """Gather the question; the rights are those of this moment."""
    if run.repeats is not None:
        return repeated_question(run.repeats)
    comparison_set = run.comparison_set
    teams = teams_of(comparison_set)
    require(may_make_column_run(run.created_by, comparison_set, teams))
    question = column_question_of(
        comparison_set, period=run.period, choice=choice_of(run)
    )
    if engine.digest_of_columns(question) != run.inputs_digest:
        raise KamError(
            mark("开始计算之前，数据或设置改过了"),
            todo=mark("请重新计算"),
        )
    return question


def breathe(run: ColumnRun) -> bool:
    """Show a sign of life; say whether the run is still under way."""
    mine = ColumnRun.objects.filter(pk=run.pk, state=ColumnState.WORKING)
    return bool(mine.update(beat_at=now()))


def _teller(run: ColumnRun) -> Callable[[int], None]:
    """Return what hears of each sample, and says so about once a second."""
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last < BEAT_EVERY and done < run.total:
            return
        last = time.monotonic()
        mine = ColumnRun.objects.filter(pk=run.pk, state=ColumnState.WORKING)
        if not mine.update(done=done, beat_at=now()):
            raise Stopped

    return tell


def _refusal(error: KamError) -> dict[str, Any]:
    told = {"what": error.what, "why": error.why, "todo": error.todo}
    return {**told, "params": dict(error.params)}


def _finish(
    run: ColumnRun,
    state: ColumnState,
    *,
    compared: Compared | None = None,
    refused: dict[str, Any] | None = None,
) -> ColumnRun:
    """Store the answer and say so, in one transaction; a cancelled run stores none."""
    with transaction.atomic():
        current = ColumnRun.objects.select_for_update().get(pk=run.pk)
        if current.state != ColumnState.WORKING:
            return current
        wanted: dict[str, object] = {"state": state}
        if compared is not None:
            wanted |= {"result_digest": compared.digest, "n": len(compared.units)}
        row = changes.change(
            actor=run.created_by, row=current, wanted=wanted, verb="column_run.finish"
        )
        row.refused = refused or {}
        if compared is not None:
            _store(row, compared)
        row.save(update_fields=["refused", "model", "dropped", "warnings", "done"])
    return row


def _store(run: ColumnRun, compared: Compared) -> None:
    run.done = run.total
    run.model = asdict(compared.model)
    run.dropped = [asdict(row) for row in compared.set_aside]
    run.warnings = [asdict(note) for note in compared.notes]
    rows = [_row(run, place, one) for place, one in enumerate(compared.units)]
    ColumnRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _row(run: ColumnRun, place: int, one: ComparedUnit) -> ColumnRow:
    score = one.score
    return ColumnRow(
        run=run,
        territory_id=one.unit.key,
        place=place,
        code=one.unit.code,
        name=one.unit.name,
        figures=dict(one.unit.figures),
        score=score.score,
        factor=score.factor,
        value=score.value,
        lower=score.lower,
        upper=score.upper,
        unit_class=one.unit_class,
        first_place=one.span[0] if one.span else None,
        last_place=one.span[1] if one.span else None,
        peers=[{"key": key, "weight": share} for key, share in one.peers],
        certified=score.certified,
        corrected=score.corrected,
        bias=score.bias,
        inefficiency=score.inefficiency,
        targets=dict(score.targets),
        slacks=dict(score.slacks),
    )
