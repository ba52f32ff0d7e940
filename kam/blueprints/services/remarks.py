"""What managers say to sections, and settling it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.blueprints.models import Remark
from kam.blueprints.policies import may_comment, may_write
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.policies import require

if TYPE_CHECKING:
    from kam.blueprints.models import Blueprint
    from kam.people.models import User

MOST_REMARKS = 200


def add_remark(
    *, actor: User | None, blueprint: Blueprint, section: str, text: str
) -> Remark:
    """Say something to a section, in any state of the plan."""
    require(may_comment(actor, blueprint.account))
    with transaction.atomic():
        if blueprint.remarks.count() >= MOST_REMARKS:
            raise Invalid(fields={"text": [mark("意见太多了，请先了结一些")]})
        row = Remark(blueprint=blueprint, section=section, text=text, author=actor)
        return changes.create(actor=actor, row=row, verb="remark.add")


def settle_remark(*, actor: User | None, remark: Remark) -> Remark:
    """Say that a remark was dealt with; once more changes nothing."""
    return _turn(actor, remark, settled=True)


def reopen_remark(*, actor: User | None, remark: Remark) -> Remark:
    """Undo `settle_remark`."""
    return _turn(actor, remark, settled=False)


def _turn(actor: User | None, remark: Remark, *, settled: bool) -> Remark:
    account = remark.blueprint.account
    require(may_write(actor, account) or may_comment(actor, account))
    with transaction.atomic():
        row = Remark.objects.select_for_update().get(pk=remark.pk)
        if (row.settled_at is not None) == settled:
            return row
        wanted = {
            "settled_at": now() if settled else None,
            "settled_by_id": actor.pk if actor and settled else None,
        }
        verb = "remark.settle_it" if settled else "remark.unsettle_it"
        return changes.change(actor=actor, row=row, wanted=wanted, verb=verb)


def drop_remark(*, actor: User | None, remark: Remark) -> Remark:
    """Take one's own words back."""
    require(actor is None or remark.author_id == actor.pk)
    require(may_comment(actor, remark.blueprint.account))
    return take_back(actor=actor, row=remark, verb="remark.drop")


def restore_remark(*, actor: User | None, remark: Remark) -> Remark:
    """Undo `drop_remark`."""
    require(actor is None or remark.author_id == actor.pk)
    require(may_comment(actor, remark.blueprint.account))
    return put_back(actor=actor, row=remark, verb="remark.restore")
