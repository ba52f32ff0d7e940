"""A performance frontier from a file, without a database or settings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

WIDTHS = (16, 8, 8)


def frontier(chosen: argparse.Namespace) -> int:
    """Compute and print the frontier of a file's rows."""
    from kam.performance.offline import report_of_file  # noqa: PLC0415

    report = report_of_file(
        chosen.file,
        id_column=chosen.id_column,
        input_column=chosen.input_column,
        output_column=chosen.output_column,
        method=chosen.method,
    )
    if chosen.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _print(report)
    return 0


def _print(report: dict[str, Any]) -> None:
    print(f"{'id':<16} {'PF':>8} {'phi':>8}  class      peers")
    for unit in sorted(report["units"], key=lambda u: -u["score"]):
        peers = ", ".join(f"{p['id']} ({p['weight']:.2f})" for p in unit["peers"])
        phi = unit["phi"]
        told = f"{phi:8.4f}" if phi is not None else f"{'—':>8}"
        print(
            f"{unit['id']!s:<16} {unit['score']:8.4f} {told}"
            f"  {unit['class'] or '—':<9}  {peers}"
        )
    print(f"n = {report['n']}, dropped = {len(report['dropped'])}")
    for dropped in report["dropped"]:
        print(f"  dropped: {json.dumps(dropped, ensure_ascii=False)}")
    for warning in report["warnings"]:
        print(f"  warning: {json.dumps(warning, ensure_ascii=False)}")
