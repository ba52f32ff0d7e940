"""Measuring a workbook that only its parser can measure, where a crash does no harm."""

from __future__ import annotations

import json
import subprocess
import sys

from kam.core.errors import TooLarge
from kam.core.tables import probe
from kam.core.tables.extents import Extent
from kam.core.text import mark

ROOM = 1_024
SECONDS = 60


def sound(content: bytes) -> None:
    """Refuse a workbook that is damaged, or too large to be opened here.

    One that the parser cannot open is left to the caller, who can say why.
    """
    command = [sys.executable, "-I", probe.__file__, str(ROOM)]
    try:
        done = subprocess.run(  # noqa: S603 - nothing in it comes from outside
            command, input=content, capture_output=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise _too_large()
    for rows, columns in json.loads(done.stdout or b"[]"):
        Extent(columns=columns, rows=rows).check()


def _too_large() -> TooLarge:
    return TooLarge(
        mark("打开这个工作簿要占用太多内存或时间，没有读取"),
        why=mark("常见原因是很远的地方还有一个零散的单元格"),
        todo=mark("请只留要导入的内容，用 Excel 或 WPS 另存为新的 XLSX 再导入"),
    )
