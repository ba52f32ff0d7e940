"""Messages of an account's people, and those ready for a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from kam.core.errors import NotFound
from kam.needs.models import Message
from kam.needs.rules.messages import NEEDED, QUADRANTS, is_recorded, lacking
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kam.accounts.models import Account
    from kam.people.models import User

MOST = 1_000
TEXTS = (*NEEDED[:-1], *(f"variant_{quadrant}" for quadrant in QUADRANTS))


@dataclass(frozen=True)
class MessageRow:
    """One message as the reader may read it."""

    id: int
    stakeholder_id: int
    product: str
    texts: Mapping[str, str]
    term: str
    missing: Sequence[str]
    is_ready: bool
    is_recorded: bool
    author: str


def messages_of(user: User, account: Account) -> list[MessageRow]:
    """Return the active messages of an account, the ready ones first; one statement."""
    return _read(user, account, None)


def ready_messages(
    user: User, account: Account, people: Collection[int]
) -> list[MessageRow]:
    """Return what is ready to be said to some people; one statement, or none."""
    if not people:
        return []
    return [row for row in _read(user, account, people) if row.is_ready]


def messages_in(user: User, accounts: Collection[int]) -> list[MessageRow]:
    """Return what is ready to be said in several accounts; one statement."""
    rows = Message.objects.visible_to(user).active()
    found = _rows(user, rows.filter(account__in=accounts, ready_at__isnull=False))
    return [row for row in found if row.is_ready]


def _read(
    user: User, account: Account, people: Collection[int] | None
) -> list[MessageRow]:
    rows = Message.objects.visible_to(user).active().filter(account=account)
    if people is not None:
        rows = rows.filter(stakeholder__in=people, ready_at__isnull=False)
    return _rows(user, rows)


def _rows(user: User, rows: Any) -> list[MessageRow]:
    rows = rows.annotate(
        product_name=F("product__name"),
        author_name=F("author__name"),
        concerns=F("stakeholder__concerns"),
    ).order_by(F("ready_at").asc(nulls_last=True), "id")[:MOST]
    hidden = hidden_fields(user, "need")
    return [
        MessageRow(
            id=row.pk,
            stakeholder_id=row.stakeholder_id,
            product=row.product_name or "",
            texts={n: "" if n in hidden else getattr(row, n) for n in TEXTS},
            term=row.term,
            missing=lacking(row.values()),
            is_ready=row.ready_at is not None,
            is_recorded=is_recorded(row.concern, row.concerns),
            author=row.author_name or "",
        )
        for row in rows
    ]


def message_of(user: User, pk: int) -> Message:
    """Return one message in sight, or NotFound."""
    rows = Message.objects.visible_to(user).select_related(
        "account__team", "stakeholder__person", "stakeholder__account", "product"
    )
    found: Message | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
