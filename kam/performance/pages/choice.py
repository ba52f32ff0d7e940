"""Choosing a set, a period and a method; the address holds the choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from kam.core.errors import NotFound
from kam.performance.queries import periods_for, sets_for
from kam.performance.terms import Method

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User
    from kam.performance.models import ComparisonSet, FrontierRun


@dataclass(frozen=True)
class MethodLink:
    """One way to draw the line, and where it leads."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Choice:
    """What there is to choose from, and what is chosen."""

    sets: list[ComparisonSet]
    chosen: ComparisonSet | None
    periods: list[str]
    period: str
    method: str

    @property
    def methods(self) -> list[MethodLink]:
        """The methods as links that keep set and period."""
        if self.chosen is None:
            return []
        return [
            MethodLink(
                label=str(method.label),
                url=frontier_url(self.chosen.pk, self.period, method.value),
                current=method.value == self.method,
            )
            for method in Method
        ]


def frontier_url(set_id: int, period: str, method: str, **more: object) -> str:
    """Return the address of a set's frontier in a period."""
    query = {"set": set_id, "period": period, "method": method, **more}
    return f"{reverse('performance:frontier')}?{urlencode(query)}"


def read_choice(user: User, asked: Mapping[str, object]) -> Choice:
    """Fill in what was not asked: the set with the newest run, its newest period."""
    sets = sets_for(user)
    wanted = asked.get("set")
    chosen = next((row for row in sets if row.pk == wanted), None)
    if wanted is not None and chosen is None:
        raise NotFound
    return _choice(user, sets, chosen, asked)


def choice_of_run(user: User, run: FrontierRun) -> Choice:
    """Return the choice that a stored run stands for."""
    asked = {"period": run.period, "method": run.method}
    return _choice(user, sets_for(user), run.comparison_set, asked)


def _choice(
    user: User,
    sets: list[ComparisonSet],
    chosen: ComparisonSet | None,
    asked: Mapping[str, object],
) -> Choice:
    chosen = chosen or (sets[0] if sets else None)
    periods = periods_for(user, chosen) if chosen is not None else []
    period = str(asked.get("period") or "") or (periods[0] if periods else "")
    if asked.get("period") and period not in periods:
        raise NotFound
    method = str(asked.get("method") or Method.DEA_VRS.value)
    return Choice(
        sets=sets, chosen=chosen, periods=periods, period=period, method=method
    )
