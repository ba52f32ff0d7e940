"""Rating oneself, and letting one's manager read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.people.scopes import may, reaches
from kam.performance.models import SelfRating
from kam.performance.rules.behaviour import RATED, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User


def rate_self(
    *, actor: User, period: str, told: Mapping[str, object], shared: bool = False
) -> SelfRating:
    """Add how somebody rates themselves for a quarter or a year.

    What was said before stays; the newest stands.
    """
    require(may(actor, "rating", "create"))
    changes.refuse_unknown(told, RATED)
    if not any(told.values()):
        raise Invalid(fields={RATED[0]: [mark("至少给一项打分")]})
    name = span_of(period).name
    row = SelfRating(user=actor, period=name, shared=shared, **told)
    return changes.create(actor=actor, row=row, verb="selfrating.create")


def share_rating(*, actor: User, rating: SelfRating, shared: bool) -> SelfRating:
    """Let one's manager read a self-rating, or no longer."""
    require(reaches(actor, "rating", "share", owner_id=rating.user_id))
    wanted = {"shared": shared}
    return changes.change(
        actor=actor, row=rating, wanted=wanted, verb="selfrating.share"
    )
