"""Opening the card of a territory: what for is written down before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit.batches import create_many
from kam.audit.changes import check
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.days import today_of
from kam.people.models import TerritoryAssignment, User
from kam.people.policies import require
from kam.performance.models import CardLook
from kam.performance.policies import may_open_card
from kam.performance.terms import Purpose

if TYPE_CHECKING:
    from kam.people.models import Territory


def open_card(*, actor: User, territory: Territory, purpose: str) -> list[CardLook]:
    """Write down that somebody opens the card of a territory today, and what for.

    Nothing is written where nobody else holds it, or it was opened already today.
    """
    require(may_open_card(actor, territory.team_id))
    if purpose not in Purpose.values:
        raise Invalid(fields={"purpose": [mark("请选为什么看")]})
    day = today_of(actor)
    with transaction.atomic():
        # Two presses at once queue here, so that a day holds one look at each.
        User.objects.select_for_update().get(pk=actor.pk)
        holding = TerritoryAssignment.objects.filter(territory=territory).on(day)
        others = holding.exclude(user=actor).select_related("user")
        opened = CardLook.objects.of_day(actor, day).filter(territory=territory)
        known = set(opened.values_list("subject_id", flat=True))
        rows = [
            CardLook(
                reader=actor,
                subject=one.user,
                territory=territory,
                day=day,
                purpose=purpose,
            )
            for one in others
            if one.user_id not in known
        ]
        for row in rows:
            check(row)
        return create_many(actor=actor, rows=rows, verb="cardlook.create")
