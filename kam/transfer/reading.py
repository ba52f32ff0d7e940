"""Reading a file as a table of one kind, with a suggestion for its columns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from kam.core.errors import Invalid
from kam.core.tables import read_table
from kam.core.text import mark
from kam.transfer.rules.columns import MissingColumns, columns_of, key_of, suggest
from kam.transfer.rules.shapes import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kam.core.tables import Row, Table
    from kam.transfer.kinds import Kind
    from kam.transfer.rules.columns import Column

SAMPLES = 50
REASON = mark("未导入原因")
DEALS = frozenset({"dealstage", "closevalue", "opportunityid"})


@dataclass(frozen=True)
class Source:
    """A file read as a table of a kind."""

    kind: Kind
    table: Table
    samples: tuple[Row, ...]

    @property
    def suggestion(self) -> dict[str, str]:
        """A field for each header, or nothing."""
        header = [name for name in self.table.header if not is_reason(name)]
        places = [self.table.header.index(name) for name in header]
        cells = [[row.cells[place] for place in places] for row in self.samples]
        further = self.kind.further is not None
        found = suggest(header, self.kind.spellings, cells, further=further)
        return {name: found.get(name, LEFT_OUT) for name in self.table.header}

    def columns(self, mapping: Mapping[str, str]) -> tuple[Column, ...]:
        """Return the columns that a mapping reads; it must fit the file."""
        kind = self.kind
        try:
            return columns_of(self.table.header, mapping, kind.by_name, kind.further)
        except MissingColumns as missing:
            raise Invalid(
                mark("缺少必需的列：%(columns)s"),
                todo=mark("请为这些字段各选一列，或在文件里加上该列"),
                columns=gettext("、").join(map(gettext, missing.labels)),
            ) from missing

    def left_out(self, mapping: Mapping[str, str]) -> list[str]:
        """Return the headers that are not read."""
        kept = {name for name, wanted in mapping.items() if wanted != LEFT_OUT}
        return [n for n in self.table.header if n not in kept and not is_reason(n)]


def read_source(
    source: Path | bytes, name: str, kind: Kind, *, sheet: str = ""
) -> Source:
    """Read a file, or refuse it in clear words."""
    expected = [label for f in kind.fields for label in (f.name, *f.others)]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            expected += kind.headers()
    table = read_table(source, name, sheet=sheet, expected=expected)
    is_deal = {key_of(header) for header in table.header} & DEALS
    if is_deal and kind.name != "opportunities":
        raise Invalid(
            mark("这是商机数据，不能当作别的记录导入"),
            why=mark("表头里有商机的阶段、编号或成交金额"),
            todo=mark("请选“商机”再导入；同一来源的客户和产品要先导入"),
        )
    if not table.count:
        raise Invalid(
            mark("表格只有表头，没有内容"),
            todo=mark("请在表头下面填上内容再导入；已有的记录没有改变"),
        )
    return Source(kind, table, tuple(islice(table.rows, SAMPLES)))


def is_reason(header: str) -> bool:
    """Say whether a column is the one that a file of failed rows adds."""
    if header == REASON:
        return True
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if header == gettext(REASON):
                return True
    return False
