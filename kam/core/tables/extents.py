"""How far a worksheet reaches, as its cells say, and which of them hold an error."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kam.core.errors import TooLarge
from kam.core.tables.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from kam.core.tables.shapes import Broken
from kam.core.text import mark

_PLACE = re.compile(rb'r="([A-Z]{1,3})(\d{1,9})"')
# Nothing here is searched twice: no repetition gives back what it took (`+` behind
# it), and none goes past the next tag. Otherwise a few kilobytes take hours.
_ERROR = re.compile(
    rb'<c (?=[^<>]{0,200}?\bt="e")([^<>]{1,200}+)>'
    rb"(?:<f[^<>]{0,300}+>(?:[^<]*+</f>)?)?<v>([^<]{1,40}+)</v>"
)
# Rows and cells, under any prefix; and as every usual program writes them.
_MARKED = re.compile(rb"[<:](?:c|row)[\s/>]")
_USUAL = re.compile(rb'<c r="[A-Z]{1,3}[1-9]\d{0,6}"|<row r="[1-9]\d{0,6}"')
_LONGEST_MARK = 64
_TITLES = 100


@dataclass
class Extent:
    """How far a worksheet reaches, and its cells that hold an error."""

    columns: int = 0
    rows: int = 0
    usual: bool = True
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)

    def add(self, piece: bytes) -> None:
        """Widen by the cells named in a piece of the worksheet."""
        # What is cut off at the end comes again with the next piece.
        cut = piece.rfind(b"<", len(piece) - _LONGEST_MARK)
        whole = piece[:cut] if cut >= 0 else piece
        self.usual &= len(_MARKED.findall(whole)) <= len(_USUAL.findall(whole))
        places = set(_PLACE.findall(piece))
        letters = {place[0] for place in places}
        self.columns = max([self.columns, *map(column_of, letters)])
        self.rows = max([self.rows, *(int(place[1]) for place in places)])
        for attributes, text in _ERROR.findall(piece):
            if place := _PLACE.search(attributes):
                key = (int(place[2]), column_of(place[1]))
                self.broken[key] = Broken(text.decode("utf-8", "replace"))

    def check(self) -> None:
        """Refuse a worksheet that would fill the memory."""
        if self.rows > MOST_ROWS + _TITLES:
            raise too_many_rows(self.rows)
        if self.columns > MOST_COLUMNS or self.columns * self.rows > MOST_CELLS:
            raise TooLarge(
                mark("工作表有 %(rows)s 行 × %(columns)s 列，太大"),
                why=mark("最多 %(most)s 列，共 %(cells)s 个单元格"),
                todo=mark("请删除多余的列和行，只留要导入的内容"),
                rows=self.rows,
                columns=self.columns,
                most=MOST_COLUMNS,
                cells=MOST_CELLS,
            )


def too_many_rows(count: int) -> TooLarge:
    """Say how many rows a table may have."""
    return TooLarge(
        mark("表格有 %(count)s 行，最多 %(limit)s 行"),
        todo=mark("请把表格分成几个文件再导入"),
        count=count,
        limit=MOST_ROWS,
    )


def column_of(letters: bytes) -> int:
    """Return the number of a column: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
