"""In which phase the work with an account is, and how far its four steps are done.

Which record shows that an item or a task is done is ours; the deck does not say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, Subquery

from kam.accounts.models import Account, Stakeholder
from kam.accounts.terms import FunctionalRole, Layer
from kam.adoption.rules import limits as ladder
from kam.adoption.rules.ladder import USING_LAYERS, stays
from kam.judgements.queries import account_history
from kam.judgements.rules.scales import BUSINESS, GATES, PERSONAL, SCALES
from kam.needs.models import Card, Problem
from kam.needs.terms import Fit, ProblemKind
from kam.people.days import local_day
from kam.people.queries import settings_of
from kam.plans.models import Step
from kam.plans.rules import limits as own
from kam.plans.rules.foursteps import Part, parts_of
from kam.plans.rules.phases import Standing, standing_of
from kam.plans.rules.runs import held_since
from kam.questions.models import Question
from kam.relations.models import Line
from kam.relations.rules.map import HIGH_KEY
from kam.relations.rules.matrix import PARTNER, class_of
from kam.visits.models import Action, Visit, VisitPerson
from kam.visits.terms import InsightKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.core.settings_book import Value
    from kam.judgements.queries import Held
    from kam.people.models import User

HERE = OuterRef("pk")
JOINT = SCALES[BUSINESS].high
SENIOR = (Layer.DECISION, Layer.MANAGEMENT)
SETTINGS = (*own.KEYS, *ladder.KEYS, HIGH_KEY)


@dataclass(frozen=True)
class Work:
    """Phase and steps of the work with an account; `using` is a stage, as chosen."""

    standing: Standing
    parts: tuple[Part, ...]
    using: int


def work_of(user: User, account: Account, day: date) -> Work:
    """Read it as of today. Cost: three statements."""
    chosen = settings_of(*SETTINGS)
    limits = own.limits_from({key: chosen[key] for key in own.KEYS})
    rows = account_history(user, account, day, (BUSINESS, PERSONAL, *GATES))
    told = _told(user, account, limits)
    held = {
        "met": told["met"],
        "need": told["need"],
        **_judged(rows, chosen, limits.using),
    }
    days = {key: at for key, at in held.items() if at is not None}
    began = min([local_day(user, account.created_at), *days.values(), day])
    done = {name for name, value in told.items() if value}
    done |= {"relations"} if "partner" in days else set()
    done |= {"entry"} if "using" in days else set()
    return Work(
        standing=standing_of(days, began, day),
        parts=parts_of(done, limits),
        using=limits.using,
    )


def _judged(
    rows: Sequence[Held], chosen: Mapping[str, Value], using: int
) -> dict[str, date | None]:
    """Return since when somebody is a partner, uses, and wrote a joint goal with us."""
    high = int(chosen[HIGH_KEY])
    scores: dict[int, dict[str, int]] = {}
    partners, joint = [], []
    gates: dict[tuple[int, int | None], list[tuple[date, str, int]]] = {}
    for row in rows:
        whom = row.stakeholder_id
        if row.aspect in GATES:
            told = (row.day, row.aspect, row.value)
            gates.setdefault((whom, row.product_id), []).append(told)
            continue
        known = scores.setdefault(whom, {})
        known[row.aspect] = row.value
        is_partner = class_of(known.get(BUSINESS), known.get(PERSONAL), high) == PARTNER
        partners.append((whom, row.day, is_partner))
        joint.append((whom, row.day, known.get(BUSINESS, 0) >= JOINT))
    bounds = ladder.limits_from({key: chosen[key] for key in ladder.KEYS})
    climbs = [
        (key, stay.since, stay.stage >= using)
        for key, seen in gates.items()
        for stay in stays(seen, bounds)
    ]
    return {
        "partner": held_since(partners),
        "using": held_since(climbs),
        "joint": held_since(joint),
    }


def _told(user: User, account: Account, limits: own.Limits) -> dict[str, Any]:
    """Return the first days, and which tasks records show as done; one statement."""
    asked = {**_first_days(user), **_tasks(user, limits)}
    rows = Account.objects.filter(pk=account.pk).annotate(
        **{f"told_{name}": value for name, value in asked.items()}
    )
    values = rows.values_list(*(f"told_{name}" for name in asked)).get()
    return dict(zip(asked, values, strict=True))


def _first_days(user: User) -> dict[str, Subquery]:
    met = _met(user).filter(stakeholder__layer__in=SENIOR)
    needs = _needs(user).order_by("day", "pk")
    return {
        "met": Subquery(met.order_by("visit__day").values("visit__day")[:1]),
        "need": Subquery(needs.values("day")[:1]),
    }


def _met(user: User) -> Any:
    """Return whom submitted visits met.

    The account is named here: inside a query within this one, `HERE` would be a seat.
    """
    visits = Visit.objects.visible_to(user).submitted()
    return VisitPerson.objects.filter(visit__account=HERE, visit__in=visits)


def _needs(user: User) -> Any:
    """Return the ways of thinking that somebody was asked about."""
    rows = Problem.objects.visible_to(user).active().filter(account=HERE)
    return rows.filter(Q(template="") | ~Q(note=""))


def _tasks(user: User, limits: own.Limits) -> dict[str, Any]:
    visits = Visit.objects.visible_to(user).submitted().filter(account=HERE)
    people = Stakeholder.objects.visible_to(user).active().filter(account=HERE)
    answered = Question.objects.visible_to(user).filter(account=HERE)
    lines = Line.objects.visible_to(user).open().filter(account=HERE)
    steps = Step.objects.visible_to(user).filter(plan__account=HERE)
    needs = _needs(user)
    methods = needs.filter(kind=ProblemKind.METHOD, product__isnull=False)
    insights = visits.exclude(insight="").order_by("pk")
    using = Q(stakeholder__layer__in=USING_LAYERS)
    using |= Q(stakeholder__functional_role=FunctionalRole.USER)
    tasks = Action.objects.visible_to(user).filter(account=HERE)
    cards = Card.objects.visible_to(user).filter(account=HERE)
    last = limits.insights - 1
    return {
        "sources": Exists(answered.exclude(answer="").exclude(source="guess")),
        "needs": Exists(needs.filter(kind=ProblemKind.CLASS)),
        "insights": Subquery(insights.values("pk")[last : last + 1]),
        "interest": Exists(people.exclude(concerns="")),
        "organisation": Exists(lines),
        "decision": Exists(people.filter(layer=Layer.DECISION)),
        "ranking": Exists(visits.filter(insight_kind=InsightKind.PRIORITY)),
        "known": Exists(steps.exclude(resource=""))
        | Exists(tasks.exclude(resource="")),
        "strength": Exists(cards.exclude(strengths="")),
        "matched": Exists(methods.filter(fit__in=[Fit.USED, Fit.USABLE])),
        "implementation": Exists(_met(user).filter(using)),
        "communication": Exists(
            visits.filter(outcome__in=[Outcome.ORDER, Outcome.ADVANCE])
        ),
    }
