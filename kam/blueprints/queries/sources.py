"""Everything an account plan reads of its account, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce

from kam.accounts.models import Account
from kam.accounts.queries.room import people_of
from kam.adoption.rules import limits as ladder
from kam.blueprints.queries.judged import judged
from kam.blueprints.queries.packing import (
    Asked,
    Placed,
    asked_from,
    bought_from,
    counted,
    packed_places,
    packed_purchases,
    packed_questions,
    placed_from,
)
from kam.change.rules import limits as change
from kam.core.expressions import split
from kam.judgements.queries import account_history, newest_of
from kam.people.queries import settings_beside, settings_from
from kam.people.scopes import hidden_fields, may
from kam.pipeline.models import Opportunity
from kam.plans.models import Step
from kam.plans.queries.phase import SETTINGS as PHASE_KEYS
from kam.plans.queries.phase import first_days, phase_of, signs_of
from kam.plans.terms import PlanState
from kam.relations.rules import map as relations
from kam.resources.queries.beside import briefs_from, of_account_beside
from kam.thinking.queries.beside import clues_beside
from kam.thinking.rules import limits as thinking
from kam.visits.models import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.blueprints.queries.judged import People
    from kam.core.settings_book import Value as Chosen
    from kam.judgements.queries import Held, Standing
    from kam.people.models import User
    from kam.plans.rules.phases import Standing as Phase
    from kam.resources.queries.beside import Brief

KEYS = tuple(
    dict.fromkeys(
        (*ladder.KEYS, *change.KEYS, *relations.KEYS, *thinking.KEYS, *PHASE_KEYS)
    )
)
MOST_DEALS, MOST_VISITS, MOST_STEPS = 200, 500, 120


class Deal(NamedTuple):
    """An opportunity."""

    id: int
    name: str
    stage: str
    outcome: str
    value: int | None
    currency: str
    expected_on: date | None
    closed_on: date | None


class Met(NamedTuple):
    """A visit that was held and written up."""

    id: int
    day: date
    owner: str
    outcome: str
    has_next: bool
    fact: str


class StepRow(NamedTuple):
    """A step of a plan under way or a draft."""

    id: int
    plan_id: int
    plan: str
    place: int
    what: str
    owner: str
    due: date | None
    resource: str
    state: str
    done_on: date | None
    a: int
    b: int
    plan_state: str


@dataclass(frozen=True)
class Counts:
    """What one statement counts."""

    questions: int = 0
    promises: int = 0
    promises_late: int = 0
    actions: int = 0
    actions_late: int = 0
    deciders_met: int = 0
    plans: int = 0
    next_visit: date | None = None


@dataclass(frozen=True)
class Sources:
    """What was read of an account as of `day`; `since` is the last review's day.

    `before` and `phases` also tell how it was on the eve of that day.
    """

    reader: User

    account: Account
    day: date
    since: date
    year: int
    settings: Mapping[str, Chosen]
    people: Sequence[PersonRow]
    before: Standing
    now: Standing
    bought: Mapping[date, tuple[int, int]]
    places: Sequence[Placed]
    deals: Sequence[Deal]
    visits: Sequence[Met]
    steps: Sequence[StepRow]
    counts: Counts
    phases: tuple[Phase, Phase]
    hidden: frozenset[str] = frozenset()
    asked: Sequence[Asked] = ()
    booked: Sequence[Brief] = ()

    @property
    def here(self) -> list[PersonRow]:
        """The people who are still there."""
        return [row for row in self.people if not row.has_left]

    @cached_property
    def as_now(self) -> People:
        """Everybody as they are judged now; read once, however many ask."""
        return judged(self, self.now)

    @cached_property
    def as_before(self) -> People:
        """Everybody as they were judged on the eve of the last review."""
        return judged(self, self.before)

    @property
    def placed(self) -> Placed | None:
        """Where the account stands."""
        return self.places[-1] if self.places else None


def sources_of(
    user: User, account: Account, year: int, day: date, since: date | None = None
) -> Sources:
    """Read an account in sight as of a day, in six statements."""
    told = _told(user, account, year, day)
    eve = since - timedelta(1) if since else day
    held = account_history(user, account, day, brief=True)
    until = [row for row in held if row.day <= eve]
    chosen = settings_from(told["chosen"], *KEYS)

    def phase(rows: Sequence[Held], at: date) -> Phase:
        return phase_of(user, account, signs_of(told, rows, chosen), at)

    return Sources(
        reader=user,
        account=account,
        day=day,
        since=since or day,
        year=year,
        settings=chosen,
        people=people_of(user, account, _beside(user, day)),
        before=newest_of(until, eve),
        now=newest_of(held, day),
        phases=(phase(until, eve), phase(held, day)),
        bought=bought_from(told["bought"], account.currency, day),
        places=[placed_from(one) for one in split(told["places"])],
        deals=_deals(user, account),
        visits=_visits(user, account, year, day, since),
        steps=_steps(user, account, day),
        hidden=hidden_fields(user, "account"),
        counts=_counts(told),
        asked=asked_from(user, told["asked"]),
        booked=briefs_from(user, told["booked"]) if may(user, "booking", "see") else [],
    )


def _beside(user: User, day: date) -> dict[str, Any]:
    """Return what is read with each person: clues, since when we know them, until."""
    return {
        "clues": clues_beside(user, day),
        "written": F("created_at"),
        "left": F("left_on"),
    }


def _counts(told: Mapping[str, Any]) -> Counts:
    usual = Counts()
    return replace(usual, **{n: told[n] for n in COUNTED if told[n] is not None})


COUNTED = tuple(Counts.__annotations__)


def _told(user: User, account: Account, year: int, day: date) -> dict[str, Any]:
    asked = {
        "chosen": settings_beside(*KEYS),
        "bought": packed_purchases(user, year),
        "places": packed_places(user, day),
        "asked": packed_questions(user),
        "booked": of_account_beside("pk", date(year, 1, 1)),
        **counted(user, year, day),
        **first_days(user),
    }
    rows = Account.objects.filter(pk=account.pk).annotate(
        **{f"told_{name}": value for name, value in asked.items()}
    )
    values = rows.values_list(*(f"told_{name}" for name in asked)).get()
    return dict(zip(asked, values, strict=True))


def _deals(user: User, account: Account) -> list[Deal]:
    rows = Opportunity.objects.visible_to(user).standing().filter(account=account)
    hidden = "name" in hidden_fields(user, "opportunity")
    nothing = Value("", output_field=CharField())
    name = nothing if hidden else Coalesce("product__name", "name", nothing)
    stage = Case(
        When(stage__name="", then="stage__code"),
        default="stage__name",
        output_field=CharField(),
    )
    found = rows.annotate(told=name, stage_told=stage).order_by("-id")
    told = found.values_list(
        "pk", "told", "stage_told", "outcome", "value_minor", "currency",
        "expected_on", "closed_on",
    )[:MOST_DEALS]  # fmt: skip
    return [Deal(*row) for row in told]


def _visits(
    user: User, account: Account, year: int, day: date, since: date | None
) -> list[Met]:
    """Return what was held this year, and since the last review; the newest first."""
    rows = Visit.objects.visible_to(user).submitted().filter(account=account)
    first = min(date(year, 1, 1), since or day)
    nothing = Value("", output_field=CharField())
    fact = nothing if "fact" in hidden_fields(user, "visit") else F("fact")
    told = rows.between(first, day).annotate(told=fact).order_by("-day", "-pk")
    return [
        Met(pk, at, owner, outcome, bool(objective or on), text)
        for pk, at, owner, outcome, objective, on, text in told.values_list(
            "pk", "day", "owner__name", "outcome", "next_objective", "next_day", "told"
        )[:MOST_VISITS]
    ]


def _steps(user: User, account: Account, day: date) -> list[StepRow]:
    rows = Step.objects.visible_to(user).filter(plan__account=account)
    rows = rows.exclude(plan__state=PlanState.CLOSED).exclude(state="dropped")
    told = rows.order_by("-plan_id", "place", "pk").values_list(
        "pk", "plan_id", "plan__name", "place", "what", "owner__name", "due",
        "resource", "state", "done_on", "plan__stage_a", "plan__stage_b", "plan__state",
    )[:MOST_STEPS]  # fmt: skip
    found = [_as_of(StepRow(*row), day) for row in told]
    if hidden_fields(user, "plan"):
        return [row._replace(plan="", what="", resource="") for row in found]
    return found


def _as_of(row: StepRow, day: date) -> StepRow:
    row = row._replace(owner=row.owner or "")
    if row.done_on is not None and row.done_on > day:
        return row._replace(state="open", done_on=None)
    return row
