"""Everything the one page of a plan is written from, in nine statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef

from kam.accounts.queries.leaving import left_beside
from kam.adoption.rules import limits as ladder
from kam.audit.queries import begun_beside
from kam.change.rules import limits as change
from kam.judgements.queries import account_standing
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.needs.queries import thoughts_of
from kam.people.queries import settings_beside, settings_from
from kam.plans.models import Plan, Step, StepVisit
from kam.plans.queries.costs import bookings_beside, bookings_from, costs_from
from kam.plans.queries.one import moves_of
from kam.plans.rules import limits as own
from kam.plans.rules.progress import DROPPED, counted_on
from kam.probing.queries import probes_of
from kam.questions.queries import SETTINGS, ledger_of, people_asked
from kam.thinking.queries import own_beside, own_from
from kam.visits.models import Visit, VisitPerson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.needs.queries import Thought
    from kam.people.models import User
    from kam.plans.rules.costs import Cost
    from kam.plans.rules.progress import Move
    from kam.probing.queries import Planned
    from kam.questions.queries import Ledger
    from kam.resources.queries.beside import Brief

KEYS = tuple(
    dict.fromkeys((*own.KEYS, *ladder.KEYS, *change.KEYS, *SETTINGS, AGEING_AFTER.key))
)


@dataclass(frozen=True)
class Read:
    """A plan, its steps and their visits, and what is known of the person.

    `mind` is how the reader prefers to think, None where they never said so; `coming`
    is the next visit that may carry a step; `has_left` says that the account is
    archived or lost.
    """

    day: date
    plan: Plan
    settings: Mapping[str, Any]
    mind: Mapping[str, float] | None
    has_left: bool
    began_at: datetime
    rows: Sequence[PersonRow]
    standing: Standing
    ledger: Ledger
    thoughts: Sequence[Thought]
    steps: Sequence[Step]
    links: Sequence[StepVisit]
    coming: Visit | None
    probes: Sequence[Planned]
    bookings: Mapping[int, Sequence[Brief]]
    costs: Mapping[int, Cost]

    @property
    def moves(self) -> list[Move]:
        """Its steps as rules read them, bookings counted."""
        return moves_of(self.steps, self.costs)

    @property
    def kept(self) -> list[Move]:
        """Those not given up."""
        return [move for move in self.moves if move.state != DROPPED]

    @property
    def counted(self) -> date | None:
        """The day on which the steps are counted; None where nothing is due."""
        return counted_on(self.day, self.plan.closed_on, has_left=self.has_left)

    @property
    def is_going(self) -> bool:
        """Whether its open steps still have a day to be done by."""
        return not (self.has_left or self.plan.is_closed)

    @property
    def person(self) -> PersonRow | None:
        """The person of the plan, as the reader may read them."""
        return next((r for r in self.rows if r.pk == self.plan.stakeholder_id), None)


def read_sheet(user: User, pk: int, day: date) -> Read:
    """Read it, or NotFound."""
    rows = Plan.objects.select_related(
        "account__team", "account__owner", "stakeholder__person", "product"
    ).annotate(
        chosen=settings_beside(*KEYS),
        mind=own_beside(user),
        booked=bookings_beside("pk"),
        has_left=left_beside("account"),
        began_at=begun_beside("plan", "pk"),
    )
    plan: Any = rows.seen(user, pk=pk)
    settings = settings_from(plan.chosen, *KEYS)
    account = plan.account
    people = people_asked(user, account, day)
    standing = account_standing(user, account, day)
    coming = _coming(user, plan, day)
    steps = list(plan.steps.select_related("owner").order_by("place", "pk"))
    bookings = bookings_from(user, plan.booked, steps)
    return Read(
        day=day,
        plan=plan,
        settings=settings,
        mind=own_from(plan.mind),
        has_left=plan.has_left,
        began_at=plan.began_at or plan.created_at,
        rows=people,
        standing=standing,
        ledger=ledger_of(user, account, people, day, settings, standing),
        thoughts=thoughts_of(user, account),
        steps=steps,
        links=_links(plan),
        coming=coming,
        probes=probes_of(user, coming.client_id, day) if coming else (),
        bookings=bookings,
        costs=costs_from(steps, {plan.pk: plan.currency}, bookings),
    )


def _links(plan: Plan) -> list[StepVisit]:
    rows = StepVisit.objects.standing().filter(step__plan=plan)
    return list(rows.select_related("visit").order_by("visit__day", "pk"))


def _coming(user: User, plan: Plan, day: date) -> Visit | None:
    """Return the next open visit, first one that carries a step, then one to whom."""
    linked = StepVisit.objects.standing().filter(
        visit=OuterRef("pk"), step__plan=plan.pk
    )
    met = VisitPerson.objects.filter(
        visit=OuterRef("pk"), stakeholder=plan.stakeholder_id
    )
    rows = Visit.objects.visible_to(user).upcoming()
    here = rows.filter(account=plan.account_id, day__gte=day)
    order = ("-carries", "-meets", "day", F("start_time").asc(nulls_last=True), "pk")
    found: Visit | None = (
        here.annotate(carries=Exists(linked), meets=Exists(met))
        .order_by(*order)
        .first()
    )
    return found
