"""Questions about one account: itself, its people, whom it is shared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)

from kam.accounts.models import Account, AccountShare, Person, Stakeholder
from kam.accounts.rules.threads import LAYERS
from kam.accounts.rules.writeups import WriteUp, write_up
from kam.core.errors import NotFound
from kam.core.expressions import Joined, split
from kam.people.queries import settings_beside, settings_from
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from kam.people.models import User

MOST_PEOPLE, MOST_TOGETHER = 300, 6_000
NOTHING: Mapping[str, Combinable] = MappingProxyType({})
# What no page of many people shows; times are dear to read, four for each person.
UNREAD = ("created_at", "updated_at")
_UNREAD = (*UNREAD, *(f"person__{name}" for name in UNREAD))
_LAYER_ORDER = Case(
    *(When(layer=layer, then=Value(place)) for place, layer in enumerate(LAYERS)),
    default=Value(len(LAYERS)),
    output_field=IntegerField(),
)


def account_of(user: User, pk: int) -> Account:
    """Return one account in sight with owner, team and territory, or NotFound."""
    rows = Account.objects.visible_to(user).select_related("owner", "team", "territory")
    found: Account | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def stakeholder_of(user: User, pk: int) -> Stakeholder:
    """Return one person of an account in sight, or NotFound."""
    rows = Stakeholder.objects.visible_to(user)
    found: Stakeholder | None = (
        rows.select_related("person", "account__owner", "account__team")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class RoomRow:
    """An account with what stands in its head: the unit above, and colleagues."""

    account: Account
    parent: str
    shares: Sequence[str]
    settings: Mapping[str, float]
    beside: Mapping[str, Any] = field(default_factory=dict)


def room_of(
    user: User, pk: int, *keys: str, beside: Mapping[str, Combinable] = NOTHING
) -> RoomRow:
    """Return an account in sight, the names its head shows, and some settings.

    `beside` are annotations that a higher room wants with it. Cost: one statement.
    """
    above = Account.objects.visible_to(user).filter(pk=OuterRef("parent_id"))
    shares = AccountShare.objects.visible_to(user).filter(account_id=OuterRef("pk"))
    names = shares.order_by().values("account_id")
    rows = Account.objects.visible_to(user).select_related("owner", "team", "territory")
    found = (
        rows.annotate(
            **beside,
            chosen=settings_beside(*keys),
            parent_name=Subquery(above.values("name")[:1]),
            share_names=Subquery(
                names.annotate(names=Joined("user__name", "user__name")).values("names")
            ),
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    return RoomRow(
        found,
        found.parent_name or "",
        split(found.share_names),
        settings_from(found.chosen, *keys),
        {name: getattr(found, name) for name in beside},
    )


@dataclass(frozen=True)
class PersonRow:
    """Somebody in an account, as far as the reader may read them."""

    pk: int
    name: str
    title: str
    layer: str
    functional_role: str
    known: dict[str, object]
    has_left: bool
    is_done: bool
    beside: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def told(self) -> WriteUp:
        """The four blocks, read once however many panels ask."""
        return write_up(self.known)


def people_of(
    user: User, account: Account, beside: Mapping[str, Combinable] = NOTHING
) -> list[PersonRow]:
    """Return the people of an account, the active ones first, by layer and name.

    Whoever may not read names gets P and the number; `beside` are annotations that
    a higher room wants with each. Cost: one statement.
    """
    rows = (
        Stakeholder.objects.visible_to(user)
        .filter(account=account)
        .select_related("person")
        .defer(*_UNREAD)
        .annotate(**beside)
        .order_by(F("left_on").desc(nulls_first=True), _LAYER_ORDER, "pk")[:MOST_PEOPLE]
    )
    hidden = "name" in hidden_fields(user, "stakeholder")
    return [_person(row, account, beside, hidden=hidden) for row in rows]


def people_in(
    user: User,
    accounts: Sequence[Account],
    beside: Mapping[str, Combinable] = NOTHING,
) -> dict[int, list[PersonRow]]:
    """Return who is active in several accounts, by account; cost: one statement."""
    by_id = {account.pk: account for account in accounts}
    rows = (
        Stakeholder.objects.visible_to(user)
        .active()
        .filter(account__in=by_id)
        .select_related("person")
        .defer(*_UNREAD)
        .annotate(**beside)
        .order_by("account_id", _LAYER_ORDER, "pk")[:MOST_TOGETHER]
    )
    hidden = "name" in hidden_fields(user, "stakeholder")
    found: dict[int, list[PersonRow]] = {pk: [] for pk in by_id}
    for row in rows:
        account = by_id[row.account_id]
        found[account.pk].append(_person(row, account, beside, hidden=hidden))
    return found


def _person(
    row: Stakeholder, account: Account, beside: Iterable[str], *, hidden: bool
) -> PersonRow:
    row.account = account
    return PersonRow(
        pk=row.pk,
        name=str(row) if hidden else row.person.name,
        title="" if hidden else row.person.title,
        layer=row.layer,
        functional_role=row.functional_role,
        known=row.known(),
        has_left=row.left_on is not None,
        is_done=row.writeup_done_at is not None,
        beside={name: getattr(row, name) for name in beside},
    )


def parent_in_sight(user: User, account: Account) -> Account | None:
    """Return the unit above, where the reader may see it."""
    if account.parent_id is None:
        return None
    found: Account | None = (
        Account.objects.visible_to(user).filter(pk=account.parent_id).first()
    )
    return found


def shares_of(user: User, account: Account) -> QuerySet[AccountShare]:
    """Return whom an account is shared with."""
    rows: QuerySet[AccountShare] = AccountShare.objects.visible_to(user)
    return (
        rows.filter(account=account)
        .select_related("user", "shared_by")
        .order_by("user__name", "pk")
    )


def share_of(user: User, account: Account, pk: int) -> AccountShare:
    """Return one share of an account in sight, or NotFound."""
    found: AccountShare | None = (
        shares_of(user, account).select_related("account", "user").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound
    return found


def elsewhere_of(user: User, row: Stakeholder) -> list[Stakeholder]:
    """Return the same person in other accounts in sight; one statement."""
    others = Stakeholder.objects.visible_to(user).filter(person_id=row.person_id)
    found = others.exclude(pk=row.pk).select_related("account")
    return list(found.order_by("account__name", "pk")[:MOST_PEOPLE])


def person_of(user: User, pk: int) -> Person:
    """Return one identity known from an account in sight, or NotFound."""
    found: Person = Person.objects.seen(user, pk=pk)
    return found


def in_sight(user: User, account_ids: Iterable[int | None]) -> frozenset[int]:
    """Return which of some accounts the user sees; one statement, or none."""
    wanted = {pk for pk in account_ids if pk is not None}
    if not wanted:
        return frozenset()
    seen = Account.objects.visible_to(user).filter(pk__in=wanted)
    return frozenset(seen.values_list("pk", flat=True))
