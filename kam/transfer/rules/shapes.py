"""The shapes that reading a row is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.core.tables import Cell

FURTHER = "further"
LEFT_OUT = ""
# What an export writes for a reference its reader may not see; an import leaves
# alone what is stored there, so that a round trip changes nothing.
UNSEEN = mark("[不可见]")
UNSEEN_SPELLINGS = frozenset({UNSEEN, "[not visible]"})


class BadCell(Invalid):
    """A cell that cannot be read as what its column holds."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def bad(message: str, code: str, **params: object) -> BadCell:
    """Say why a cell cannot be read; `message` is a marked text."""
    error = BadCell(message, code)
    error.params = params
    return error


@dataclass(frozen=True)
class Manner:
    """How the file writes: where days count from, and whether texts are guarded."""

    epoch: int = 1900
    guarded: bool = False


@dataclass(frozen=True)
class Read:
    """The value of a cell, and the code of what had to be altered to get it."""

    value: object
    altered: str = ""


Reader: TypeAlias = "Callable[[Cell, Manner], Read]"

ALTERATIONS = {
    "trimmed": mark("去掉多余空格"),
    "composed": mark("统一字符写法"),
    "full-width": mark("全角改半角"),
    "unguarded": mark("去掉防公式的撇号"),
    "serial-date": mark("序列号改为日期"),
    "date": mark("改写为日期"),
    "time-dropped": mark("只留日期"),
    "amount": mark("改写为数字"),
    "scaled": mark("按表头单位换算"),
}


@dataclass(frozen=True)
class Field:
    """One column that a kind of record knows.

    `name` is the column of the room's bulk verb, `label` its marked header,
    `others` further headers it goes by, `sample` what a template shows. A `telling`
    field is known by its cells alone; a `scaled` one obeys （万元） in its header.
    """

    name: str
    label: str
    read: Reader
    others: tuple[str, ...] = ()
    required: bool = False
    sample: object = ""
    about: str = ""
    telling: bool = False
    scaled: bool = False
