"""Which items and devices there are, for their author and for an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from kam.accounts.models import Account, Stakeholder
from kam.core.errors import NotFound
from kam.core.paging import paginate
from kam.people.scopes import may
from kam.sync.models import Device, Envelope
from kam.sync.querysets import OPEN
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from collections.abc import Collection

    from kam.core.paging import Page
    from kam.people.models import User
    from kam.sync.querysets import EnvelopeQuerySet

PAGE = 50
MOST_DEVICES = 20
JUDGED = (EnvelopeState.QUARANTINED, EnvelopeState.REFUSED)


def kept_items(user: User, most: int) -> list[Envelope]:
    """Return one's own items that are not done, and those given up lately."""
    lately = Q(state=EnvelopeState.DROPPED) & ~Q(payload="")
    rows = Envelope.objects.visible_to(user).filter(Q(state__in=OPEN) | lately)
    return list(rows.order_by("id")[:most])


def in_quarantine(user: User, cursor: str) -> Page:
    """Return a page of what an administrator decides about, without its text."""
    rows = Envelope.objects.judged_by(user).select_related("author")
    hidden = rows.defer("payload", "conflicts", "faults")
    return paginate(hidden, order=("id",), cursor=cursor, size=PAGE)


def seen_item(user: User, pk: int) -> Envelope:
    """Return one of one's own items."""
    found: Envelope = Envelope.objects.seen(user, pk=pk)
    return found


def with_seen_account(user: User, rows: EnvelopeQuerySet) -> EnvelopeQuerySet:
    """Add the account of each item, where its reader sees it.

    An account out of sight is as one that is not there.
    """
    here = Account.objects.visible_to(user).filter(pk=OuterRef("account_id"))
    return rows.annotate(seen_account=Subquery(here.values("pk")[:1]))


def judged_item(user: User, pk: int) -> Envelope:
    """Return an item that an administrator decides about."""
    rows = Envelope.objects.select_related("author").filter(state__in=JUDGED, pk=pk)
    row = rows.first() if may(user, "quarantine", "see") else None
    if row is None:
        raise NotFound
    return row


def own_devices(user: User) -> list[Device]:
    """Return the devices a person used last."""
    return list(Device.objects.visible_to(user)[:MOST_DEVICES])


def seen_device(user: User, pk: int) -> Device:
    """Return one of one's own devices."""
    found: Device = Device.objects.seen(user, pk=pk)
    return found


def names_in(
    user: User, account_ids: Collection[int], people_ids: Collection[int]
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the names of visible accounts, and of people of these accounts."""
    seen = Account.objects.visible_to(user).filter(pk__in=account_ids)
    places = dict(seen.values_list("pk", "name"))
    found = Stakeholder.objects.filter(account__in=places, pk__in=people_ids)
    return places, dict(found.values_list("pk", "person__name"))
