"""What every request has to fulfil, before anything is asked of the capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.queries.leaving import has_left
from kam.accounts.services import refuse_erased
from kam.core.errors import Invalid, Stale
from kam.core.marking import mark
from kam.people.queries import setting
from kam.resources.rules import words
from kam.resources.rules.capacity import DAY, MOST_DAYS, periods_of
from kam.resources.rules.limits import SAMPLES
from kam.resources.terms import ResourceKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from kam.accounts.models import Account
    from kam.resources.models import Booking, Resource

LOST = mark("这个客户已经流失或归档，不能再用资源；先恢复客户")


def require_kept(account: Account, lost: Collection[int] | None = None) -> None:
    """Refuse an account that has left; `lost` are the lost ones where known already."""
    if has_left(account, lost):
        raise Invalid(LOST, fields={"": [LOST]}, todo=mark("请先恢复这个客户"))


def require_person(booking: Booking) -> None:
    """Refuse to reach somebody whose record was erased."""
    if booking.stakeholder is not None:
        refuse_erased(booking.stakeholder.person)


def require_offered(resource: Resource) -> None:
    """Refuse what is archived, and samples that are not enabled."""
    if resource.is_archived:
        raise Invalid(fields={"resource_id": [mark("这个资源已归档")]})
    if resource.kind == ResourceKind.SAMPLE and not setting(SAMPLES.key):
        raise Invalid(fields={"resource_id": [words.NO_SAMPLES]})


def require_days(resource: Resource, first: date, last: date, today: date) -> None:
    """Refuse days out of order, over, outside the resource, or in two periods."""
    if last < first:
        raise Invalid(fields={"last_day": [words.BACKWARDS]})
    if last < today:
        raise Invalid(fields={"first_day": [words.PAST]})
    if (last - first).days >= MOST_DAYS:
        raise Invalid(fields={"last_day": [words.TOO_LONG]}, most=MOST_DAYS)
    if not resource.room.is_open(first, last):
        told = {"first": resource.starts_on, "last": resource.ends_on}
        raise Invalid(fields={"first_day": [words.not_there(**told)]}, **told)
    if resource.span != DAY and len(periods_of(resource.span, first, last)) > 1:
        raise Invalid(fields={"last_day": [words.TWO_PERIODS]})


def require_state(booking: Booking, *states: str) -> None:
    """Refuse, as overtaken by somebody else, a booking in another state."""
    if booking.state not in states:
        raise Stale(
            words.SETTLED[booking.state],
            todo=words.LOOK_AGAIN,
            revision=booking.revision,
        )
