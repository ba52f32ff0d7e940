"""The accounts, owners and people that the rows of a batch speak of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from kam.accounts.models import Account, Stakeholder
from kam.accounts.rules.erased import ERASED
from kam.core.text import name_key
from kam.people.models import User
from kam.visits.queries.company import companions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Reference = object


@dataclass
class Known:
    """What was found; a reference that is absent or hidden is not in it."""

    accounts: dict[int, Account] = field(default_factory=dict)
    named: dict[str, list[Account]] = field(default_factory=lambda: defaultdict(list))
    users: dict[object, User] = field(default_factory=dict)
    people: dict[tuple[int, object], int] = field(default_factory=dict)
    company: dict[tuple[int, object], int] = field(default_factory=dict)

    def account(self, reference: Reference) -> Account | None:
        """Return an account by id or by a name that means one account only."""
        if isinstance(reference, Account):
            return self.accounts.get(reference.pk)
        if isinstance(reference, int):
            return self.accounts.get(reference)
        name = str(reference or "").strip()
        found = self.named.get(name_key(name), [])
        exact = [account for account in found if account.name == name]
        chosen = exact if len(exact) == 1 else found
        return chosen[0] if len(chosen) == 1 else None

    def owner(self, reference: Reference) -> User | None:
        """Return a user by id or sign-in name."""
        return self.users.get(_user_key(reference))

    def person(self, account_id: int, reference: Reference) -> int | None:
        """Return the affiliation of somebody in an account, by id or name."""
        key = name_key(reference) if isinstance(reference, str) else reference
        return self.people.get((account_id, key))


def _user_key(reference: Reference) -> object:
    return reference.pk if isinstance(reference, User) else reference


def look_up(actor: User | None, rows: Sequence[Mapping[str, object]]) -> Known:
    """Ask three questions: the accounts, the owners, the people of the accounts.

    Who may come along is asked for only where somebody does.
    """
    known = Known()
    for account in _accounts(actor, [row.get("account") for row in rows]):
        known.accounts[account.pk] = account
        known.named[account.name_key].append(account)
    for user in _users(actor, {_user_key(row.get("owner")) for row in rows}):
        known.users[user.pk] = known.users[user.username] = user
    if any(row.get("people") for row in rows):
        _add_people(known)
    if any(row.get("colleagues") for row in rows):
        _add_company(known)
    return known


def _accounts(actor: User | None, wanted: Sequence[Reference]) -> list[Account]:
    ids = {a.pk if isinstance(a, Account) else a for a in wanted}
    keys = {name_key(a) for a in ids if isinstance(a, str)}
    numbers = {a for a in ids if isinstance(a, int)}
    seen = Account.objects.all() if actor is None else Account.objects.visible_to(actor)
    found = seen.filter(Q(pk__in=numbers) | Q(name_key__in=keys))
    return list(found.select_related("owner").order_by("pk"))


def _users(actor: User | None, wanted: set[object]) -> list[User]:
    names = {u for u in wanted if isinstance(u, str)}
    numbers = {u for u in wanted if isinstance(u, int)}
    seen = User.objects.all() if actor is None else User.objects.visible_to(actor)
    return list(seen.filter(Q(pk__in=numbers) | Q(username__in=names)))


def _add_people(known: Known) -> None:
    rows = Stakeholder.objects.filter(account_id__in=list(known.accounts))
    rows = rows.exclude(person__name_key__startswith=ERASED)
    for row in rows.order_by("-pk").values_list("account_id", "pk", "person__name_key"):
        account_id, pk, key = row
        known.people[account_id, pk] = pk
        known.people[account_id, key] = pk


def _add_company(known: Known) -> None:
    for account_id, people in companions(list(known.accounts.values())).items():
        for user in people:
            for name in (user.pk, user.username, user.name):
                known.company[account_id, name] = user.pk
