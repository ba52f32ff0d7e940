"""The shapes of figures and frontiers at the API."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext
from ninja import Schema
from pydantic import Field

from kam.performance.pages.words import note_text, reason_text
from kam.performance.rules import LARGEST_FIGURE, LONGEST_COLUMN
from kam.performance.schemas.unit import UnitSplit, UnitTarget, unit_split
from kam.performance.terms import Method
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.pages.splitting import RowSplit

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Amount = Annotated[float, Field(ge=0, le=LARGEST_FIGURE, allow_inf_nan=False)]
ColumnName = Annotated[str, Field(min_length=1, max_length=LONGEST_COLUMN)]
Signed = Annotated[
    float, Field(ge=-LARGEST_FIGURE, le=LARGEST_FIGURE, allow_inf_nan=False)
]
PeriodName = Annotated[str, Field(min_length=4, max_length=10)]
Reason = Annotated[str, Field(max_length=120)]


class RunQuery(PageQuery):
    """Which runs."""

    set: Id | None = None
    period: PeriodName | None = None
    method: Method | None = None


class RunNew(Closed):
    """Which frontier to calculate."""

    set: Id
    period: PeriodName
    method: Method = Method.DEA_VRS


class RunOut(Schema):
    """One stored run, in a line."""

    id: int
    set: int
    set_name: str
    period: str
    method: str
    n: int
    is_provisional: bool
    is_synthetic: bool
    held_against: str
    inputs_digest: str
    library_version: str
    created_at: datetime


class PeerOut(Schema):
    """Somebody to learn from; a representative reads code and score only."""

    code: str
    score: float
    territory: int | None = None
    weight: float | None = None


class UnitOut(Schema):
    """One territory of a run; all None where only points may be shown."""

    territory: int
    code: str
    potential: float
    sales: float
    frontier: float | None
    score: float | None
    phi: float | None
    gap: float | None
    pf_class: str | None = Field(serialization_alias="class")
    is_named: bool
    is_stable: bool
    goal: float | None
    peers: list[PeerOut]
    certified: bool
    fragility: float | None
    lower: float | None
    upper: float | None
    sure_class: str | None
    chance: float | None
    rank_low: int | None
    rank_high: int | None
    target: UnitTarget
    split: UnitSplit | None


class DropOut(Schema):
    """One territory that took no part."""

    code: str
    reason: str
    message: str
    potential: float | None
    sales: float | None


class WarningOut(Schema):
    """Something a reader of the run should know."""

    code: str
    message: str
    codes: list[str]


class RunDetail(RunOut):
    """One stored run with what its reader may see of it."""

    parameters: dict[str, Any]
    purpose: str
    line: list[list[float]] | None
    units: list[UnitOut]
    dropped: list[DropOut]
    warnings: list[WarningOut]


def run_out(run: FrontierRun) -> RunOut:
    """Return a run in its API shape."""
    return RunOut(**_told(run))


def _told(run: FrontierRun) -> dict[str, Any]:
    return {
        "id": run.pk,
        "set": run.comparison_set_id,
        "set_name": run.comparison_set.name,
        "period": run.period,
        "method": run.method,
        "n": run.n,
        "is_provisional": run.is_provisional,
        "is_synthetic": run.parameters["labels"]["is_synthetic"],
        "held_against": run.parameters["held_against"],
        "inputs_digest": run.inputs_digest,
        "library_version": run.library_version,
        "created_at": run.created_at,
    }


def run_detail(
    run: FrontierRun,
    rows: Iterable[FrontierRow],
    *,
    whole: bool,
    targets: Callable[[FrontierRow], UnitTarget],
    splits: Mapping[int, RowSplit],
) -> RunDetail:
    """Return a run: whole, or as a representative sees it.

    A representative reads the own rows with the code and score of their peers; not
    the corners of the line, which are other people's figures, and nobody left out.
    """
    return RunDetail(
        **_told(run),
        parameters=run.parameters,
        purpose=gettext("用于辅导，不作奖惩依据"),
        line=run.line if whole else None,
        units=[
            _unit(row, targets(row), splits.get(row.territory_id), whole=whole)
            for row in rows
        ],
        dropped=[_drop(row) for row in run.dropped] if whole else [],
        warnings=[_warning(note, whole=whole) for note in run.warnings],
    )


def _unit(
    row: FrontierRow, target: UnitTarget, split: RowSplit | None, *, whole: bool
) -> UnitOut:
    sold = row.frontier is not None and row.sales > 0
    return UnitOut(
        territory=row.territory_id,
        code=row.code,
        potential=row.potential,
        sales=row.sales,
        frontier=row.frontier,
        score=row.score,
        phi=row.frontier / row.sales if sold and row.frontier is not None else None,
        gap=row.gap,
        pf_class=row.frontier_class or None,
        is_named=row.is_named,
        is_stable=row.is_stable,
        goal=row.goal,
        peers=[_peer(peer, whole=whole) for peer in row.peers],
        certified=row.certified,
        fragility=row.fragility if whole else None,
        lower=row.lower,
        upper=row.upper,
        sure_class=row.sure_class or None,
        chance=row.chance,
        rank_low=row.rank_low if whole else None,
        rank_high=row.rank_high if whole else None,
        target=target,
        split=unit_split(split),
    )


def _peer(peer: dict[str, Any], *, whole: bool) -> PeerOut:
    if not whole:
        return PeerOut(code=peer["code"], score=peer["score"])
    return PeerOut(
        code=peer["code"],
        score=peer["score"],
        territory=peer["key"],
        weight=peer["weight"],
    )


def _drop(row: dict[str, Any]) -> DropOut:
    return DropOut(
        code=row["code"],
        reason=row["reason"],
        message=reason_text(row["reason"], row["text"]),
        potential=row["potential"],
        sales=row["sales"],
    )


def _warning(note: dict[str, Any], *, whole: bool) -> WarningOut:
    units = note["units"] if whole else []
    return WarningOut(
        code=note["code"],
        message=note_text(note["code"], units, note["params"]),
        codes=units,
    )
