"""Where cards lie, and in which layer somebody stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Stakeholder
from kam.accounts.services import edit_stakeholder
from kam.audit import changes
from kam.audit.turning import take_back
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.relations.models import Move, Seat
from kam.relations.policies import may_change, may_draw, may_retract
from kam.relations.services.common import lock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User


def seat_cards(
    *, actor: User | None, account: Account, places: Mapping[int, int]
) -> list[Seat]:
    """Lay cards of an account in their bands; of two who move one, the later decides.

    `places` maps a person to a place.
    """
    require(may_change(actor, account))
    with transaction.atomic():
        lock(account)
        people = Stakeholder.objects.filter(account=account, pk__in=places)
        known = {row.pk: row for row in people.select_related("seat")}
        if len(known) != len(places):
            raise Invalid(fields={"seat": [mark("没有找到，或者您无权查看")]})
        return [_seated(actor, account, known[pk], n) for pk, n in places.items()]


def _seated(
    actor: User | None, account: Account, person: Stakeholder, place: int
) -> Seat:
    row = getattr(person, "seat", None)
    if row is None:
        row = Seat(account=account, stakeholder=person, place=place)
        return changes.create(actor=actor, row=row, verb="seat.place")
    wanted = {"place": place}
    return changes.change(actor=actor, row=row, wanted=wanted, verb="seat.place")


def move_layer(
    *,
    actor: User | None,
    stakeholder: Stakeholder,
    layer: str,
    evidence: str,
    day: date | None = None,
    confidence: str = Confidence.MIDDLE,
) -> Move:
    """Put somebody into another layer, with what shows that they stand there."""
    require(may_draw(actor, stakeholder.account))
    today = today_of(actor)
    if layer == stakeholder.layer:
        raise Invalid(fields={"layer": [mark("他已经在这一层")]})
    row = Move(
        account=stakeholder.account,
        stakeholder=stakeholder,
        layer_before=stakeholder.layer,
        layer=layer,
        evidence=evidence,
        confidence=confidence,
        day=day or today,
        author=actor,
    )
    changes.check(row)
    require_past(row.day, today)
    with transaction.atomic():
        edit_stakeholder(
            actor=actor,
            stakeholder=stakeholder,
            wanted={"layer": layer},
            before={"layer": stakeholder.layer},
        )
        return changes.create(actor=actor, row=row, verb="move.move")


def move_back(*, actor: User | None, move: Move) -> Move:
    """Undo `move_layer`, unless the layer was changed again since."""
    require(may_retract(actor, move))
    person = move.stakeholder
    if move.retracted_at is not None:
        return move
    with transaction.atomic():
        edit_stakeholder(
            actor=actor,
            stakeholder=person,
            wanted={"layer": move.layer_before},
            before={"layer": move.layer},
        )
        return take_back(actor=actor, row=move, verb="move.retract")
