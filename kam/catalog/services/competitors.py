"""Verbs on competitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.audit import changes
from kam.catalog.models import Competitor
from kam.catalog.policies import may_arrange_competitors
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User

EDITABLE = frozenset({"name", "note", "is_active"})


def create_competitor(
    *, actor: User | None, name: str, note: str = "", is_active: bool = True
) -> Competitor:
    """Add somebody who sells what we sell."""
    require(may_arrange_competitors(actor, "create"))
    row = Competitor(name=name, note=note, is_active=is_active)
    return changes.create(actor=actor, row=row, verb="competitor.create")


def edit_competitor(
    *,
    actor: User | None,
    competitor: Competitor,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Competitor:
    """Change a competitor."""
    require(may_arrange_competitors(actor, "change"))
    changes.refuse_unknown(wanted, EDITABLE)
    return changes.change(
        actor=actor,
        row=competitor,
        wanted=wanted,
        before=before,
        verb="competitor.edit",
    )
