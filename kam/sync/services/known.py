"""What the items of a batch speak of, read once for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.db.models import Q

from kam.accounts.models import Account, Stakeholder
from kam.audit.queries import entries_where
from kam.catalog.models import Product
from kam.core.clock import now
from kam.people.models import User
from kam.people.queries import setting
from kam.sync.models import Lease
from kam.sync.rules.bodies import LARGEST_ID, uuid_of
from kam.sync.rules.timing import LEASED
from kam.thinking.models import Exemption
from kam.thinking.rules.limits import ENABLED
from kam.visits.models import Action, Promise, Quote, Visit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from kam.sync.rules.bodies import Body


class Access(Enum):
    """How an author reaches an account."""

    OPEN = "open"
    LATE = "late"
    ADMITTED = "admitted"
    NONE = "none"


@dataclass
class Known:
    """The accounts, people, colleagues and things that a batch names."""

    accounts: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()
    leased: frozenset[int] = frozenset()
    people: dict[int, Stakeholder] = field(default_factory=dict)
    workers: frozenset[tuple[int, int]] = frozenset()
    visits: dict[UUID, tuple[int, date]] = field(default_factory=dict)
    handed: frozenset[int] = frozenset()
    rows: dict[UUID, Action | Promise] = field(default_factory=dict)
    quotes: frozenset[UUID] = frozenset()
    observes: bool = False
    exempt: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()

    def access(self, account_id: int, *, admitted: bool) -> Access:
        """Say how the author reaches an account."""
        if admitted and account_id in self.accounts:
            return Access.ADMITTED
        if account_id in self.seen:
            return Access.OPEN
        return Access.LATE if account_id in self.leased else Access.NONE


def apart(author: User, thing: UUID) -> UUID:
    """Return the id of a visit that stands beside one that somebody else took over."""
    return uuid5(thing, str(author.pk))


def read_known(author: User, bodies: Sequence[Body]) -> Known:
    """Ask a fixed number of questions, however many items there are."""
    things = [thing for body in bodies if (thing := visit_of(body)) is not None]
    things += [apart(author, thing) for thing in things]
    visits = list(
        Visit.objects.filter(client_id__in=things).only(
            "client_id", "account_id", "owner_id", "day"
        )
    )
    known = Known(
        visits={row.client_id: (row.account_id, row.day) for row in visits},
        handed=_handed(author, visits),
        rows=rows_of(bodies),
        people=_people(bodies),
        quotes=_quotes(bodies),
    )
    named = {body.account for body in bodies if body.account}
    named |= {account_id for account_id, _day in known.visits.values()}
    named |= {row.account_id for row in known.rows.values()}
    named |= {person.account_id for person in known.people.values()}
    _add_accounts(known, author, named)
    _add_workers(known, bodies)
    if any(body.noun == "observation" for body in bodies):
        known.observes = bool(setting(ENABLED.key))
        exempt = Exemption.objects.filter(stakeholder__in=list(known.people))
        known.exempt = frozenset(exempt.values_list("stakeholder_id", flat=True))
    known.products = _products(author, bodies)
    return known


def _products(author: User, bodies: Sequence[Body]) -> frozenset[int]:
    """Return which of the products named in judgements the author sees."""
    named = set(_numbers(body.wanted.get("product_id") for body in bodies))
    if not named:
        return frozenset()
    rows = Product.objects.visible_to(author).filter(pk__in=named)
    return frozenset(rows.values_list("pk", flat=True))


def _handed(author: User, visits: Sequence[Visit]) -> frozenset[int]:
    """Return the visits of others that were the author's and went with the account."""
    others = [row.pk for row in visits if row.owner_id != author.pk]
    if not others:
        return frozenset()
    moves = entries_where(Q(noun="visit", object_id__in=others, verb="visit.hand_over"))
    former = ((e.object_id, e.detail.values.get("owner_id")) for e in moves)
    return frozenset(pk for pk, told in former if told and told[1] == author.pk)


def visit_of(body: Body) -> UUID | None:
    """Return the visit that an item is about."""
    if body.noun == "file":
        return uuid_of(body.further.get("visit"))
    return body.thing if body.noun == "visit" else None


def rows_of(
    bodies: Sequence[Body], *, locked: bool = False
) -> dict[UUID, Action | Promise]:
    """Return the actions and promises that items name.

    Lock them only after their accounts, as everybody does.
    """
    found: dict[UUID, Action | Promise] = {}
    for model, noun in ((Action, "action"), (Promise, "promise")):
        things = [body.thing for body in bodies if body.noun == noun]
        things += [i for body in bodies for i in _ids(body.further.get(f"{noun}s"))]
        if things:
            rows = model._default_manager.select_related("account")
            rows = rows.select_for_update(of=("self",)) if locked else rows
            rows = rows.filter(client_id__in=things)
            found |= {row.client_id: row for row in rows.order_by("pk")}
    return found


def _quotes(bodies: Sequence[Body]) -> frozenset[UUID]:
    """Return the words that came before; they are never rewritten."""
    told = [i for body in bodies for i in _ids(body.further.get("quotes"))]
    if not told:
        return frozenset()
    rows = Quote.objects.filter(client_id__in=told)
    return frozenset(rows.values_list("client_id", flat=True))


def _ids(value: Any) -> Iterator[UUID]:
    for one in _dicts(value):
        if (found := uuid_of(one.get("id"))) is not None:
            yield found


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [o for o in value if isinstance(o, dict)] if isinstance(value, list) else []


def _people(bodies: Sequence[Body]) -> dict[int, Stakeholder]:
    pks = set(_numbers(n for body in bodies for n in _people_named(body)))
    if not pks:
        return {}
    rows = Stakeholder.objects.select_related("person", "account").filter(pk__in=pks)
    return {row.pk: row for row in rows}


def _people_named(body: Body) -> Iterator[Any]:
    people = body.wanted.get("people")
    yield from people if isinstance(people, list) else ()
    yield body.wanted.get("stakeholder_id")
    for name in ("promises", "quotes"):
        yield from (o.get("stakeholder_id") for o in _dicts(body.further.get(name)))


def _numbers(values: Iterable[Any]) -> Iterator[int]:
    for value in values:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and 1 <= value <= LARGEST_ID:
            yield value


def _add_accounts(known: Known, author: User, named: Collection[int]) -> None:
    if not named:
        return
    there = Account.objects.filter(pk__in=named)
    known.accounts = frozenset(there.values_list("pk", flat=True))
    seen = Account.objects.visible_to(author).filter(pk__in=known.accounts)
    known.seen = frozenset(seen.values_list("pk", flat=True))
    leases = Lease.objects.filter(
        user=author, account__in=known.accounts, given_at__gte=now() - LEASED
    )
    known.leased = frozenset(leases.values_list("account_id", flat=True))


def _add_workers(known: Known, bodies: Sequence[Body]) -> None:
    """Read who of the named colleagues works on which of the accounts."""
    owners = set(_numbers(o for body in bodies for o in _owners(body)))
    if not owners or not known.accounts:
        return
    of_account = Q(owner__in=owners) | Q(shares__user__in=owners)
    accounts = Account.objects.filter(pk__in=known.accounts)
    pairs = set(
        accounts.filter(of_account).values_list("pk", "owner_id", "shares__user_id")
    )
    active = dict(
        User.objects.active().filter(pk__in=owners).values_list("pk", "team_id")
    )
    teams = accounts.values_list("pk", "team_id")
    found = {(pk, user) for pk, *users in pairs for user in users}
    found |= {(pk, u) for pk, team in teams for u, of in active.items() if of == team}
    known.workers = frozenset(pair for pair in found if pair[1] in active)


def _owners(body: Body) -> Iterator[Any]:
    yield body.wanted.get("owner_id")
    yield from (o.get("owner_id") for o in _dicts(body.further.get("actions")))
