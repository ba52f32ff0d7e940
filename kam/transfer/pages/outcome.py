"""What a check or an import came to, or how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kam.transfer.kinds import KINDS, Choices
from kam.transfer.leaving import alteration, told
from kam.transfer.pages.steps import Step, steps
from kam.transfer.queries import is_interrupted, set_of
from kam.transfer.rules.tally import CHECKED_CHUNK, counts_of
from kam.transfer.terms import ImportState
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.transfer.kinds import Kind
    from kam.transfer.models import Import

SHOWN = 50
STEP = {
    ImportState.CHECKING: "check",
    ImportState.CHECKED: "check",
    ImportState.RUNNING: "done",
    ImportState.DONE: "done",
    ImportState.FAILED: "done",
    ImportState.DISCARDED: "file",
}


@dataclass(frozen=True)
class Counts:
    """What became of every row."""

    rows_in: int
    created: int
    updated: int
    skipped: int
    failed: int


@dataclass(frozen=True)
class Finding:
    """A row that failed, is doubtful, or was altered."""

    row: int
    column: str
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Samples:
    """The first rows of one fate."""

    label: str
    tone: str
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Links:
    """Where one can go from here."""

    run: str
    map: str
    discard: str
    progress: str
    carry_on: str
    failed_csv: str
    failed_xlsx: str
    changes: str
    room: str
    again: str


@dataclass(frozen=True)
class ImportPage:
    """One import in its present state."""

    pk: int
    name: str
    kind: str
    state: str
    steps: list[Step]
    links: Links
    rows_total: int
    reached: int
    counts: Counts | None = None
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    beside: list[tuple[str, int]] = field(default_factory=list)
    samples: list[Samples] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    changes: list[Finding] = field(default_factory=list)
    errors_more: int = 0
    doubts_more: int = 0
    changes_total: int = 0
    is_interrupted: bool = False
    is_chunked: bool = False
    refused: list[str] = field(default_factory=list)


def import_page(record: Import) -> ImportPage:
    """Return the page of an import as it stands."""
    kind, report = KINDS[record.kind], record.report
    return ImportPage(
        pk=record.pk,
        name=record.name,
        kind=_(kind.label),
        state=record.state,
        steps=_steps(record),
        links=_links(record, kind),
        rows_total=record.rows_total,
        reached=sum(
            report.get(n, 0) for n in ("created", "updated", "skipped", "failed")
        ),
        is_interrupted=is_interrupted(record),
        refused=_refused(report),
        **(_told(record, kind, report) if "rows_in" in report else {}),
    )


def _steps(record: Import) -> list[Step]:
    open_again = record.state == ImportState.CHECKED
    url = reverse("transfer:map", args=[record.pk]) if open_again else ""
    over = record.state == ImportState.DONE
    return steps(STEP[ImportState(record.state)], map_url=url, is_over=over)


def _links(record: Import, kind: Kind) -> Links:
    def to(name: str) -> str:
        return reverse(f"transfer:{name}", args=[record.pk])

    return Links(
        run=to("run"),
        map=to("map"),
        discard=to("discard"),
        progress=to("progress"),
        carry_on=to("carry-on"),
        failed_csv=f"{to('failed')}?format=csv",
        failed_xlsx=f"{to('failed')}?format=xlsx",
        changes=to("changes"),
        room=_room(record, kind),
        again=f"{reverse('transfer:new')}?kind={kind.name}",
    )


def _room(record: Import, kind: Kind) -> str:
    """Return where the records stand now; figures stand in their own set."""
    room = reverse(kind.room)
    over = kind.asks_set and record.state == ImportState.DONE
    chosen = set_of(record) if over else None
    return f"{room}?set={chosen.pk}" if chosen else room


def _told(record: Import, kind: Kind, report: Mapping[str, Any]) -> dict[str, Any]:
    first, totals = report["first"], report["totals"]
    mapping = Choices(**record.choices).mapping
    return {
        "counts": Counts(**counts_of(report)),
        "notes": [say(n["message"], n["params"]) for n in report["notes"]],
        "left_out": report["left_out"],
        "beside": [(say(name), count) for name, count in report["beside"].items()],
        "samples": _samples(first),
        "heads": [header for header, wanted in mapping.items() if wanted][:5],
        "errors": [_finding(row) for row in first.get("errors", ())][:SHOWN],
        "doubts": [_finding(row) for row in first.get("doubts", ())],
        "changes": [_change(row) for row in first.get("changes", ())][:SHOWN],
        "errors_more": totals.get("errors", 0)
        - min(len(first.get("errors", ())), SHOWN),
        "doubts_more": totals.get("doubts", 0) - len(first.get("doubts", ())),
        "changes_total": totals.get("changes", 0),
        "is_chunked": bool(kind.late) and record.rows_total > CHECKED_CHUNK,
    }


def _samples(first: Mapping[str, Sequence[dict[str, Any]]]) -> list[Samples]:
    fates = (
        ("created", _("新建"), "good"),
        ("updated", _("更新"), "info"),
        ("skipped", _("没有变化"), "mute"),
    )
    return [
        Samples(label, tone, list(first[name]))
        for name, label, tone in fates
        if first.get(name)
    ]


def _finding(row: Mapping[str, Any]) -> Finding:
    bare = {**row, "column": ""}
    return Finding(row["row"], row["column"], told(bare))


def _change(row: Mapping[str, Any]) -> Finding:
    text = alteration(row["code"])
    return Finding(row["row"], row["column"], text, row["before"], row["after"])


def _refused(report: Mapping[str, Any]) -> list[str]:
    refused = report.get("refused")
    if not refused:
        return []
    spoken = [say(refused[n], refused["params"]) for n in ("what", "why", "todo")]
    return [text for text in spoken if text]
