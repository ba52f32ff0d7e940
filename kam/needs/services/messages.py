"""Building messages, and marking those ready that are tied to a concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Stakeholder
from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.catalog.models import Product
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.needs.models import Message
from kam.needs.policies import may_write
from kam.needs.rules.messages import MOST_READY, NEEDED, QUADRANTS, has_room, lacking
from kam.people.days import today_of
from kam.people.policies import require
from kam.people.queries import setting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kam.people.models import User

EDITABLE = frozenset(
    {*NEEDED, "product_id", *(f"variant_{quadrant}" for quadrant in QUADRANTS)}
)
NOT_READY = mark("还不能带去拜访：特征、作用、他关心的一点、效益、转变的哪一项都要写")
NO_CONCERN = mark("没有连到他关心的一点，这条信息不能带去拜访")


def create_message(
    *, actor: User | None, stakeholder: Stakeholder, wanted: Mapping[str, object]
) -> Message:
    """Begin a message to somebody."""
    require(may_write(actor, stakeholder.account, "create"))
    refuse_erased(stakeholder.person)
    changes.refuse_unknown(wanted, EDITABLE)
    row = Message(
        account=stakeholder.account,
        stakeholder=stakeholder,
        author=actor,
        day=today_of(actor),
    )
    for name, value in changes.tidied(row, wanted).items():
        setattr(row, name, value)
    if row.product_id is not None:
        Product.objects.named(actor, row.product_id, "product_id")
    return changes.create(actor=actor, row=row, verb="message.create")


def edit_message(
    *,
    actor: User | None,
    message: Message,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Message:
    """Change a message; one that is ready stays complete."""
    require(may_write(actor, message.account))
    refuse_erased(message.stakeholder.person)
    changes.refuse_unknown(wanted, EDITABLE)
    product_id = wanted.get("product_id")
    if product_id is not None and product_id != message.product_id:
        Product.objects.named(actor, product_id, "product_id")
    with transaction.atomic():
        told = changes.change(
            actor=actor, row=message, wanted=wanted, verb="message.edit", before=before
        )
        if told.ready_at is not None:
            require_complete(told)
    return told


def require_complete(message: Message) -> None:
    """Refuse a message for a visit that lacks something, above all a concern."""
    missing = lacking(message.values())
    if missing:
        said = NO_CONCERN if "concern" in missing else NOT_READY
        raise Invalid(said, fields={name: [said] for name in missing})


def ready_message(*, actor: User | None, message: Message) -> Message:
    """Mark a message ready for a visit: tied to a concern, and one of a few."""
    require(may_write(actor, message.account))
    refuse_erased(message.stakeholder.person)
    most = int(setting(MOST_READY.key))
    with transaction.atomic():
        Stakeholder.objects.select_for_update().get(pk=message.stakeholder_id)
        row = Message.objects.select_related("account").get(pk=message.pk)
        if row.ready_at is not None:
            return row
        require_complete(row)
        if row.archived_at is not None:
            raise Invalid(mark("这条信息已移走，先放回再标为可带"))
        standing = Message.objects.active().filter(
            stakeholder_id=row.stakeholder_id, ready_at__isnull=False
        )
        if not has_room(standing.count(), most):
            raise Invalid(
                mark("这个人已有 %(most)s 条可带的信息"),
                todo=mark("先放下一条，再带这一条"),
                most=most,
            )
        return _turn(actor, row, {"ready_at": clock.now()}, "message.ready")


def unready_message(*, actor: User | None, message: Message) -> Message:
    """Undo `ready_message`."""
    require(may_write(actor, message.account))
    return _turn(actor, message, {"ready_at": None}, "message.unready")


def archive_message(*, actor: User | None, message: Message) -> Message:
    """Put a message away; it is not ready any more."""
    require(may_write(actor, message.account))
    wanted = {"archived_at": message.archived_at or clock.now(), "ready_at": None}
    return _turn(actor, message, wanted, "message.archive")


def restore_message(*, actor: User | None, message: Message) -> Message:
    """Undo `archive_message`; whether it is ready is decided anew."""
    require(may_write(actor, message.account))
    refuse_erased(message.stakeholder.person)
    return _turn(actor, message, {"archived_at": None}, "message.restore")


def _turn(
    actor: User | None,
    message: Message,
    wanted: Mapping[str, datetime | None],
    verb: str,
) -> Message:
    return changes.change(actor=actor, row=message, wanted=wanted, verb=verb)
