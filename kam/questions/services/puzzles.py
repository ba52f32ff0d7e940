"""Writing the self-check of a month down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.questions.models import PuzzleCheck

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def check_puzzles(
    *, actor: User, month: date, told: Mapping[str, object]
) -> PuzzleCheck:
    """Store one's own five scores of a month; doing it again changes them."""
    require(may(actor, "puzzle", "change"))
    first = month.replace(day=1)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.pk)
        row = PuzzleCheck.objects.filter(user=actor, month=first).first()
        if row is not None:
            return changes.change(
                actor=actor, row=row, wanted=told, verb="puzzlecheck.change"
            )
        row = PuzzleCheck(user=actor, month=first, **told)
        return changes.create(actor=actor, row=row, verb="puzzlecheck.create")
