"""Tables that leave this room: records of a kind, templates, failed rows, findings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kam.core.sheets import Sheet, unguarded
from kam.core.tables import Broken
from kam.core.text import mark
from kam.people.policies import require
from kam.people.scopes import hidden_fields
from kam.transfer.policies import may_export
from kam.transfer.reading import REASON, is_reason
from kam.transfer.rules.shapes import ALTERATIONS
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kam.core.tables import Cell, Table
    from kam.people.models import User
    from kam.transfer.kinds import Kind

ROW, COLUMN, WHAT = mark("行"), mark("列"), mark("问题")
BEFORE, AFTER = mark("原来"), mark("改为")


def exported_fields(user: User, kind: Kind) -> list[str]:
    """Return the columns a person may take out, in their order."""
    hidden = hidden_fields(user, kind.noun) - kind.always
    return [f.name for f in kind.fields if f.name not in hidden | kind.taken]


def export_sheet(user: User, kind: Kind) -> Sheet:
    """Return exactly what a person may see of a kind, as the import reads it."""
    require(may_export(user, kind.noun))
    names = exported_fields(user, kind)
    heads = [gettext(kind.by_name[name].label) for name in names]
    further = list(kind.further_names(user)) if kind.further_names else []
    rows = kind.take(user, [*names, *further])
    return Sheet(gettext(kind.label), [*heads, *further], rows)


def template_sheet(kind: Kind) -> Sheet:
    """Return an empty table with one row that shows how to fill it."""
    fields = [f for f in kind.fields if f.name != "client_id"]
    sample = [getattr(f.sample, "label", f.sample) for f in fields]
    heads = [gettext(f.label) for f in fields]
    return Sheet(gettext(kind.label), heads, [[_plain(cell) for cell in sample]])


def _plain(cell: object) -> object:
    return cell if isinstance(cell, bool | int | float) else str(cell)


def failed_sheet(table: Table, errors: Iterable[Mapping[str, Any]], name: str) -> Sheet:
    """Return the rows that failed, as they came, with why; it can be imported again."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for error in errors:
        reasons[error["row"]].append(told(error))
    kept = [place for place, h in enumerate(table.header) if not is_reason(h)]
    heads = [*(table.header[place] for place in kept), gettext(REASON)]
    return Sheet(name, heads, _failed_rows(table, kept, reasons))


def _failed_rows(
    table: Table, kept: Sequence[int], reasons: Mapping[int, Sequence[str]]
) -> Iterator[list[object]]:
    for row in table.rows:
        if row.number in reasons:
            cells = [_cell(row.cells[place], table) for place in kept]
            yield [*cells, gettext("；").join(reasons[row.number])]


def _cell(cell: Cell, table: Table) -> object:
    """Return a cell as it came; what our own CSV guarded is not guarded twice."""
    if isinstance(cell, Broken):
        return cell.text
    if isinstance(cell, str) and table.format == "csv":
        return unguarded(cell)
    return cell


def told(finding: Mapping[str, Any]) -> str:
    """Say a fault in the reader's language."""
    what = say(finding["message"], finding["params"])
    column = finding["column"]
    return f"{column}: {what}" if column else what


def changes_sheet(changes: Iterable[Mapping[str, Any]], name: str) -> Sheet:
    """Return every value that is stored otherwise than it was written."""
    heads = [gettext(text) for text in (ROW, COLUMN, WHAT, BEFORE, AFTER)]
    rows = (
        [c["row"], c["column"], alteration(c["code"]), c["before"], c["after"]]
        for c in changes
    )
    return Sheet(name, heads, rows)


def alteration(code: str) -> str:
    """Say what was altered."""
    return gettext(ALTERATIONS.get(code, code))


def counted(sheet: Sheet, counts: dict[str, int]) -> Sheet:
    """Count the rows of a sheet while they leave."""

    def rows() -> Iterator[Sequence[object]]:
        for row in sheet.rows:
            counts["rows"] = counts.get("rows", 0) + 1
            yield row

    return Sheet(sheet.title, sheet.columns, rows())
