"""How long a large file takes to come in, and how much memory the command needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = ("名称", "类型", "规模", "年潜力", "城市", "业务范畴", "负责人")
MEGABYTE = 1024


@dataclass(frozen=True)
class Imported:
    """What the command said and what it cost."""

    rows: int
    seconds: float
    megabytes: float
    created: int
    failed: int


def write_accounts(path: Path, rows: int, owner: str) -> None:
    """Write an XLSX file of new accounts."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADERS)
    for number in range(rows):
        values = (
            f"量测县第{number}医院",
            "医院",
            "大中小"[number % 3],
            (number * 7919) % 9_000_000 + 10_000,
            f"量测{number % 300}市",
            f"综合医院，床位 {number % 900 + 100} 张。",
            owner,
        )
        sheet.write_row(number + 1, 0, values)
    book.close()


def measure_import(folder: Path, rows: int, owner: str) -> Imported:
    """Import a file with the command, in a process of its own."""
    path, told = folder / "accounts.xlsx", folder / "import.json"
    write_accounts(path, rows, owner)
    command = [
        sys.executable, "-m", "kam.config.cli", "import", "accounts", str(path),
        "--user", "manager0", "--json",
    ]  # fmt: skip
    began = time.perf_counter()
    with told.open("w") as out, (folder / "import.log").open("w") as log:
        child = subprocess.Popen(command, stdout=out, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    report = json.loads(told.read_text() or "{}")
    return Imported(
        rows=rows,
        seconds=seconds,
        megabytes=usage.ru_maxrss / MEGABYTE,
        created=report.get("created", 0),
        failed=report.get("failed", rows),
    )
