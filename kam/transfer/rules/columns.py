"""Which column of a file holds which field: suggestion, check, scale of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.tables.shapes import is_blank
from kam.core.text import mark, name_key
from kam.transfer.rules.shapes import FURTHER, LEFT_OUT, BadCell, Field, Manner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.core.tables import Cell

ALIKE = 0.85
ENOUGH_SAMPLES = 3
_REMARK = re.compile(r"[(（\[【][^)）\]】]{0,200}[)）\]】]")
_SCALES = (
    ("百万", 10**6),
    ("千万", 10**7),
    ("亿", 10**8),
    ("万", 10**4),
    ("千", 10**3),
)


@dataclass(frozen=True)
class Column:
    """One column of the file that is read: its place, its header and its field."""

    place: int
    header: str
    field: Field
    scale: int = 1


def key_of(header: str) -> str:
    """Reduce a header to what two spellings share; remarks in brackets are dropped."""
    bare = _REMARK.sub("", header)
    return name_key(bare) or name_key(header)


def scale_of(header: str) -> int:
    """Return what the amounts below a header such as 年潜力（万元） are counted in."""
    remarks = "".join(_REMARK.findall(header))
    return next((size for word, size in _SCALES if word in remarks), 1)


def suggest(
    header: Sequence[str],
    spellings: Mapping[str, Field],
    samples: Sequence[Sequence[Cell]],
    *,
    further: bool = False,
) -> dict[str, str]:
    """Suggest a field for each header; no field is suggested twice.

    `spellings` maps the key of every known header to its field. A header that is
    spelled like a known one wins over one that only resembles it; a column whose
    cells all look like an e-mail or a known choice comes last. With `further`,
    numeric columns that remain are offered as further figures.
    """
    taken: dict[str, str] = {}
    _take(taken, ((h, spellings.get(key_of(h))) for h in header))
    _take(taken, ((h, _alike(h, spellings)) for h in header if h not in taken))
    fields = {field.name: field for field in spellings.values()}
    for place, name in enumerate(header):
        if name not in taken:
            cells = _filled(samples, place)
            _take(taken, ((name, f) for f in fields.values() if _tells(f, cells)))
            if name not in taken and further and _numeric(cells):
                taken[name] = FURTHER
    return {name: taken.get(name, LEFT_OUT) for name in header}


def _take(taken: dict[str, str], pairs: Iterable[tuple[str, Field | None]]) -> None:
    for name, field in pairs:
        if field is not None and name not in taken and field.name not in taken.values():
            taken[name] = field.name


def _alike(name: str, spellings: Mapping[str, Field]) -> Field | None:
    key = key_of(name)
    score, best = max(
        (SequenceMatcher(None, key, known).ratio(), known) for known in spellings
    )
    return spellings[best] if score >= ALIKE else None


def _filled(samples: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    return [row[place] for row in samples if not is_blank(row[place])]


def _tells(field: Field, cells: Sequence[Cell]) -> bool:
    return (
        field.telling
        and len(cells) >= ENOUGH_SAMPLES
        and all(_reads(field, cell) for cell in cells)
    )


def _reads(field: Field, cell: Cell) -> bool:
    try:
        field.read(cell, Manner())
    except BadCell:
        return False
    return True


def _numeric(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(
        isinstance(cell, int | float)
        or (isinstance(cell, str) and _looks_numeric(cell))
        for cell in cells
    )


def _looks_numeric(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True


def columns_of(
    header: Sequence[str],
    mapping: Mapping[str, str],
    fields: Mapping[str, Field],
    further: Field | None = None,
) -> tuple[Column, ...]:
    """Turn a mapping of headers to fields into columns, or say what is wrong."""
    places = {name: place for place, name in enumerate(header)}
    columns = []
    for name, wanted in mapping.items():
        if wanted == LEFT_OUT:
            continue
        if name not in places:
            raise _wrong(mark("文件里没有“%(column)s”这一列"), column=name)
        field = further if wanted == FURTHER else fields.get(wanted)
        if field is None:
            raise _wrong(mark("没有名为“%(field)s”的字段"), field=wanted)
        scale = scale_of(name) if field.scaled else 1
        columns.append(Column(places[name], name, field, scale))
    _check(columns, fields.values())
    return tuple(columns)


def _check(columns: Sequence[Column], fields: Iterable[Field]) -> None:
    used = [c.field.name for c in columns if c.field.name != FURTHER]
    twice = sorted({name for name in used if used.count(name) > 1})
    if twice:
        names = [c.header for c in columns if c.field.name == twice[0]]
        raise _wrong(
            mark("这几列对应了同一个字段：%(columns)s"), columns=", ".join(names)
        )
    missing = [f.label for f in fields if f.required and f.name not in used]
    if missing:
        raise MissingColumns(missing)


class MissingColumns(Invalid):
    """Columns without which no row can be read; `labels` are marked texts."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(mark("缺少必需的列"))
        self.labels = list(labels)


def _wrong(message: str, **params: object) -> Invalid:
    error = Invalid(message, fields={"mapping": [message]})
    error.params = params
    return error
