"""Opening a named file, and finding the columns somebody named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.tables.reading import read_table
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from kam.core.tables.shapes import Table


def open_table(path: Path, names: Collection[str], *, sheet: str = "") -> Table:
    """Read a table from a path, or say why it cannot be opened."""
    try:
        return read_table(path, path.name, sheet=sheet, expected=names)
    except OSError as error:
        raise Invalid(
            mark("打不开文件“%(name)s”"),
            why=error.strerror or "",
            todo=mark("请检查路径和读取权限"),
            name=str(path),
        ) from error


def place_of(table: Table, name: str) -> int:
    """Find a column by its header; case matters only between two like ones."""
    if name in table.header:
        return table.header.index(name)
    spaced = [head.casefold() for head in table.header]
    if spaced.count(name.strip().casefold()) == 1:
        return spaced.index(name.strip().casefold())
    raise Invalid(
        mark("表格里没有“%(name)s”这一列"),
        todo=mark("现有的列：%(columns)s"),
        name=name[:80],
        columns=", ".join(table.header)[:600],
    )
