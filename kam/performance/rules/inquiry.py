"""What may be asked of the columns of a table, and which questions fit together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Collection

ENVELOPES = ("dea-vrs", "dea-crs", "dea-nirs", "dea-ndrs", "fdh")
LINES = ("quantile", "sfa")
INQUIRY_METHODS = (*ENVELOPES, "order-m", *LINES)
ORIENTATIONS = ("output", "input", "directional")
INEFFICIENCIES = ("half-normal", "truncated-normal", "exponential")
ERRORS = ("robust", "iid")
FEWEST_DRAWS, MOST_DRAWS = 50, 10_000
MOST_M = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Inquiry:
    """One question; None means the usual.

    Attributes
    ----------
    method : one of `INQUIRY_METHODS`
    orientation : one of `ORIENTATIONS`; usually output
    level : of the intervals, between 0 and 1
    log : take logarithms (quantile, sfa)
    inefficiency : one of `INEFFICIENCIES` (sfa); usually half-normal
    tau : share of the units under the line (quantile); usually 0.9
    errors : one of `ERRORS` (quantile); usually robust
    m : how many others a unit is held against (order-m); usually 25
    bootstrap : samples to draw (envelopes); 0 for no intervals
    seed : of the samples; the same seed gives the same answer
    fixed : columns that are given, not chosen, and do not move (envelopes, order-m)
    super_efficiency : compare each unit with all others but itself (envelopes)
    """

    method: str = "dea-vrs"
    orientation: str | None = None
    level: float = 0.95
    log: bool = False
    inefficiency: str | None = None
    tau: float | None = None
    errors: str | None = None
    m: int | None = None
    bootstrap: int = 0
    seed: int = 1
    fixed: tuple[str, ...] = ()
    super_efficiency: bool = False

    @property
    def way(self) -> str:
        """The orientation that applies."""
        return self.orientation or ORIENTATIONS[0]

    @property
    def is_line(self) -> bool:
        """Whether one formula is fitted to one output."""
        return self.method in LINES


def check_inquiry(
    asked: Inquiry, *, inputs: Collection[str], outputs: Collection[str]
) -> None:
    """Refuse what the method cannot answer; nothing that was asked is left out."""
    _check_values(asked)
    _check_options(asked)
    if not inputs or not outputs:
        raise Invalid(
            mark("至少要有一个投入和一个产出"),
            todo=mark("请用 --input 和 --output 各指至少一列"),
        )
    if asked.is_line and len(outputs) != 1:
        raise Invalid(
            mark("“%(method)s”只能有一个产出，这里有 %(outputs)s 个"),
            todo=mark("请只留一个产出，或用 dea-vrs 等包络方法"),
            method=asked.method,
            outputs=len(outputs),
        )
    _check_fixed(asked, inputs, outputs)


def _check_fixed(
    asked: Inquiry, inputs: Collection[str], outputs: Collection[str]
) -> None:
    """Refuse a fixed column that is not there, or when none is left to move."""
    known, fixed = (*inputs, *outputs), {*asked.fixed}
    unknown = sorted(fixed - {*known})
    if unknown:
        raise _outside(option="fixed", given=unknown[0], wanted=" | ".join(known))
    moving = {"output": outputs, "input": inputs}.get(asked.way, known)
    if fixed and fixed >= {*moving}:
        raise Invalid(
            mark("没有一列可以移动：%(columns)s 都已固定"),
            todo=mark("请至少留一列不固定，或换一个 orientation"),
            columns=", ".join(moving),
        )


def _check_options(asked: Inquiry) -> None:
    """Refuse options that the method has no use for."""
    turned = "" if asked.way == ORIENTATIONS[0] else asked.way
    for option, given, methods in (
        ("log", asked.log, LINES),
        ("inefficiency", asked.inefficiency, ("sfa",)),
        ("tau", asked.tau, ("quantile",)),
        ("errors", asked.errors, ("quantile",)),
        ("order", asked.m, ("order-m",)),
        ("bootstrap", asked.bootstrap, ENVELOPES),
        ("fixed", asked.fixed, (*ENVELOPES, "order-m")),
        ("super-efficiency", asked.super_efficiency, ENVELOPES),
        ("orientation", turned, (*ENVELOPES, "order-m")),
    ):
        if given and asked.method not in methods:
            raise _not_for(option, asked.method, methods)
    if asked.super_efficiency and asked.bootstrap:
        raise Invalid(
            mark("超效率没有区间"),
            todo=mark("请在 super-efficiency 和 bootstrap 里只选一个"),
        )


def _check_values(asked: Inquiry) -> None:
    """Refuse a value outside its range."""
    for option, given, known in (
        ("method", asked.method, INQUIRY_METHODS),
        ("orientation", asked.way, ORIENTATIONS),
        ("inefficiency", asked.inefficiency or INEFFICIENCIES[0], INEFFICIENCIES),
        ("errors", asked.errors or ERRORS[0], ERRORS),
    ):
        if given not in known:
            raise _outside(option, given, " | ".join(known))
    draws = asked.bootstrap
    tau = 0.5 if asked.tau is None else asked.tau
    for option, value, fits, wanted in (
        ("level", asked.level, 0 < asked.level < 1, "0 < level < 1"),
        ("tau", tau, 0 < tau < 1, "0 < tau < 1"),
        ("order", asked.m, asked.m is None or 1 <= asked.m <= MOST_M, f"1 – {MOST_M}"),
        ("seed", asked.seed, asked.seed >= 0, "≥ 0"),
        (
            "bootstrap",
            draws,
            draws == 0 or FEWEST_DRAWS <= draws <= MOST_DRAWS,
            f"0, {FEWEST_DRAWS} – {MOST_DRAWS}",
        ),
    ):
        if not fits:
            raise _outside(option, value, wanted)


def _outside(option: str, given: object, wanted: str) -> Invalid:
    return Invalid(
        mark("“%(option)s”不能是 %(given)s"),
        todo=mark("可以是：%(wanted)s"),
        option=option,
        given=str(given)[:80],
        wanted=wanted,
    )


def _not_for(option: str, method: str, methods: tuple[str, ...]) -> Invalid:
    return Invalid(
        mark("“%(option)s”不适用于 %(method)s"),
        todo=mark("请去掉它，或改用：%(methods)s"),
        option=option,
        method=method,
        methods=", ".join(methods),
    )
