"""A document as its reader sees it, before any file format: titles, blocks, lines.

Every text is in the reader's language already; nothing here is markup, and nothing
names a file or an address to fetch. `bounded` in this room's rules keeps it printable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias


class Layout(StrEnum):
    """How a document is laid out."""

    SHEET = "sheet"  # one page or slide of three columns
    REPORT = "report"  # a title page, then sections one after the other


class Tone(StrEnum):
    """How a text is said."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    QUOTE = "quote"


class ChartKind(StrEnum):
    """What a chart looks like."""

    BAR = "bar"
    LINE = "line"
    STAIRCASE = "staircase"


class StepState(StrEnum):
    """Where a step stands; the label beside it says so in words."""

    DONE = "done"
    CURRENT = "current"
    OPEN = "open"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the way it is written; a workbook keeps it as a number."""

    value: float
    shown: str
    number_format: str = "General"


Cell: TypeAlias = str | Figure | date | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a line break in it stays one."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, one below the other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; with boxes it is one to tick off."""

    items: tuple[str, ...]
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, how it is aligned."""

    title: str
    width: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; `title` names it where it stands alone."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of a chart, one a category; None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A category of a chart that stands out, and the letter it carries."""

    index: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Categories and series; `note` says number, period and source."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a grid: its text, and how full it is from 0 to 1."""

    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Fields by row and column, such as the three by three of a platform."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    fields: tuple[tuple[Field, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A or B: where something stands, or is to stand."""

    letter: str
    title: str
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: what, how far it is, and what belongs to it."""

    title: str
    state: StepState = StepState.OPEN
    state_label: str = ""
    tag: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """From A to B in steps; `first` is the number of the first one shown here.

    A way that goes on (`first` above 1) does not show its ends again.
    """

    start: Place
    end: Place
    steps: tuple[Step, ...] = ()
    first: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines to write on by hand, with what they are for."""

    label: str
    count: int = 1


Block: TypeAlias = (
    Heading | Text | Facts | Bullets | Table | Chart | Grid | Way | Note | Lines
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; `column` counts only on a sheet (0, 1 or 2)."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    aside: str = ""
    column: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that a layout adds itself."""

    continued: str
    contents: str
    overview: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document; `as_of` is also the time its files say they were made.

    `source` and `dated` are whole lines; `notice` labels invented records, "" where
    there are none.
    """

    kind: str
    title: str
    layout: Layout
    language: str
    as_of: datetime
    words: Words
    sections: tuple[Section, ...]
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    source: str = ""
    dated: str = ""
    notice: str = ""
