"""Clues about people, brought along with people who are read anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from kam.core.expressions import Joined, split
from kam.thinking.models import Exemption, Observation
from kam.thinking.rules.preference import Clue

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

LEFT_OUT = "-"


def clues_beside(user: User, day: date) -> Case:
    """Return an annotation of people: what was seen of each by the end of a day.

    Read it with `clues_from`.
    """
    weight = Cast("weight", TextField())
    told = Concat("quadrant", weight, "occasion", output_field=TextField())
    rows = (
        Observation.objects.visible_to(user)
        .filter(stakeholder_id=OuterRef("pk"))
        .standing()
        .by(day)
        .order_by()
        .values("stakeholder_id")
    )
    clues = rows.annotate(told=Joined(told, F("pk"))).values("told")
    out = Exemption.objects.filter(stakeholder_id=OuterRef("pk"))
    return Case(
        When(Exists(out), then=Value(LEFT_OUT)),
        default=Subquery(clues),
        output_field=TextField(),
    )


def clues_from(text: str | None) -> list[Clue] | None:
    """Return the clues `clues_beside` brought along; None for who is left out."""
    if text == LEFT_OUT:
        return None
    return [Clue(part[0], int(part[1]), part[2:]) for part in split(text)]
