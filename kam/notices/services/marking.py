"""Verbs on notices: read them, take that back, put them off until a day.

What somebody has read is told to nobody, so no audit is written of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.notices.models import NoticeMark
from kam.notices.policies import may_arrange
from kam.notices.rules.pressing import MOST_PUT_OFF
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kam.notices.queries import Everything, Waiting
    from kam.people.models import User

FIELDS = ("stamp", "read_at", "until")


def read(*, actor: User, found: Everything, keys: Sequence[str] = ()) -> datetime:
    """Mark notices as read, without keys all that are new; return when.

    That moment takes it back (`unread`). What is gone meanwhile needs no mark.
    """
    moment = now()
    rows = found.named(keys) if keys else found.waiting
    fresh = [row for row in rows if not row.is_read and (keys or row.is_new)]
    _keep(actor, found, fresh, read_at=moment)
    return moment


def unread(*, actor: User, at: datetime) -> int:
    """Count as new again what was marked as read at one moment."""
    require(may_arrange(actor, actor.pk))
    rows = NoticeMark.objects.filter(user=actor, read_at=at)
    return rows.update(read_at=None)


def put_off(
    *,
    actor: User,
    found: Everything,
    keys: Sequence[str],
    until: date | None,
    day: date,
) -> None:
    """Put notices off until a day; without a day they are back at once."""
    rows = found.named(keys)
    if until is not None and not day < until <= day + MOST_PUT_OFF:
        raise Invalid(fields={"until": [mark("请选明天到一年之内的一天")]})
    _keep(actor, found, rows, until=until)


def _keep(
    actor: User, found: Everything, rows: Sequence[Waiting], **changed: object
) -> None:
    """Store what somebody did, in three statements whatever the number of notices."""
    require(may_arrange(actor, actor.pk))
    with transaction.atomic():
        known = _known(actor, [row.notice.key for row in rows])
        for row in rows:
            held = known.setdefault(
                row.notice.key, NoticeMark(user=actor, key=row.notice.key)
            )
            if held.stamp != row.notice.stamp:
                held.stamp, held.read_at = row.notice.stamp, None
            for name, value in changed.items():
                setattr(held, name, value)
        NoticeMark.objects.bulk_create(
            known.values(),
            update_conflicts=True,
            unique_fields=["user", "key"],
            update_fields=FIELDS,
        )
        _forget_gone(actor, found)


def _known(actor: User, keys: Sequence[str]) -> dict[str, NoticeMark]:
    fresh = {}
    for row in NoticeMark.objects.filter(user=actor, key__in=keys):
        row.pk = None
        fresh[row.key] = row
    return fresh


def _forget_gone(actor: User, found: Everything) -> None:
    """Drop what was done with notices that are gone; a silent kind keeps its marks."""
    if found.muted or found.has_more:
        return
    kept = [row.notice.key for row in found.waiting]
    NoticeMark.objects.filter(user=actor).exclude(key__in=kept).delete()
