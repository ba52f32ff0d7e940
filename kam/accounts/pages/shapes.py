"""Small finished shapes that several pages of this room are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Fact:
    """One fact with its note, as `{% facts %}` draws it."""

    label: str
    value: object
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Chip:
    """A pill with its tone."""

    text: str
    tone: str = "mute"


@dataclass(frozen=True)
class Action:
    """Something one may do here: a link, or with `post` a button."""

    label: str
    url: str
    icon: str
    post: bool = False
    primary: bool = False


@dataclass(frozen=True)
class Missing:
    """Something still to find out, with the place where it is written."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class BlockRow:
    """A block of the write-up, as `{% completeness %}` draws it."""

    label: str
    filled: int
    total: int
    missing: Sequence[Missing] = field(default_factory=tuple)
    url: str = ""
