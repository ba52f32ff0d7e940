"""Import and export from the command line, in somebody's name and rights."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from kam.config.commands.opening import open_product
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    import argparse

SHOWN_FAULTS = 20


def import_(chosen: argparse.Namespace) -> int:
    """Import a file and account for every row."""
    open_product()
    from kam.config.commands.people import user_named  # noqa: PLC0415 - needs set-up
    from kam.transfer.command import (  # noqa: PLC0415
        Options,
        import_file,
    )

    options = Options(
        mapping=_mapping(chosen.map),
        comparison_set=chosen.set or "",
        period=chosen.period or "",
        potential_unit=chosen.potential_unit,
        sales_unit=chosen.sales_unit,
        dry_run=chosen.dry_run,
        failed_path=chosen.failed,
    )
    report = import_file(
        actor=user_named(chosen.user),
        kind=chosen.kind,
        path=chosen.file,
        options=options,
        progress=_progress,
    )
    _print(report, as_json=chosen.json)
    return 1 if report["failed"] else 0


def export(chosen: argparse.Namespace) -> int:
    """Export what somebody may see of a kind."""
    open_product()
    from kam.config.commands.people import user_named  # noqa: PLC0415 - needs set-up
    from kam.transfer.command import export_file  # noqa: PLC0415

    summary = export_file(
        actor=user_named(chosen.user),
        kind=chosen.kind,
        path=chosen.file,
        progress=_progress,
    )
    if chosen.json:
        print(json.dumps(summary, ensure_ascii=False))
    else:
        print(f"{summary['rows']} → {chosen.file}")
    return 0


def _mapping(pairs: list[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        header, equals, name = pair.rpartition("=")
        if not equals or not header:
            raise Invalid(mark("--map 要写成 表头=字段，不是“%(pair)s”"), pair=pair)
        mapping[header] = name
    return mapping


def _print(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report, ensure_ascii=False, default=str))
        return
    counts = ("rows_in", "created", "updated", "skipped", "failed")
    print("  ".join(f"{name}: {report[name]}" for name in counts))
    for fault in report["errors"][:SHOWN_FAULTS]:
        print(f"  {fault['row']}  {fault['column']}  {fault['message']}")
    more = len(report["errors"]) - SHOWN_FAULTS
    if more > 0:
        print(f"  … +{more}")


def _progress(done: int, total: int) -> None:
    print(f"\r{done} / {total}", end="", file=sys.stderr, flush=True)
    if done >= total:
        print(file=sys.stderr)
