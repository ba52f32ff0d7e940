"""What a kind of record tells about itself, so that one engine serves them all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.transfer.rules import cells
from kam.transfer.rules.columns import key_of
from kam.transfer.rules.shapes import FURTHER, Field, Manner, Read, Reader, bad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import TextChoices

    from kam.core.tables import Cell
    from kam.people.models import User


@dataclass(frozen=True)
class Choices:
    """What the importing person chose; stored with the import.

    `mapping` gives a field for each header. The rest is asked of figures only: the
    comparison set (its name, or the id of one in sight), the period, the units.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    comparison_set: str = ""
    set_id: int | None = None
    period: str = ""
    potential_unit: str = ""
    sales_unit: str = ""


Take: TypeAlias = "Callable[[User, Sequence[str]], Iterable[Sequence[object]]]"


@dataclass(frozen=True)
class Kind:
    """One kind of record: its columns, its bulk verb, and how it leaves again.

    `room` names the page that leads to the records once they are in.
    `late` columns may name a row that comes later in the file. On the way out,
    `always` columns leave even where they are hidden (as codes), `taken` ones never.
    """

    name: str
    noun: str
    label: str
    about: str
    key: str
    icon: str
    room: str
    fields: tuple[Field, ...]
    take: Take
    further: Field | None = None
    further_names: Callable[[User], Sequence[str]] | None = None
    late: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    asks_set: bool = False

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by the column of the bulk verb."""
        return {f.name: f for f in self.fields}

    @cached_property
    def spellings(self) -> dict[str, Field]:
        """Every known header, reduced to its key, in every language."""
        known: dict[str, Field] = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                for f in self.fields:
                    known.setdefault(key_of(gettext(f.label)), f)
        for f in self.fields:
            for name in (f.name, *f.others):
                known.setdefault(key_of(name), f)
        return known

    def headers(self) -> list[str]:
        """Return the headers of a file in the reader's language."""
        return [gettext(f.label) for f in self.fields]

    def column_of(self, name: str, mapping: Mapping[str, str]) -> str:
        """Return the header that a fault of a bulk verb is about."""
        bare = name.removesuffix("_id").removesuffix("_minor")
        for header, wanted in mapping.items():
            if wanted in (name, bare) or (wanted == FURTHER and header == name):
                return header
        return gettext(self.by_name[bare].label) if bare in self.by_name else name


@cache
def _headers() -> dict[str, dict[str, dict[str, object]]]:
    text = (Path(__file__).parent / "headers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def with_headers(kind: str, fields: Iterable[Field]) -> tuple[Field, ...]:
    """Give fields the headers that other systems use, and their samples."""
    known = _headers().get(kind, {})
    return tuple(_with(field_, known.get(field_.name, {})) for field_ in fields)


def _with(field_: Field, told: Mapping[str, object]) -> Field:
    others = told.get("others", ())
    return replace(
        field_,
        others=tuple(others) if isinstance(others, list) else (),
        sample=told.get("sample", field_.sample),
    )


def choice(choices: type[TextChoices]) -> Reader:
    """Make a reader for one of some choices, by value or label in either language."""

    def read(cell: Cell, manner: Manner) -> Read:
        text = str(cells.line(cell, manner).value)
        try:
            return Read(read_choice(choices, text, "choice"))
        except Invalid as error:
            message = mark("不认识“%(given)s”，可写：%(known)s")
            raise bad(message, "choice", **error.params) from error

    return read
