"""A program of its own that opens a workbook and says how far its sheets reach.

A parser that is made to take all memory ends its whole program, and nothing can catch
that. So a workbook nobody could measure beforehand is opened here first, in a small
room: what ends is this program and not the server.

    python probe.py MEGABYTES < workbook    ->    [[rows, columns], ...]
"""

from __future__ import annotations

import json
import sys
from io import BytesIO

from python_calamine import CalamineWorkbook


def confine(megabytes: int) -> None:
    """Take no more memory than this, where the system can hold a program to it."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none elsewhere

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20,) * 2)


def main() -> None:
    """Print the reach of every sheet."""
    confine(int(sys.argv[1]))
    book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    reach = []
    for name in book.sheet_names:
        row, column = book.get_sheet_by_name(name).end or (-1, -1)
        reach.append((row + 1, column + 1))
    sys.stdout.write(json.dumps(reach))


if __name__ == "__main__":
    main()
