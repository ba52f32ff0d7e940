"""What a customer would be shown of a plan today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.blueprints.queries.whole import whole_of
from kam.blueprints.rules.handing import (
    SHAREABLE,
    Joint,
    Shown,
    parts_of,
    shared_goal,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.blueprints.models import Blueprint
    from kam.people.models import User


def shown_of(
    user: User, blueprint: Blueprint, sections: Sequence[str], day: date
) -> Shown:
    """Return the chosen parts of a plan that `blueprint_of` loaded."""
    account = blueprint.account
    told = {key: getattr(blueprint, f"told_{key}") for key in SHAREABLE}
    goals = _joint(user, blueprint, day) if "goals" in sections else ()
    coming = blueprint.next_review if "reviews" in sections else None
    following = coming if coming and coming >= day else None
    return Shown(
        account=account.name,
        city=account.city if "facts" in sections else "",
        year=blueprint.year,
        ours=account.owner.name if account.owner else "",
        day=day.isoformat(),
        next_review=following.isoformat() if following else "",
        parts=parts_of(sections, told),
        goals=tuple(shared_goal(goal, account.currency) for goal in goals),
    )


def _joint(user: User, blueprint: Blueprint, day: date) -> list[Joint]:
    return [
        Joint(
            goal.row.pk,
            goal.row.told,
            goal.row.due.isoformat(),
            goal.row.measure,
            goal.unit,
            goal.reading.value,
            goal.row.target,
        )
        for goal in whole_of(user, blueprint, day).goals
        if goal.row.is_joint and goal.row.told
    ]
