"""The list of plans, and the same rows as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from kam.accounts.queries.leaving import kept, left_beside
from kam.core.text import clean_text, name_key
from kam.people.scopes import hidden_fields
from kam.plans.models import Plan, Step
from kam.plans.queries.costs import costs_of
from kam.plans.queries.one import moves_of
from kam.plans.rules.costs import line_beside, line_of
from kam.plans.rules.progress import counted_on, progress_of
from kam.plans.terms import PlanState, StepState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.plans.rules.costs import Cost, CostLine
    from kam.plans.rules.progress import Progress

EVERY = "all"
LATE, DUE, GOING = "late", "due", "going"
SOON = timedelta(days=14)
CHUNK = 200
WITH = ("account__owner", "stakeholder__person", "product")


@dataclass(frozen=True)
class Standing:
    """A plan with its steps and how it goes today."""

    plan: Plan
    steps: Sequence[Step]
    progress: Progress
    costs: Mapping[int, Cost]
    has_left: bool = False

    @property
    def cost_lines(self) -> list[CostLine]:
        """What it takes by currency, the plan's own first."""
        told, currency = self.progress, self.plan.currency
        costs = [self.costs[step.pk] for step in self.steps]
        own = line_of(currency, costs, (told.planned, told.spent), told.gained)
        others = told.others.items()
        return [own, *(line_beside(code, one, told.gained) for code, one in others)]

    @property
    def is_going(self) -> bool:
        """Whether its open steps still have a day to be done by."""
        return not (self.has_left or self.plan.is_closed)

    @property
    def next(self) -> Step | None:
        """The step to do."""
        return next((s for s in self.steps if s.pk == self.progress.next), None)


def plans_matching(
    user: User, filters: Mapping[str, Any], day: date
) -> QuerySet[Plan, Plan]:
    """Return the plans in sight that match the filters of the list."""
    rows: QuerySet[Plan, Plan] = Plan.objects.visible_to(user)
    state = filters.get("state")
    if not state:
        rows = rows.exclude(state=PlanState.CLOSED)
    elif state != EVERY:
        rows = rows.filter(state=state)
    if filters.get("account"):
        rows = rows.filter(account_id=filters["account"])
    if filters.get("person"):
        rows = rows.filter(stakeholder_id=filters["person"])
    if filters.get("owner"):
        who = filters["owner"]
        mine = Step.objects.filter(plan=OuterRef("pk"), owner=who, state=StepState.OPEN)
        rows = rows.filter(Q(account__owner=who) | Exists(mine))
    rows = _paced(rows, str(filters.get("pace") or ""), day)
    if text := filters.get("q"):
        rows = rows.filter(_said(user, clean_text(text)))
    due = _open().order_by("due").values("due")[:1]
    return rows.select_related(*WITH).annotate(
        next_due=Subquery(due), has_left=left_beside("account")
    )


def _open() -> QuerySet[Step, Step]:
    return Step.objects.filter(
        kept("plan__account"),
        plan=OuterRef("pk"),
        state=StepState.OPEN,
        due__isnull=False,
    )


def _paced(rows: Any, pace: str, day: date) -> Any:
    late = Exists(_open().filter(due__lt=day))
    if pace == LATE:
        return rows.exclude(state=PlanState.CLOSED).filter(late)
    if pace == DUE:
        return rows.filter(Exists(_open().filter(due__gte=day, due__lte=day + SOON)))
    return rows.filter(~late) if pace == GOING else rows


def _said(user: User, text: str) -> Q:
    found = Q(account__name__icontains=text)
    if key := name_key(text):
        found |= Q(account__name_key__contains=key)
    if "name" not in hidden_fields(user, "plan"):
        found |= Q(name__icontains=text)
    return found


def standing_of(plans: Sequence[Any], day: date) -> list[Standing]:
    """Return how some plans of the list go, bookings counted; two statements."""
    steps: dict[int, list[Step]] = {plan.pk: [] for plan in plans}
    rows = Step.objects.filter(plan__in=steps).select_related("owner")
    for step in rows.order_by("place", "pk"):
        steps[step.plan_id].append(step)
    own_steps = [step for own in steps.values() for step in own]
    costs = costs_of(own_steps, {plan.pk: plan.currency for plan in plans})
    return [_standing(plan, steps[plan.pk], costs, day) for plan in plans]


def _standing(
    plan: Any, steps: Sequence[Step], costs: Mapping[int, Cost], day: date
) -> Standing:
    counted = counted_on(day, plan.closed_on, has_left=plan.has_left)
    progress = progress_of(plan.stage_a, moves_of(steps, costs), counted)
    return Standing(plan, steps, progress, costs, plan.has_left)


def standing_of_one(user: User, pk: int, day: date) -> Standing:
    """Return how one plan in sight goes, or NotFound."""
    rows = Plan.objects.select_related(*WITH).annotate(has_left=left_beside("account"))
    return standing_of([rows.seen(user, pk=pk)], day)[0]


def every_standing(
    rows: QuerySet[Plan, Plan], order: Sequence[str], day: date
) -> Iterator[Standing]:
    """Yield all plans of an order with how they go, a few hundred at a time."""
    keys = [
        F(key.removeprefix("-")).desc(nulls_last=True)
        if key.startswith("-")
        else F(key).asc(nulls_last=True)
        for key in order
    ]
    chunk: list[Plan] = []
    for plan in rows.order_by(*keys).iterator(chunk_size=CHUNK):
        chunk.append(plan)
        if len(chunk) == CHUNK:
            yield from standing_of(chunk, day)
            chunk = []
    yield from standing_of(chunk, day) if chunk else ()
