"""The shapes of column runs at the API.

Columns are named by their keys: ``potential``, ``sales``, and ``further:NAME`` for a
column that was imported under a name.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.performance.pages.columns.above import is_out_of_reach
from kam.performance.pages.columns.words import (
    aside_text,
    labels_of_run,
    refusal_texts,
    remark_text,
)
from kam.performance.queries.columns import is_interrupted
from kam.performance.rules import LONGEST_COLUMN, ColumnChoice, Inquiry
from kam.performance.schemas.frontier import Id, PeriodName
from kam.performance.terms import ColumnMethod, Inefficiency, Orientation
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from kam.performance.models import ColumnRow, ColumnRun

MOST_COLUMNS = 20
Key = Annotated[str, Field(min_length=1, max_length=LONGEST_COLUMN + len("further:"))]
Keys = Annotated[list[Key], Field(min_length=1, max_length=MOST_COLUMNS)]
Share = Annotated[float, Field(gt=0, lt=1)]


class ColumnQuery(PageQuery):
    """Which column runs."""

    set: Id | None = None
    period: PeriodName | None = None


class ColumnRunNew(Closed):
    """Which columns to compare, and how; what is left out is the usual."""

    set: Id
    period: PeriodName
    inputs: Keys
    outputs: Keys
    method: ColumnMethod = ColumnMethod.DEA_VRS
    orientation: Orientation | None = None
    level: Share = 0.95
    log: bool = False
    inefficiency: Inefficiency | None = None
    tau: Share | None = None
    order: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    bootstrap: Annotated[int, Field(ge=0, le=10_000)] = 0
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    fixed: Annotated[list[Key], Field(max_length=MOST_COLUMNS)] = []
    super_efficiency: bool = False

    @property
    def choice(self) -> ColumnChoice:
        """The choice, as the service takes it."""
        asked = Inquiry(
            method=self.method.value,
            orientation=self.orientation.value if self.orientation else None,
            level=self.level,
            log=self.log,
            inefficiency=self.inefficiency.value if self.inefficiency else None,
            tau=self.tau,
            m=self.order,
            bootstrap=self.bootstrap,
            seed=self.seed,
            fixed=tuple(sorted({*self.fixed}, key=self._place)),
            super_efficiency=self.super_efficiency,
        )
        return ColumnChoice(
            inputs=tuple(self.inputs), outputs=tuple(self.outputs), asked=asked
        )

    def _place(self, key: str) -> tuple[int, str]:
        """Order given columns as they were chosen, so that one question stays one."""
        chosen = [*self.inputs, *self.outputs]
        return (chosen.index(key) if key in chosen else len(chosen), key)


class ColumnRunOut(Schema):
    """One column run, in a line."""

    id: int
    set: int
    set_name: str
    period: str
    method: str
    inputs: list[str]
    outputs: list[str]
    fixed: list[str]
    super_efficiency: bool
    state: str
    is_interrupted: bool
    done: int
    total: int
    n: int
    is_synthetic: bool
    repeats: int | None
    is_same: bool | None
    inputs_digest: str
    result_digest: str
    library_version: str
    created_at: datetime


class ColumnAside(Schema):
    """One territory that took no part, and why."""

    code: str
    reason: str
    column: str
    message: str


class ColumnRemark(Schema):
    """Something a reader of the run should know."""

    code: str
    message: str
    units: list[str]


class ColumnRunDetail(ColumnRunOut):
    """One column run with all but its units, which come by pages."""

    parameters: dict[str, Any]
    model: dict[str, Any]
    dropped: list[ColumnAside]
    warnings: list[ColumnRemark]
    refused: list[str]


class ColumnPeer(Schema):
    """One territory of the mix that another is compared with."""

    territory: int
    weight: float


class ColumnUnitOut(Schema):
    """One territory of a column run; what its method does not have is null."""

    territory: int
    code: str
    figures: dict[str, float | None]
    score: float | None
    out_of_reach: bool
    factor: str
    value: float | None
    lower: float | None
    upper: float | None
    unit_class: str | None = Field(serialization_alias="class")
    first_place: int | None
    last_place: int | None
    peers: list[ColumnPeer]
    certified: bool
    bias_corrected: float | None
    bias: float | None
    inefficiency: float | None
    targets: dict[str, float | None]
    slacks: dict[str, float | None]


def column_run_out(run: ColumnRun) -> ColumnRunOut:
    """Return a run in its API shape."""
    return ColumnRunOut(**_told(run))


def _told(run: ColumnRun) -> dict[str, Any]:
    first = run.repeats
    is_compared = first is not None and run.result_digest
    return {
        "id": run.pk,
        "set": run.comparison_set_id,
        "set_name": run.comparison_set.name,
        "period": run.period,
        "method": run.method,
        "inputs": run.inputs,
        "outputs": run.outputs,
        "fixed": run.fixed,
        "super_efficiency": run.is_above,
        "state": run.state,
        "is_interrupted": is_interrupted(run),
        "done": run.done,
        "total": run.total,
        "n": run.n,
        "is_synthetic": run.parameters["labels"]["is_synthetic"],
        "repeats": run.repeats_id,
        "is_same": first.result_digest == run.result_digest
        if first is not None and is_compared
        else None,
        "inputs_digest": run.inputs_digest,
        "result_digest": run.result_digest,
        "library_version": run.library_version,
        "created_at": run.created_at,
    }


def column_run_detail(run: ColumnRun) -> ColumnRunDetail:
    """Return a run with what was asked, fitted, set aside and remarked."""
    labels = labels_of_run(run)
    return ColumnRunDetail(
        **_told(run),
        parameters=run.parameters,
        model=run.model,
        dropped=[
            ColumnAside(
                code=row["code"],
                reason=row["reason"],
                column=row["column"],
                message=aside_text(row, labels),
            )
            for row in run.dropped
        ],
        warnings=[
            ColumnRemark(
                code=note["code"],
                message=remark_text({**note, "units": []}, run),
                units=note["units"],
            )
            for note in run.warnings
        ],
        refused=refusal_texts(run),
    )


def column_unit_out(row: ColumnRow, run: ColumnRun) -> ColumnUnitOut:
    """Return one territory of a run in its API shape."""
    return ColumnUnitOut(
        territory=row.territory_id,
        code=row.code,
        figures=row.figures,
        score=row.score,
        out_of_reach=is_out_of_reach(row, run),
        factor=row.factor,
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        unit_class=row.unit_class or None,
        first_place=row.first_place,
        last_place=row.last_place,
        peers=[
            ColumnPeer(territory=peer["key"], weight=peer["weight"])
            for peer in row.peers
        ],
        certified=row.certified,
        bias_corrected=row.corrected,
        bias=row.bias,
        inefficiency=row.inefficiency,
        targets=row.targets,
        slacks=row.slacks,
    )
