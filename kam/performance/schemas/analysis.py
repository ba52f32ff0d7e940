"""The shape of columns that are posted for an analysis, and of its answer.

The answer is that of `kam frontier FILE --json`, see docs/reference/cli.md.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.performance.engine import Columns
from kam.performance.rules import LARGEST_FIGURE, LONGEST_COLUMN, Inquiry
from kam.web.interface import Closed

MOST_UNITS, MOST_COLUMNS, MOST_DRAWS = 2000, 20, 1000
MOST_WORK = 100_000
"""Units times samples: a few seconds."""
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_COLUMN)]
Code = Annotated[str, Field(max_length=40)]
Figure = Annotated[
    float, Field(ge=-LARGEST_FIGURE, le=LARGEST_FIGURE, allow_inf_nan=False)
]
Cells = Annotated[list[Figure | None], Field(min_length=1, max_length=MOST_UNITS)]
Codes = Annotated[list[Code], Field(max_length=MOST_UNITS)]
Share = Annotated[float, Field(gt=0, lt=1)]


class GivenColumn(Closed):
    """One column of figures; null where a cell is empty."""

    name: Name
    cells: Cells


Given = Annotated[list[GivenColumn], Field(min_length=1, max_length=MOST_COLUMNS)]


class AnalysisNew(Closed):
    """Columns, all of one length, and what is asked of them."""

    ids: Codes = Field(default_factory=list)
    inputs: Given
    outputs: Given
    groups: Codes = Field(default_factory=list)
    method: Literal[
        "dea-vrs",
        "dea-crs",
        "dea-nirs",
        "dea-ndrs",
        "fdh",
        "order-m",
        "quantile",
        "sfa",
    ] = "dea-vrs"
    orientation: Literal["output", "input", "directional"] = "output"
    level: Share = 0.95
    log: bool = False
    inefficiency: Literal["half-normal", "truncated-normal", "exponential"] | None = (
        None
    )
    tau: Share | None = None
    errors: Literal["robust", "iid"] | None = None
    order: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    bootstrap: Annotated[int, Field(ge=0, le=MOST_DRAWS)] = 0
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    fixed: Annotated[list[Name], Field(max_length=MOST_COLUMNS)] = Field(
        default_factory=list
    )
    super_efficiency: bool = False

    @property
    def digest(self) -> str:
        """What the answer depends on; the same digest means the same answer."""
        told = json.dumps(self.model_dump(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def inquiry(self) -> Inquiry:
        """The question."""
        return Inquiry(
            method=self.method,
            orientation=self.orientation,
            level=self.level,
            log=self.log,
            inefficiency=self.inefficiency,
            tau=self.tau,
            errors=self.errors,
            m=self.order,
            bootstrap=self.bootstrap,
            seed=self.seed,
            fixed=tuple(self.fixed),
            super_efficiency=self.super_efficiency,
        )

    @property
    def columns(self) -> Columns:
        """The columns; refused where their lengths differ or a name stands twice."""
        every = [*self.inputs, *self.outputs]
        n = len(every[0].cells)
        for place, column in enumerate(every):
            twice = column.name in {other.name for other in every[:place]}
            if twice or len(column.cells) != n:
                raise _misfit(column.name, n, twice=twice)
        for name, codes in (("ids", self.ids), ("groups", self.groups)):
            if codes and len(codes) != n:
                raise _misfit(name, n, twice=False)
        if self.bootstrap * n > MOST_WORK:
            raise Invalid(
                mark("单位数乘以抽样次数最多 %(most)s"),
                todo=mark("请减少 bootstrap，或用命令 kam frontier"),
                most=MOST_WORK,
            )
        return Columns(
            ids=self.ids or [str(number) for number in range(1, n + 1)],
            inputs={column.name: column.cells for column in self.inputs},
            outputs={column.name: column.cells for column in self.outputs},
        )


def _misfit(name: str, n: int, *, twice: bool) -> Invalid:
    if twice:
        return Invalid(
            mark("“%(name)s”这一列写了两次"),
            todo=mark("每一列只能是一个投入，或一个产出"),
            name=name,
        )
    return Invalid(
        mark("“%(name)s”这一列的长度与第一列（%(n)s）不同"),
        todo=mark("请让每一列一样长，空着的写 null"),
        name=name,
        n=n,
    )


class AnalysedPeer(Schema):
    """One unit of the mix a unit is compared with."""

    id: str
    weight: float


class AnalysedUnit(Schema):
    """One unit; what its method does not have is null."""

    id: str
    score: float | None
    phi: float | None = None
    theta: float | None = None
    beta: float | None = None
    lower: float | None
    upper: float | None
    unit_class: str | None = Field(alias="class", serialization_alias="class")
    peers: list[AnalysedPeer]
    certified: bool
    bias_corrected: float | None = None
    bias: float | None = None
    inefficiency: float | None = None
    targets: dict[str, float | None] = Field(default_factory=dict)
    slacks: dict[str, float | None] = Field(default_factory=dict)
    by: str | None = None


class AnalysedDrop(Schema):
    """One row that took no part; rows count from 1."""

    row: int
    id: str
    column: str
    code: str
    value: str
    message: str
    by: str | None = None


class AnalysedNote(Schema):
    """Something a reader should know."""

    code: str
    message: str
    ids: list[str]
    by: str | None = None


class AnalysedGroup(Schema):
    """One group among its own."""

    by: str
    units: list[AnalysedUnit]
    model: dict[str, Any]
    n: int
    dropped: list[AnalysedDrop]
    warnings: list[AnalysedNote]


class AnalysedWhole(Schema):
    """All rows held against one frontier."""

    units: list[AnalysedUnit]
    model: dict[str, Any]
    n: int
    dropped: list[AnalysedDrop]
    warnings: list[AnalysedNote]


class ComparedGroup(Schema):
    """One group on the frontier of all."""

    by: str
    n: int
    mean: float


class ComparedPair(Schema):
    """Two groups: mean of the first minus mean of the second."""

    first: str
    second: str
    difference: float
    p_value: float


class Compared(Schema):
    """Whether groups differ in their mean score."""

    method: str
    shuffles: int
    statistic: float
    p_value: float
    groups: list[ComparedGroup]
    differences: list[ComparedPair]


class AnalysisOut(Schema):
    """The answer, with what is needed to get it again."""

    units: list[AnalysedUnit]
    model: dict[str, Any]
    n: int
    dropped: list[AnalysedDrop]
    warnings: list[AnalysedNote]
    groups: list[AnalysedGroup] = Field(default_factory=list)
    pooled: AnalysedWhole | None = None
    comparison: Compared | None = None
    inputs_digest: str
