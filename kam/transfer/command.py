"""Import and export of whole files for the command line, in a person's rights."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

from kam.core.errors import Invalid
from kam.core.sheets import csv_chunks, write_xlsx
from kam.core.text import mark, shown_name
from kam.people.policies import require
from kam.transfer.kinds import Choices, kind_named
from kam.transfer.leaving import counted, export_sheet, failed_sheet
from kam.transfer.policies import may_import
from kam.transfer.reading import Source, read_source
from kam.transfer.rules.tally import Tally, counts_of
from kam.transfer.services.carrying import Job, carry
from kam.transfer.services.storing import Order
from kam.transfer.services.uploads import check_choices
from kam.transfer.shelf import Shelf
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kam.core.sheets import Sheet
    from kam.people.models import User

Progress: TypeAlias = "Callable[[int, int], None]"
FORMATS = (".csv", ".xlsx")


@dataclass(frozen=True)
class Options:
    """What the command line chose."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    comparison_set: str = ""
    period: str = ""
    potential_unit: str = ""
    sales_unit: str = ""
    sheet: str = ""
    dry_run: bool = False
    failed_path: Path | None = None


def import_file(
    *, actor: User, kind: str, path: Path, options: Options, progress: Progress
) -> dict[str, Any]:
    """Import a file and account for every row; the report is spoken already."""
    chosen = kind_named(kind)
    require(may_import(actor, chosen.noun))
    name = shown_name(path.name)
    if not path.is_file():
        raise Invalid(mark("没有文件“%(name)s”"), name=name)
    source = read_source(path, name, chosen, sheet=options.sheet)
    choices = _choices(source, options)
    check_choices(chosen, choices)
    with TemporaryDirectory(prefix="kam-import-") as folder:
        job = Job(
            kind=chosen,
            order=Order(
                actor=actor,
                choices=choices,
                dry_run=options.dry_run,
            ),
            table=source.table,
            columns=source.columns(choices.mapping),
            shelf=Shelf.at(Path(folder)),
        )
        tally = Tally(rows_in=source.table.count)
        carry(job, tally, lambda _row, told: progress(told.reached, told.rows_in))
        report = _report(source, job, tally)
        if options.failed_path is not None and tally.counts["failed"]:
            failed = failed_sheet(
                source.table, job.shelf.findings("errors"), chosen.name
            )
            write(failed, options.failed_path)
        return report


def _choices(source: Source, options: Options) -> Choices:
    return Choices(
        mapping={**source.suggestion, **options.mapping},
        sheet=options.sheet,
        comparison_set=options.comparison_set,
        period=options.period,
        potential_unit=options.potential_unit,
        sales_unit=options.sales_unit,
    )


def _report(source: Source, job: Job, tally: Tally) -> dict[str, Any]:
    mapping = job.order.choices.mapping
    return {
        **counts_of(tally.told()),
        "dry_run": job.order.dry_run,
        "errors": [_spoken(error) for error in job.shelf.findings("errors")],
        "doubtful": [_spoken(doubt) for doubt in job.shelf.findings("doubts")],
        "changes": list(job.shelf.findings("changes")),
        "notes": [say(n.message, dict(n.params)) for n in source.table.notes],
        "mapping": {header: name for header, name in mapping.items() if name},
        "left_out": source.left_out(mapping),
        "beside": {say(name): count for name, count in tally.beside.items()},
    }


def _spoken(finding: Mapping[str, Any]) -> dict[str, Any]:
    message = say(finding["message"], finding["params"])
    named = {name: finding[name] for name in ("row", "column", "code")}
    return {**named, "message": message}


def export_file(
    *, actor: User, kind: str, path: Path, progress: Progress
) -> dict[str, Any]:
    """Write what somebody may see of a kind into a CSV or XLSX file."""
    counts: dict[str, int] = {"rows": 0}
    sheet = counted(export_sheet(actor, kind_named(kind)), counts)
    write(sheet, path)
    progress(counts["rows"], counts["rows"])
    return {"kind": kind, "rows": counts["rows"], "file": str(path)}


def write(sheet: Sheet, path: Path) -> None:
    """Write a table; the ending of the path decides the format."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise Invalid(
            mark("文件名要以 .csv 或 .xlsx 结尾，不是“%(ending)s”"), ending=ending
        )
    if not path.parent.is_dir():
        raise Invalid(mark("没有文件夹“%(folder)s”"), folder=str(path.parent))
    with path.open("wb") as target:
        if ending == ".csv":
            target.writelines(csv_chunks(sheet))
        else:
            write_xlsx(sheet, target)
