"""Opening somebody's behaviour: the purpose is written down before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit.batches import create_many
from kam.audit.changes import check
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.days import today_of
from kam.people.models import User
from kam.people.policies import require
from kam.performance.models import Look
from kam.performance.policies import may_look_at
from kam.performance.terms import Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence


def look_at(*, actor: User, people: Sequence[User], purpose: str) -> list[Look]:
    """Write down that somebody opens the behaviour of others today, and what for.

    Whoever was opened already today is not written down again. Returns what is new.
    """
    others = [person for person in people if person.pk != actor.pk]
    for person in others:
        require(may_look_at(actor, person.pk, person.team_id))
    if purpose not in Purpose.values:
        raise Invalid(fields={"purpose": [mark("请选为什么看")]})
    day = today_of(actor)
    with transaction.atomic():
        # Two presses at once queue here, so that a day holds one look at each.
        User.objects.select_for_update().get(pk=actor.pk)
        opened = set(
            Look.objects.of_day(actor, day).values_list("subject_id", flat=True)
        )
        rows = [
            Look(reader=actor, subject=person, day=day, purpose=purpose)
            for person in others
            if person.pk not in opened
        ]
        for row in rows:
            check(row)
        return create_many(actor=actor, rows=rows, verb="look.create")
