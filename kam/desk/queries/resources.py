"""What may be asked for, and what used resources moved: bookings beside steps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.core.text import name_key
from kam.plans.models import Step
from kam.plans.rules.increments import Increment
from kam.plans.terms import StepState
from kam.resources.models import Booking
from kam.resources.rules.report import Bought
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User

MOST, MOST_USED = 20, 20_000


def choosable(user: User, said: str) -> Sequence[Step]:
    """Return open steps of plans under way, the next due first; one statement."""
    rows = Step.objects.visible_to(user).to_do()
    if key := name_key(said):
        rows = rows.filter(plan__account__name_key__contains=key)
    return list(rows.select_related("plan__account").order_by("due", "pk")[:MOST])


def named_accounts(user: User, said: str) -> Sequence[Account]:
    """Return accounts whose name holds the words; one statement."""
    rows = Account.objects.visible_to(user).active().order_by("name", "pk")
    if key := name_key(said):
        rows = rows.filter(name_key__contains=key)
    return list(rows[:MOST])


@dataclass(frozen=True)
class Purchased:
    """What used bookings of steps moved; `loose` ones name no step.

    A resource whose price changed its currency stands once for each.
    """

    resources: list[Bought]
    loose: int
    loose_minor: Mapping[str, int]


def bought_by(user: User) -> Purchased:
    """Read used bookings in sight, and the steps they were for; two statements."""
    rows = Booking.objects.of_customer(user).filter(state=BookingState.USED)
    used = list(rows.select_related("resource").order_by("-used_on")[:MOST_USED])
    ids = {row.step_id for row in used if row.step_id}
    known = Step.objects.visible_to(user).in_bulk(ids)
    by_resource: dict[tuple[int, str], list[Booking]] = {}
    loose = [row for row in used if row.step_id not in known]
    for row in used:
        if row.step_id in known:
            key = (row.resource_id, row.currency)
            by_resource.setdefault(key, []).append(row)
    return Purchased(
        resources=[_bought(rows, known) for rows in by_resource.values()],
        loose=len(loose),
        loose_minor=_by_currency(loose),
    )


def _by_currency(rows: Sequence[Booking]) -> Mapping[str, int]:
    """Add up what bookings cost; currencies are never added to each other."""
    found: Counter[str] = Counter()
    for row in rows:
        found[row.currency] += row.actual_minor or 0
    return found


def _bought(rows: Sequence[Booking], known: dict[int, Step]) -> Bought:
    resource = rows[0].resource
    steps = {row.step_id: known[row.step_id] for row in rows if row.step_id}
    done = [step for step in steps.values() if _gained(step)]
    return Bought(
        key=resource.pk,
        name=resource.name,
        label=str(resource.get_kind_display()),
        currency=rows[0].currency,
        steps=len(steps),
        moved=len(done),
        minor=sum(row.actual_minor or 0 for row in rows),
        kinds=tuple(Counter(step.kind for step in done).most_common()),
    )


def _gained(step: Step) -> bool:
    if step.state != StepState.DONE or step.before is None or step.after is None:
        return False
    return Increment(step.kind, step.before, step.after).gain > 0
