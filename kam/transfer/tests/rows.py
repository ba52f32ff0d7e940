"""Small tables and imports for the tests of this room."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from kam.transfer.command import Options, import_file

if TYPE_CHECKING:
    from pathlib import Path

    from kam.people.models import User


def csv_of(*rows: list[object], encoding: str = "utf-8") -> bytes:
    """Write rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def bring(
    actor: User, kind: str, content: bytes, folder: Path, **options: Any
) -> dict[str, Any]:
    """Import some bytes as the command would."""
    path = folder / "file.csv"
    path.write_bytes(content)
    return import_file(
        actor=actor,
        kind=kind,
        path=path,
        options=Options(**options),
        progress=lambda _done, _total: None,
    )


def adds_up(report: dict[str, Any]) -> bool:
    """Say whether every row is accounted for."""
    fates = ("created", "updated", "skipped", "failed")
    return report["rows_in"] == sum(report[fate] for fate in fates)
