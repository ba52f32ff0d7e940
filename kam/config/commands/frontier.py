"""A performance frontier from a file, without a database or settings."""

from __future__ import annotations

import csv
import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from kam.config.tongues import plainly, tongue_of
from kam.core.sheets import BOM, guarded, shown
from kam.core.text import mark
from kam.performance.engine import analyse, analyse_groups
from kam.performance.offline import (
    FileQuestion,
    Teller,
    lines_of,
    page_of,
    read_columns,
    report_of,
    rows_of,
)
from kam.performance.rules import Inquiry

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from kam.performance.offline import Reading

SHOWN = 20
EMPTY = 1
"""The exit code where no row could be compared: the report gives the reasons."""


def frontier(chosen: argparse.Namespace) -> int:
    """Compute and print the frontier of a file's rows."""
    tongue = tongue_of(chosen.language)
    question = FileQuestion(
        id=chosen.id,
        inputs=chosen.input,
        outputs=chosen.output,
        by=chosen.by,
        sheet=chosen.sheet,
    )
    asked = Inquiry(
        method=chosen.method,
        orientation=chosen.orientation,
        level=chosen.level,
        log=chosen.log,
        inefficiency=chosen.inefficiency,
        tau=chosen.tau,
        errors=chosen.errors,
        m=chosen.order,
        bootstrap=chosen.bootstrap,
        seed=chosen.seed,
        fixed=tuple(chosen.fixed),
        super_efficiency=chosen.super_efficiency,
    )
    told = _write(chosen, read_columns(chosen.file, question), asked, tongue)
    return 0 if told["n"] else EMPTY


def _write(
    chosen: argparse.Namespace, read: Reading, asked: Inquiry, tongue: str
) -> dict[str, Any]:
    say = partial(plainly, tongue=tongue)
    teller = Teller(numbers=read.numbers, id_column=chosen.id, say=say)
    answer = (
        analyse_groups(read.columns, read.groups, asked)
        if chosen.by
        else analyse(read.columns, asked)
    )
    report = report_of(answer, teller)
    report["notes"] = [say(note.message, note.params) for note in read.notes]
    if chosen.json:
        print(json.dumps(report, ensure_ascii=False, allow_nan=False))
    elif chosen.html:
        named = {"title": chosen.file.name, "by": chosen.by, "tongue": tongue}
        print(page_of(report, answer, teller=teller, **named))
    elif chosen.csv:
        sys.stdout.write("".join(_csv(report)))
        print("\n".join(_beside(report, teller)), file=sys.stderr)
    else:
        print("\n".join((*_table(report), *_beside(report, teller))))
    return report


class _Lines(list[str]):
    """Collects what a writer writes."""

    write = list.append


def _csv(report: dict[str, Any]) -> Iterator[str]:
    """Write a row a unit; a mark for Excel only where there is more than ASCII."""
    heads, rows = rows_of(report)
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    writer.writerows([[shown(value) for value in row] for row in rows])
    if not all(map(str.isascii, lines)):
        yield BOM
    yield from lines


def _table(report: dict[str, Any]) -> Iterator[str]:
    factor = next((n for n in ("phi", "theta", "beta") if _has(report, n)), "phi")
    yield f"{'id':<16} {'PF':>8} {factor:>8} {'interval':>17}  class         peers"
    for unit in sorted(report["units"], key=lambda one: -(one["score"] or 0.0)):
        peers = ", ".join(f"{p['id']} ({p['weight']:.2f})" for p in unit["peers"])
        span = f"{_short(unit['lower'])} – {_short(unit['upper'])}"
        yield (
            f"{unit['id']!s:<16} {_short(unit['score']):>8} "
            f"{_short(unit.get(factor)):>8} {span:>17}"
            f"  {unit['class'] or '—':<12}  {peers}"
        ).rstrip()
    for name, value in report["model"].get("coefficients", {}).items():
        error = report["model"]["standard_errors"].get(name)
        yield f"{name:<24} {_short(value, 6):>14}  ± {_short(error, 6)}"


def _has(report: dict[str, Any], name: str) -> bool:
    return any(name in unit for unit in report["units"])


def _short(figure: float | None, digits: int = 4) -> str:
    return "—" if figure is None else f"{figure:.{digits}f}"


def _beside(report: dict[str, Any], teller: Teller) -> Iterator[str]:
    """Say how many rows, which were left out, and what to know."""
    yield from (f"  {note}" for note in report["notes"])
    left_out = report["dropped"]
    counted = {"n": report["n"], "dropped": len(left_out)}
    yield teller.say(mark("%(n)s 个单位，%(dropped)s 行没有用"), counted)
    for drop in left_out[:SHOWN]:
        place = {"row": drop["row"], "column": drop["column"]}
        where = teller.say(mark("第 %(row)s 行，%(column)s"), place)
        yield f"  {where}: {drop['message']} {drop['value']}".rstrip()
    if len(left_out) > SHOWN:
        yield f"  … +{len(left_out) - SHOWN}"
    yield from (f"  {line}" for line in lines_of(report, teller.say))
    for warning in report["warnings"]:
        ids = ", ".join(warning["ids"][:SHOWN])
        more = " …" if len(warning["ids"]) > SHOWN else ""
        yield f"• {warning['message']}{': ' if ids else ''}{ids}{more}"
