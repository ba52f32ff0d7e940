"""Verbs on the figures of one territory in one period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.audit import changes
from kam.core.periods import parse_period
from kam.people.policies import require
from kam.performance.models import Figure
from kam.performance.policies import may_write_figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import Territory, User
    from kam.performance.models import ComparisonSet

EDITABLE = ("potential", "sales", "further", "exclusion")


@dataclass(frozen=True, kw_only=True)
class FigureDraft:
    """The figures of a territory in a period, in the units of the set."""

    territory: Territory
    period: str
    potential: float | None = None
    sales: float | None = None
    further: Mapping[str, float] = field(default_factory=dict)
    exclusion: str = ""


def create_figure(
    *, actor: User | None, comparison_set: ComparisonSet, draft: FigureDraft
) -> Figure:
    """Add the figures of one territory to a set."""
    team = draft.territory.team_id
    require(may_write_figure(actor, "create", comparison_set, team))
    row = Figure(
        comparison_set=comparison_set,
        territory=draft.territory,
        period=parse_period(draft.period).name,
        potential=draft.potential,
        sales=draft.sales,
        further=dict(draft.further),
        exclusion=draft.exclusion,
    )
    return changes.create(actor=actor, row=row, verb="figure.create")


def edit_figure(
    *,
    actor: User | None,
    figure: Figure,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Figure:
    """Correct figures, or say why a territory takes no part in the comparison."""
    team = figure.territory.team_id
    require(may_write_figure(actor, "change", figure.comparison_set, team))
    return changes.change(
        actor=actor,
        row=figure,
        wanted={name: wanted[name] for name in EDITABLE if name in wanted},
        before=before,
        verb="figure.change",
    )
