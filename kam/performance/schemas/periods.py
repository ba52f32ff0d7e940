"""The shape of a comparison of two periods at the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ninja import Schema
from pydantic import Field

from kam.performance.pages.periods.words import absence_text, direction
from kam.performance.rules import BEFORE
from kam.web.interface import KnownQuery

if TYPE_CHECKING:
    from kam.performance.engine import Changed, Part, TerritoryChange
    from kam.performance.models import ComparisonSet
    from kam.performance.rules import ChangeQuestion

Name = Annotated[str, Field(max_length=10)]


class ChangeQuery(KnownQuery):
    """Which two periods; left out, the newest two of the same length."""

    earlier: Name = Field(default="", alias="from")
    later: Name = Field(default="", alias="to")


class PartOut(Schema):
    """One factor of a change: above 1 is better; rose, fell or unsure."""

    value: float
    lower: float | None
    upper: float | None
    direction: str


class MovedOut(Schema):
    """One territory in both periods; sales_change is the product of the three parts."""

    territory: int
    code: str
    potential_before: float
    potential_after: float
    sales_before: float
    sales_after: float
    sales_change: float
    catching_up: PartOut | None
    frontier_shift: PartOut | None
    potential_change: float | None
    malmquist: float | None
    score_before: float | None
    score_after: float | None


class AbsentOut(Schema):
    """One territory that cannot be compared: in which period, and why."""

    code: str
    period: str
    reason: str
    message: str


class ChangeOut(Schema):
    """What changed between two periods of a set, as its reader may see it."""

    set: int
    earlier: str
    later: str
    n: int
    level: float
    draws: int
    is_synthetic: bool
    line_before: list[list[float]] | None
    line_after: list[list[float]] | None
    units: list[MovedOut]
    absent: list[AbsentOut]


def change_out(
    comparison_set: ComparisonSet,
    question: ChangeQuestion,
    compared: Changed,
    read: frozenset[int] | None,
) -> ChangeOut:
    """Return a comparison: whole, or the own territories of a representative."""
    whole = read is None
    names = question.earlier.name, question.later.name
    return ChangeOut(
        set=comparison_set.pk,
        earlier=names[0],
        later=names[1],
        n=len(compared.rows),
        level=question.constants.level,
        draws=compared.draws,
        is_synthetic=question.labels.is_synthetic,
        line_before=[list(p) for p in compared.line_before] if whole else None,
        line_after=[list(p) for p in compared.line_after] if whole else None,
        units=[_moved(r) for r in compared.rows if read is None or r.key in read],
        absent=[
            AbsentOut(
                code=one.left.code,
                period=names[0] if one.period == BEFORE else names[1],
                reason=one.left.reason,
                message=absence_text(one, *names),
            )
            for one in compared.absent
            if read is None or one.left.key in read
        ],
    )


def _moved(row: TerritoryChange) -> MovedOut:
    return MovedOut(
        territory=row.key,
        code=row.code,
        potential_before=row.before[0],
        potential_after=row.after[0],
        sales_before=row.before[1],
        sales_after=row.after[1],
        sales_change=row.growth,
        catching_up=_part(row.catching_up),
        frontier_shift=_part(row.shift),
        potential_change=row.potential_part,
        malmquist=row.index,
        score_before=row.score_before,
        score_after=row.score_after,
    )


def _part(part: Part | None) -> PartOut | None:
    if part is None:
        return None
    return PartOut(
        value=part.value,
        lower=part.lower,
        upper=part.upper,
        direction=direction(part),
    )
