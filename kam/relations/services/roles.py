"""Roles that must exist and have no face yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.services import Affiliation, Identity, create_person
from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.relations.models import WantedRole
from kam.relations.policies import may_change, may_draw
from kam.relations.services.common import person_named

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User


@dataclass(frozen=True)
class RoleDraft:
    """Which role, in which layer, and who spoke of it."""

    layer: str
    title: str
    evidence: str
    day: date | None = None
    confidence: str = Confidence.MIDDLE


def want_role(*, actor: User | None, account: Account, draft: RoleDraft) -> WantedRole:
    """Put a card on the map for a role nobody has met yet."""
    require(may_draw(actor, account))
    today = today_of(actor)
    row = WantedRole(
        account=account,
        layer=draft.layer,
        title=draft.title,
        evidence=draft.evidence,
        confidence=draft.confidence,
        day=draft.day or today,
        author=actor,
    )
    changes.check(row)
    require_past(row.day, today)
    return changes.create(actor=actor, row=row, verb="wantedrole.want")


def find_role(
    *,
    actor: User | None,
    role: WantedRole,
    stakeholder_id: int | None = None,
    name: str = "",
) -> WantedRole:
    """Give a role its face: somebody known, or somebody new by name."""
    require(may_change(actor, role.account))
    if (stakeholder_id is None) == (not name.strip()):
        raise Invalid(fields={"name": [mark("请选一位已认识的人，或写新的姓名")]})
    with transaction.atomic():
        _require_faceless(role)
        if stakeholder_id is None:
            stakeholder_id = create_person(
                actor=actor,
                account=role.account,
                identity=Identity(name=name, title=role.title),
                affiliation=Affiliation(layer=role.layer),
            ).pk
        person = person_named(actor, stakeholder_id, "found_id")
        if person.account_id != role.account_id:
            raise Invalid(fields={"found_id": [mark("这个人不在这个客户里")]})
        wanted = {"found_id": person.pk, "found_on": today_of(actor)}
        return changes.change(
            actor=actor, row=role, wanted=wanted, verb="wantedrole.find"
        )


def _require_faceless(role: WantedRole) -> None:
    """Refuse where somebody else found the role a face meanwhile."""
    current = WantedRole.objects.select_for_update().get(pk=role.pk)
    if current.found_id is not None:
        said = mark("这个角色已填了人，先改回待识别再填")
        raise Invalid(fields={"found_id": [said]})


def lose_role(*, actor: User | None, role: WantedRole) -> WantedRole:
    """Take `find_role` back; the person stays in the account."""
    require(may_change(actor, role.account))
    wanted = {"found_id": None, "found_on": None}
    return changes.change(actor=actor, row=role, wanted=wanted, verb="wantedrole.lose")
