"""Verbs on comparison sets."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kam.audit import changes
from kam.core.text import mark
from kam.people.policies import require
from kam.performance.models import ComparisonSet
from kam.performance.policies import may_change_set, may_create_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import Team, User

EDITABLE = frozenset(
    {
        "name",
        "potential_label",
        "potential_unit",
        "sales_label",
        "sales_unit",
        "is_synthetic",
        "note",
    }
)


@dataclass(frozen=True, kw_only=True)
class SetDraft:
    """What a new comparison set says; labels name the two columns of its figures."""

    name: str
    potential_label: str = mark("区域潜力")
    potential_unit: str = ""
    sales_label: str = mark("销售")
    sales_unit: str = ""
    is_synthetic: bool = False
    note: str = ""


def create_set(*, actor: User | None, team: Team, draft: SetDraft) -> ComparisonSet:
    """Make a comparison set for a team and what is below it."""
    require(may_create_set(actor, team))
    row = ComparisonSet(team=team, created_by=actor, **asdict(draft))
    return changes.create(actor=actor, row=row, verb="comparison_set.create")


def edit_set(
    *,
    actor: User | None,
    comparison_set: ComparisonSet,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> ComparisonSet:
    """Change the name, labels, units or source of a set."""
    require(may_change_set(actor, comparison_set))
    return changes.change(
        actor=actor,
        row=comparison_set,
        wanted={name: v for name, v in wanted.items() if name in EDITABLE},
        before=before,
        verb="comparison_set.change",
    )
