"""Import and export from the command line, in somebody's name and rights."""

from __future__ import annotations

import gc
import json
import sys
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext

from kam.config.commands.opening import open_product
from kam.config.commands.speech import language
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    import argparse

SHOWN = 20
SELDOM = (50_000, 20, 100)
COUNTS = ("rows_in", "created", "updated", "skipped", "failed")


def import_(chosen: argparse.Namespace) -> int:
    """Import a file and account for every row."""
    open_product()
    from kam.config.commands.people import user_named  # noqa: PLC0415 - needs set-up
    from kam.transfer.command import Options, import_file  # noqa: PLC0415

    # A long import makes many objects that stay; looking for rings among them is
    # a fifth of its time.
    gc.set_threshold(*SELDOM)
    options = Options(
        sheet=chosen.sheet or "",
        mapping=_mapping(chosen.map),
        comparison_set=chosen.set or "",
        period=chosen.period or "",
        potential_unit=chosen.potential_unit,
        sales_unit=chosen.sales_unit,
        dry_run=chosen.dry_run,
        failed_path=chosen.failed,
    )
    with translation.override(language()):
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

    with translation.override(language()):
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
    for note in report["notes"]:
        print(f"  {note}")
    if report["left_out"]:
        print(gettext("没有读的列："), ", ".join(report["left_out"]))
    print("  ".join(f"{name}: {report[name]}" for name in COUNTS))
    for name, count in report["beside"].items():
        print(f"{name}: {count}")
    _list(gettext("未导入"), report["errors"])
    _list(gettext("请核对"), report["doubtful"])
    if report["changes"]:
        print(gettext("改写的单元格："), len(report["changes"]))


def _list(title: str, findings: list[dict[str, Any]]) -> None:
    if findings:
        print(f"{title}: {len(findings)}")
    for found in findings[:SHOWN]:
        print(f"  {found['row']}  {found['column']}  {found['message']}")
    if len(findings) > SHOWN:
        print(f"  … +{len(findings) - SHOWN}")


def _progress(done: int, total: int) -> None:
    print(f"\r{done} / {total}", end="", file=sys.stderr, flush=True)
    if done >= total:
        print(file=sys.stderr)
