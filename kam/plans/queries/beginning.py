"""Whom and what a new plan at an account may be about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.queries.leaving import kept
from kam.accounts.queries.room import people_of
from kam.adoption.rules import limits as ladder
from kam.adoption.rules.ladder import Seen, stage_of
from kam.core.text import name_key
from kam.judgements.queries import account_standing
from kam.judgements.rules.scales import GATES, TARGET
from kam.people.queries import settings_of
from kam.plans.models import Plan
from kam.plans.terms import PlanState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from kam.accounts.queries.room import PersonRow
    from kam.adoption.rules.limits import Limits
    from kam.judgements.queries import Standing
    from kam.people.models import User

    Going = Collection[tuple[int | None, int | None]]

MOST_FOUND = 20


@dataclass(frozen=True)
class Candidate:
    """A person and a product they were judged with; `has_plan` says one is going."""

    person: PersonRow
    product_id: int
    product: str
    stage: int
    target: int | None
    has_plan: bool


@dataclass(frozen=True)
class Offered:
    """Who was judged with what, and who is there besides."""

    candidates: list[Candidate]
    people: list[PersonRow]


def offered_in(user: User, account: Account, day: date) -> Offered:
    """Return whom a plan may be about, the lowest stages first; four statements."""
    people = people_of(user, account)
    here = [row for row in people if not row.has_left]
    standing = account_standing(user, account, day)
    limits = ladder.limits_from(settings_of(*ladder.KEYS))
    going = set(
        Plan.objects.visible_to(user)
        .filter(account=account)
        .exclude(state=PlanState.CLOSED)
        .values_list("stakeholder_id", "product_id")
    )
    found = [one for person in here for one in _judged(person, standing, limits, going)]
    found.sort(key=lambda one: (one.has_plan, one.stage))
    return Offered(found, here)


def _judged(
    person: PersonRow, standing: Standing, limits: Limits, going: Going
) -> Iterator[Candidate]:
    """Yield the products somebody was judged with."""
    goods: dict[int, str] = {}
    gates: dict[int, dict[str, Seen]] = {}
    for held in standing.about(person.pk):
        if held.product_id is not None and held.aspect in GATES:
            goods[held.product_id] = held.product
            seen = gates.setdefault(held.product_id, {})
            seen[held.aspect] = Seen(held.value, held.day)
    for product_id, seen in gates.items():
        stage = stage_of(seen, standing.day, limits).stage
        if stage is not None:
            yield Candidate(
                person,
                product_id,
                goods[product_id],
                stage,
                standing.value(person.pk, TARGET, product_id=product_id),
                (person.pk, product_id) in going,
            )


def accounts_named(user: User, words: str) -> list[Account]:
    """Return some accounts in sight whose name holds the words; one statement."""
    rows = Account.objects.visible_to(user).filter(kept()).order_by("name", "pk")
    if key := name_key(words):
        rows = rows.filter(name_key__contains=key)
    return list(rows.select_related("owner")[:MOST_FOUND])
