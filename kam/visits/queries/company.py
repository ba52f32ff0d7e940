"""Who comes along to a visit: colleagues of the account, and the managers above."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, Subquery

from kam.accounts.models import AccountShare
from kam.core.expressions import Joined, split
from kam.people.grants import MANAGER
from kam.people.models import Team, User
from kam.people.rules import path_ids
from kam.visits.models import VisitColleague
from kam.visits.queries.rows import Seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kam.accounts.models import Account


def company_ids() -> Subquery:
    """Return an annotation of visits: the ids of who comes along."""
    rows = VisitColleague.objects.filter(visit=OuterRef("pk")).values("visit")
    return Subquery(rows.annotate(all=Joined("user_id", "pk")).values("all"))


def with_company(rows: Any) -> Any:
    """Add ids and names of who comes along to each visit."""
    company = VisitColleague.objects.filter(visit=OuterRef("pk")).values("visit")
    names = company.annotate(all=Joined("user__name", "pk"))
    return rows.annotate(
        company_ids=company_ids(), company_names=Subquery(names.values("all"))
    )


def company_of(row: Any) -> tuple[Seen, ...]:
    """Return who comes along to an annotated visit, its owner apart."""
    pairs = zip(split(row.company_ids), split(row.company_names), strict=False)
    return tuple(Seen(int(pk), n) for pk, n in pairs if int(pk) != row.owner_id)


def companions(accounts: Collection[Account]) -> Mapping[int, list[User]]:
    """Return who may come along, by account: whoever sees it anyway.

    Cost: three statements.
    """
    shares: dict[int, set[int]] = defaultdict(set)
    keys = [account.pk for account in accounts]
    told = AccountShare.objects.filter(account__in=keys)
    for account_id, user_id in told.values_list("account_id", "user_id"):
        shares[account_id].add(user_id)
    for account in accounts:
        shares[account.pk].add(account.owner_id or 0)
    chains = _chains(accounts)
    above = frozenset[int]().union(*chains.values())
    wanted = Q(pk__in=set[int]().union(*shares.values()))
    wanted |= Q(role=MANAGER, team__in=above)
    people = list(User.objects.active().filter(wanted).order_by("name", "pk"))
    return {
        account.pk: list(_fit(people, shares[account.pk], chains[account.pk]))
        for account in accounts
    }


def _fit(
    people: Iterable[User], named: Collection[int], chain: Collection[int]
) -> Iterable[User]:
    for person in people:
        leads = person.role == MANAGER and person.team_id in chain
        if leads or person.pk in named:
            yield person


def _chains(accounts: Collection[Account]) -> Mapping[int, frozenset[int]]:
    """Return the team of each account and those above it."""
    teams = Team.objects.filter(pk__in={account.team_id for account in accounts})
    paths = dict(teams.values_list("pk", "path"))
    return {
        account.pk: frozenset(path_ids(paths[account.team_id])) for account in accounts
    }


def companions_of(account: Account) -> list[User]:
    """Return who may come along to one account; one statement."""
    shared = AccountShare.objects.filter(account=account).values("user")
    path = Team.objects.filter(pk=account.team_id).values("path")
    teams = Team.objects.annotate(here=Subquery(path))
    above = teams.filter(here__startswith=F("path")).values("pk")
    wanted = Q(pk=account.owner_id) | Q(pk__in=shared)
    wanted |= Q(role=MANAGER, team__in=above)
    return list(User.objects.active().filter(wanted).order_by("name", "pk"))
