"""The shapes of behaviour at the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from kam.performance.pages.behaviour.rows import finite
from kam.performance.rules.behaviour import Kind, Need
from kam.performance.schemas.frontier import Id, PeriodName
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from kam.performance.pages.behaviour.rows import FigureRow, Figures


class BehaviourQuery(PageQuery):
    """Which period, and of which team; without either the usual one."""

    period: PeriodName | None = None
    team: Id | None = None


class PersonQuery(PageQuery):
    """Which period."""

    period: PeriodName | None = None


class MetricOut(Closed):
    """A metric with its counts; `value` and its interval only where it is known."""

    key: str
    kind: Kind
    state: Annotated[str, Field(description="known, few or needs")]
    needs: list[Need]
    k: int | None
    n: int | None
    value: float | None
    low: float | None
    high: float | None
    k_before: int | None
    n_before: int | None
    source: str
    ratio: str


class BehaviourOut(Closed):
    """What one person's records say; a team together, and a code, has no person."""

    person: int | None
    name: str
    period: str
    fewest: int
    metrics: list[MetricOut]


class BehaviourList(Closed):
    """The team together, then each person one opened today."""

    items: list[BehaviourOut]
    closed: Annotated[
        int, Field(description="people whose page one has not opened today")
    ]


def metric_out(row: FigureRow) -> MetricOut:
    """Return one metric as the API tells it."""
    one, metric = row.one, row.one.metric
    waits = bool(metric.missing)
    compares = row.before is not None and not (waits or metric.is_standing)
    before = row.before.count if compares and row.before else None
    return MetricOut(
        key=metric.key,
        kind=metric.kind,
        state=one.state,
        needs=list(metric.missing),
        k=None if waits else one.count.k,
        n=None if waits else one.count.n,
        value=one.value,
        low=one.low,
        high=finite(one.high),
        k_before=before.k if before else None,
        n_before=before.n if before else None,
        source=metric.source,
        ratio=metric.ratio,
    )


def behaviours_out(figures: Figures) -> list[BehaviourOut]:
    """Return the figures person by person, in their order."""
    found: dict[tuple[int | None, str], list[FigureRow]] = {}
    for row in figures.rows:
        found.setdefault((row.person_id, row.name), []).append(row)
    return [
        BehaviourOut(
            person=pk,
            name=name,
            period=figures.span.name,
            fewest=figures.fewest,
            metrics=[metric_out(row) for row in rows],
        )
        for (pk, name), rows in found.items()
    ]
