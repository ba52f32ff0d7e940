"""The shape of a supposition at the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninja import Schema
from pydantic import Field

from kam.performance.schemas.frontier import Amount, Id
from kam.web.interface import KnownQuery

if TYPE_CHECKING:
    from kam.performance.engine import Standing, Supposed
    from kam.performance.models import FrontierRow


class SupposeQuery(KnownQuery):
    """Which territory, and the figures supposed; left out, those it has."""

    unit: Id
    potential: Amount | None = None
    sales: Amount | None = None


class StandingOut(Schema):
    """Where a territory stands under a line; the class is that of the index."""

    potential: float
    sales: float
    frontier: float
    score: float
    gap: float
    pf_class: str = Field(serialization_alias="class")
    goal: float | None
    certified: bool


class MovedOut(Schema):
    """Another territory whose index would change."""

    territory: int
    code: str
    score_before: float
    score_after: float
    class_before: str
    class_after: str


class SupposedOut(Schema):
    """What would be; nothing of it is stored.

    Whoever does not see every unit reads neither the line nor others.
    """

    territory: int
    code: str
    is_stored: bool
    before: StandingOut
    after: StandingOut
    line: list[list[float]] | None
    moved: list[MovedOut]


def supposed_out(row: FrontierRow, answer: Supposed, *, whole: bool) -> SupposedOut:
    """Return a supposition in its API shape."""
    return SupposedOut(
        territory=row.territory_id,
        code=row.code,
        is_stored=False,
        before=_standing(answer.before),
        after=_standing(answer.after),
        line=[list(pair) for pair in answer.line] if whole else None,
        moved=[
            MovedOut(
                territory=one.key,
                code=one.code,
                score_before=one.score_before,
                score_after=one.score_after,
                class_before=one.class_before,
                class_after=one.class_after,
            )
            for one in answer.moved
        ],
    )


def _standing(told: Standing) -> StandingOut:
    return StandingOut(
        potential=told.potential,
        sales=told.sales,
        frontier=told.frontier,
        score=told.score,
        gap=told.gap,
        pf_class=told.pf_class,
        goal=told.goal,
        certified=told.certified,
    )
