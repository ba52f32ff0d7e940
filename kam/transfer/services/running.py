"""Checking and running an import, now or in the background, once and accounted for.

A run holds a lease: it shows a sign of life with every chunk. When the sign is older
than `queries.STALE`, the run counts as interrupted and may be carried on from the last
row that is accounted for. Whoever takes over raises `attempt`; the other one, should it
still live, finds its number old and stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.people.policies import require
from kam.transfer.kinds import Choices, kind_named
from kam.transfer.models import Import
from kam.transfer.policies import may_import
from kam.transfer.queries import is_interrupted
from kam.transfer.reading import Source, read_source
from kam.transfer.rules.tally import Tally, storable
from kam.transfer.services.carrying import Job, carry
from kam.transfer.services.storing import Order
from kam.transfer.services.uploads import check_choices
from kam.transfer.shelf import Shelf
from kam.transfer.terms import ImportState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kam.people.models import User

SMALL = 2_000
FINDINGS = ("errors", "doubts", "changes")
BEFORE = {
    ImportState.CHECKING: (ImportState.UPLOADED, ImportState.CHECKED),
    ImportState.RUNNING: (ImportState.CHECKED,),
}


class Overtaken(KamError):
    """Somebody else has taken this run over."""

    usual = mark("这次导入已由另一个进程接手")


def is_small(record: Import) -> bool:
    """Say whether an import is carried out while the person waits."""
    return record.rows_total <= SMALL


def begin_check(*, actor: User, record: Import) -> Import | None:
    """Start the dry run; nothing is stored but its report."""
    return _begin(actor, record, ImportState.CHECKING, "import.check")


def begin_run(
    *, actor: User, record: Import, accepted: Collection[int] = (), rest: bool = False
) -> Import | None:
    """Start storing; of the doubtful rows only the accepted ones.

    `rest` accepts the doubtful rows that were too many to be shown.
    """
    shown = {row["row"] for row in record.report.get("first", {}).get("doubts", ())}
    doubtful = {row["row"] for row in Shelf(record.place).findings("doubts")}
    kept = set(accepted) | (doubtful - shown if rest else set())
    skip = sorted(doubtful - kept)
    return _begin(actor, record, ImportState.RUNNING, "import.run", {"skip": skip})


def carry_on(*, actor: User, record: Import) -> Import:
    """Take over a run that was interrupted, from the last accounted row."""
    require(may_import(actor, kind_named(record.kind).noun))
    with transaction.atomic():
        current = Import.objects.select_for_update().seen(actor, pk=record.pk)
        if not is_interrupted(current):
            raise Invalid(mark("这次导入没有中断"), todo=mark("请刷新页面查看进度"))
        _lease(current)
        current.save(update_fields=["attempt", "beat_at"])
    return current


def _begin(
    actor: User,
    record: Import,
    state: ImportState,
    verb: str,
    report: Mapping[str, Any] | None = None,
) -> Import | None:
    """Move an import on; a second click finds it moved already and gets nothing."""
    require(may_import(actor, kind_named(record.kind).noun))
    with transaction.atomic():
        current = Import.objects.select_for_update().seen(actor, pk=record.pk)
        if current.state not in BEFORE[state]:
            return None
        row = changes.change(
            actor=actor, row=current, wanted={"state": state}, verb=verb
        )
        row.report, row.rows_done = dict(report or {}), 0
        _lease(row)
        row.save(update_fields=["report", "rows_done", "attempt", "beat_at"])
    return row


def _lease(record: Import) -> None:
    record.attempt += 1
    record.beat_at = now()


def execute(record: Import) -> Import:
    """Carry a begun import out, here and now; returns it with its report."""
    try:
        report = _carried(record)
    except Overtaken:
        return Import.objects.get(pk=record.pk)
    except KamError as error:
        return _finish(record, ImportState.FAILED, _refusal(error))
    checking = record.state == ImportState.CHECKING
    done = ImportState.CHECKED if checking else ImportState.DONE
    return _finish(record, done, report)


def _refusal(error: KamError) -> dict[str, Any]:
    told = {"what": error.what, "why": error.why, "todo": error.todo}
    return {"refused": {**told, "params": dict(error.params)}}


def _carried(record: Import) -> dict[str, Any]:
    source, job = _job(record)
    resumed = "rows_in" in record.report
    tally = (
        Tally.resumed(record.report) if resumed else Tally(rows_in=source.table.count)
    )
    for name in FINDINGS:
        findings = job.shelf.findings(name)
        findings.keep(record.rows_done if resumed else 0)
    kept = {
        "notes": [vars(note) for note in source.table.notes],
        "left_out": source.left_out(job.order.choices.mapping),
        "skip": record.report.get("skip", []),
    }
    carry(job, tally, lambda done, told: _beat(record, done, {**told.told(), **kept}))
    return {**tally.told(), **kept}


def _job(record: Import) -> tuple[Source, Job]:
    """Gather what the run needs; rights are those of this moment."""
    kind, actor = kind_named(record.kind), record.created_by
    require(may_import(actor, kind.noun))
    choices = Choices(**record.choices)
    check_choices(kind, choices)
    shelf = Shelf(record.place)
    source = read_source(shelf.content(), record.name, kind, sheet=choices.sheet)
    order = Order(
        actor=actor,
        choices=choices,
        dry_run=record.state == ImportState.CHECKING,
    )
    job = Job(
        kind=kind,
        order=order,
        table=source.table,
        columns=source.columns(choices.mapping),
        shelf=shelf,
        skip=frozenset(record.report.get("skip", ())),
        after=record.rows_done,
    )
    return source, job


def _beat(record: Import, done: int, report: Mapping[str, Any]) -> None:
    """Show a sign of life with what is accounted for; stop when overtaken."""
    record.rows_done = done or record.rows_done
    mine = Import.objects.filter(
        pk=record.pk, attempt=record.attempt, state=record.state
    )
    kept = {"rows_done": record.rows_done, "report": storable(report)}
    if not mine.update(beat_at=now(), **kept):
        raise Overtaken


def _finish(record: Import, state: ImportState, report: Mapping[str, Any]) -> Import:
    with transaction.atomic():
        current = Import.objects.select_for_update().get(pk=record.pk)
        if current.attempt != record.attempt:
            return current
        row = changes.change(
            actor=record.created_by,
            row=current,
            wanted={"state": state},
            verb="import.finish",
        )
        row.report, row.rows_done = storable(report), record.rows_done
        row.save(update_fields=["report", "rows_done"])
    return row
