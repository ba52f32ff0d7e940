"""An account plan composed for reading: plain words in one language, no database.

This is the shape that paper, slides, sheets and the screen are drawn from. Build it
with `kam.blueprints.pages.composed_plan(user, pk)`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ComposedFact:
    """A live value in words, with its label."""

    label: str
    value: str
    is_known: bool = True


@dataclass(frozen=True)
class ComposedTable:
    """A table in words; every row is as long as the columns."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ComposedSeries:
    """One row of bars; a gap is None."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class ComposedChart:
    """A bar chart in plain numbers; money in whole units of `unit`."""

    key: str
    title: str
    categories: tuple[str, ...]
    series: tuple[ComposedSeries, ...]
    unit: str = ""


@dataclass(frozen=True)
class ComposedSection:
    """One of the twelve sections: the team's text beside what the records say."""

    key: str
    number: int
    title: str
    prompt: str
    text: str
    facts: tuple[ComposedFact, ...] = ()
    tables: tuple[ComposedTable, ...] = ()
    charts: tuple[ComposedChart, ...] = ()
    level: str = "green"
    level_words: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComposedPlan:
    """The whole plan of an account and a year, as of a day; `state` is a code."""

    title: str
    account: str
    year: int
    owner: str
    team: str
    state: str
    state_words: str
    version: int
    day: str
    approved: str
    next_review: str
    level: str
    level_words: str
    percent: int
    sections: tuple[ComposedSection, ...] = ()
