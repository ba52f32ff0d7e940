"""Writing observations down, and taking them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.audit.batches import create_many
from kam.audit.turning import put_back, take_back
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.queries import setting
from kam.thinking.models import Exemption, Observation, SelfView
from kam.thinking.policies import may_observe, may_retract
from kam.thinking.rules.clues import BY_CODE
from kam.thinking.rules.limits import ENABLED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Stakeholder
    from kam.people.models import User

AHEAD = mark("观察不能来自将来的日子")
SELF = frozenset({"a", "b", "c", "d"})


@dataclass(frozen=True)
class Sighting:
    """A clue of the library by its code, or a note that speaks for a quadrant.

    Clues of one meeting share `occasion`; without one, those of a day do.
    """

    clue: str = ""
    quadrant: str = ""
    weight: int = 1
    note: str = ""
    day: date | None = None
    occasion: str = ""


def observe(
    *, actor: User | None, stakeholder: Stakeholder, sightings: Sequence[Sighting]
) -> list[Observation]:
    """Write down what was seen of somebody: all of it, or nothing."""
    require(may_observe(actor, stakeholder.account))
    refuse_erased(stakeholder.person)
    require_open(stakeholder)
    today = today_of(actor)
    rows = [row_of(actor, stakeholder, sighting, today) for sighting in sightings]
    for row in rows:
        changes.check(row)
        require_past(row.day, today, said=AHEAD)
    return create_many(actor=actor, rows=rows, verb="observation.observe")


def require_open(stakeholder: Stakeholder) -> None:
    """Refuse where the company, or this person, is left out."""
    refuse_closed(
        is_enabled=bool(setting(ENABLED.key)),
        is_exempt=Exemption.objects.filter(stakeholder=stakeholder).exists(),
    )


def refuse_closed(*, is_enabled: bool, is_exempt: bool) -> None:
    """Refuse where one of them is left out, as it was read before."""
    if not is_enabled:
        raise Invalid(
            mark("公司没有启用思维偏好"), todo=mark("管理员可以在公司设置里启用")
        )
    if is_exempt:
        raise Invalid(
            mark("这个人的思维偏好已停用"), todo=mark("先在他的偏好页上重新启用")
        )


def row_of(
    actor: User | None, stakeholder: Stakeholder, sighting: Sighting, today: date
) -> Observation:
    """Build an unsaved observation; a clue brings its quadrant and weight."""
    known = BY_CODE.get(sighting.clue)
    day = sighting.day or today
    return Observation(
        account=stakeholder.account,
        stakeholder=stakeholder,
        clue=sighting.clue,
        quadrant=known.quadrant if known else sighting.quadrant,
        weight=known.weight if known else sighting.weight,
        note=sighting.note,
        day=day,
        occasion=sighting.occasion or f"day:{day.isoformat()}",
        author=actor,
    )


def retract(*, actor: User | None, observation: Observation) -> Observation:
    """Take a mistaken observation back; it stays readable and counts no more."""
    require(may_retract(actor, observation))
    return take_back(actor=actor, row=observation, verb="observation.retract")


def restore(*, actor: User | None, observation: Observation) -> Observation:
    """Undo `retract`."""
    require(may_retract(actor, observation))
    refuse_erased(observation.stakeholder.person)
    return put_back(actor=actor, row=observation, verb="observation.restore")


def view_oneself(*, actor: User, wanted: Mapping[str, object]) -> SelfView:
    """Say how strongly one prefers each quadrant; only oneself reads it."""
    changes.refuse_unknown(wanted, SELF)
    with transaction.atomic():
        row, _is_new = SelfView.objects.get_or_create(user=actor)
        return changes.change(actor=actor, row=row, wanted=wanted, verb="selfview.edit")
