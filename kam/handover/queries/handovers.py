"""Which hand-overs wait, whose they are, and one of them with its account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, F, Q, When

from kam.core.paging import paginate
from kam.handover.models import Handover
from kam.people.grants import Reach, reach_of
from kam.people.queries import settings_beside, settings_from

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kam.handover.querysets import HandoverQuerySet
    from kam.people.models import User

MOST_WAITING = 20
A_PAGE = 50
# What waits stands first, then what was confirmed, then what a later one overtook.
ORDER = ("rank", "-id")


@dataclass(frozen=True)
class Opened:
    """A hand-over in sight, and the settings its passport is worked out with."""

    handover: Handover
    settings: Mapping[str, float]


def handovers_seen(user: User) -> HandoverQuerySet:
    """Return the hand-overs in sight with their account and both people."""
    rows = Handover.objects.visible_to(user)
    return rows.select_related("account", "former", "receiver")


def opened(user: User, pk: int, *keys: str) -> Opened:
    """Return one hand-over in sight with some settings; one statement."""
    rows = Handover.objects.select_related(
        "account__owner", "account__team", "former", "receiver"
    )
    found = rows.annotate(chosen=settings_beside(*keys)).seen(user, pk=pk)
    return Opened(found, settings_from(found.chosen, *keys))


def handovers_waiting(user: User) -> list[Handover]:
    """Return what a person has to confirm, or a manager to see confirmed."""
    if reach_of(user.role, "handover", "see") is not Reach.TEAM:
        return handovers_to_confirm(user)
    rows = handovers_seen(user).waiting()
    return list(rows.order_by("opened_at", "pk")[:MOST_WAITING])


def handovers_to_confirm(user: User) -> list[Handover]:
    """Return the hand-overs of accounts that are one's own now, still to confirm."""
    rows = handovers_seen(user).waiting()
    mine = rows.filter(receiver=user, account__owner=F("receiver"))
    return list(mine.order_by("opened_at", "pk")[:MOST_WAITING])


@dataclass(frozen=True)
class HandoverRow:
    """A hand-over in a list; one no longer in sight tells who has it, and no more."""

    id: int
    account: str
    former: str
    receiver: str
    day: datetime
    confirmed_at: datetime | None
    is_overtaken: bool
    note: str
    in_sight: bool


@dataclass(frozen=True)
class HandoverList:
    """A page of the list, and the cursors of its neighbours."""

    rows: tuple[HandoverRow, ...]
    next: str
    previous: str


def handovers_of(user: User, cursor: str = "") -> HandoverList:
    """Return a page of those in sight and those of one's own former accounts.

    Cost: two statements.
    """
    seen = Handover.objects.visible_to(user)
    mine = Q(pk__in=Handover.objects.given_by(user).values("pk"))
    rank = Case(
        When(overtaken_at__isnull=False, then=2),
        When(confirmed_at__isnull=False, then=1),
        default=0,
    )
    rows = Handover.objects.filter(mine | Q(pk__in=seen.values("pk")))
    told = rows.annotate(rank=rank).select_related("account", "former", "receiver")
    page = paginate(told, order=ORDER, cursor=cursor, size=A_PAGE)
    shown = [row.pk for row in page.rows]
    in_sight = set(seen.filter(pk__in=shown).values_list("pk", flat=True))
    found = tuple(_row(row, in_sight=row.pk in in_sight) for row in page.rows)
    return HandoverList(found, page.next, page.previous)


def _row(row: Handover, *, in_sight: bool) -> HandoverRow:
    return HandoverRow(
        id=row.pk,
        account=row.account.name,
        former=row.former.name,
        receiver=row.receiver.name,
        day=row.opened_at,
        confirmed_at=row.confirmed_at,
        is_overtaken=row.overtaken_at is not None,
        note=row.note,
        in_sight=in_sight,
    )
