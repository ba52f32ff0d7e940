"""Which open opportunities are late, and which are as good as over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.pipeline.engine.columns import OPEN

if TYPE_CHECKING:
    from kam.pipeline.engine.columns import Columns
    from salesfrontier import AgingRules, Incidence, ScreenedCases

USUAL_RULES = salesfrontier.AgingRules()


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenOne:
    """One open opportunity: its age, its chance in the days ahead, what that says."""

    row: int
    age: int
    chance: float
    high: float
    standing: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenOnes:
    """The open ones in the order given, and from which day on they are late.

    `stale_after` is the last day that is not stale, `zombie_after` the first whole day
    on which all are zombies; None where nothing can be said.
    """

    rows: tuple[OpenOne, ...]
    stale_after: float | None
    zombie_after: float | None
    rules: AgingRules

    @property
    def counts(self) -> dict[str, int]:
        """Count them by standing; a standing nobody has counts 0."""
        found = Counter(one.standing for one in self.rows)
        return {str(one): found[str(one)] for one in salesfrontier.AgeStanding}


def aging_rules(
    *, within: float, hopeless: float, stale_quantile: float, enough: int = 30
) -> AgingRules:
    """Return rules of one's own; who asks has looked at their bounds."""
    return salesfrontier.AgingRules(
        within=within,
        hopeless=hopeless,
        stale_quantile=stale_quantile,
        enough=enough,
    )


def judge_open(
    columns: Columns,
    cases: ScreenedCases,
    fit: Incidence,
    rules: AgingRules = USUAL_RULES,
) -> OpenOnes:
    """Judge each opportunity that was open at the last look. Cost O(n)."""
    places = np.flatnonzero(cases.outcomes == OPEN)
    if not len(places):
        return OpenOnes(rows=(), stale_after=None, zombie_after=None, rules=rules)
    found = salesfrontier.judge_ages(fit, ages=cases.days[places], rules=rules)
    told = zip(
        cases.kept[places].tolist(),
        cases.days[places].tolist(),
        found.outlook.chance.tolist(),
        found.outlook.high.tolist(),
        found.standings,
        strict=True,
    )
    return OpenOnes(
        rows=tuple(
            OpenOne(
                row=columns.rows[at],
                age=age,
                chance=chance,
                high=high,
                standing=str(standing),
            )
            for at, age, chance, high, standing in told
        ),
        stale_after=found.stale_after,
        zombie_after=found.zombie_after,
        rules=rules,
    )
