"""The shapes of figures at the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.performance.rules import MOST_FURTHER
from kam.performance.schemas.frontier import (
    Amount,
    ColumnName,
    Id,
    PeriodName,
    Reason,
    Signed,
)
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from kam.performance.models import Figure


class FigureQuery(PageQuery):
    """Which figures."""

    set: Id | None = None
    period: PeriodName | None = None


class Column(Closed):
    """One further column of figures."""

    name: ColumnName
    value: Signed


class FigureChange(Closed):
    """What to change; a field left out stays as it is."""

    potential: Amount | None = None
    sales: Amount | None = None
    further: Annotated[list[Column], Field(max_length=MOST_FURTHER)] = Field(
        default_factory=list
    )
    exclusion: Reason = ""

    def wanted(self) -> dict[str, Any]:
        """Return what was said, as the service takes it."""
        told = {name: getattr(self, name) for name in self.model_fields_set}
        if "further" in told:
            told["further"] = {column.name: column.value for column in self.further}
        return told


class FigureNew(FigureChange):
    """The figures of a territory in a period of a set."""

    set: Id
    territory: Id
    period: PeriodName


class FigureOut(Schema):
    """Stored figures."""

    id: int
    set: int
    set_name: str
    territory: int
    code: str
    period: str
    potential: float | None
    sales: float | None
    further: list[Column]
    exclusion: str
    revision: int


def figure_out(row: Figure) -> FigureOut:
    """Return figures in their API shape."""
    return FigureOut(
        id=row.pk,
        set=row.comparison_set_id,
        set_name=row.comparison_set.name,
        territory=row.territory_id,
        code=row.territory.code,
        period=row.period,
        potential=row.potential,
        sales=row.sales,
        further=[Column(name=n, value=v) for n, v in row.further.items()],
        exclusion=row.exclusion,
        revision=row.revision,
    )
