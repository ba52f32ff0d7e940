"""What a frontier is asked: the figures of a period, and of the periods before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kam.performance.rules.constants import Constants


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """The figures of one territory in one period; `key` is whatever the caller uses."""

    key: int
    code: str
    potential: float | None
    sales: float | None
    exclusion: str = ""

    @property
    def name(self) -> str:
        """A name unique in the set whose order is that of the codes."""
        return f"{self.code} {self.key}"


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodUnits:
    """The figures of an earlier period of the same length."""

    name: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """What the figures are called and counted in, as it stood at the calculation."""

    potential: str = ""
    potential_unit: str = ""
    sales: str = ""
    sales_unit: str = ""
    is_synthetic: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Everything one run depends on; `earlier` has the newest period first."""

    period: str
    method: str
    units: tuple[Unit, ...]
    earlier: tuple[PeriodUnits, ...] = ()
    constants: Constants = field(default_factory=Constants)
    labels: Labels = field(default_factory=Labels)
