"""In which phase the work with an account is, and how far its four steps are done.

Which record shows that an item or a task is done is ours; the deck does not say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, Subquery

from kam.accounts.models import Account, Stakeholder
from kam.accounts.terms import FunctionalRole, Layer
from kam.adoption.rules.ladder import USING_LAYERS
from kam.judgements.queries import account_history
from kam.needs.models import Card
from kam.needs.terms import Fit, ProblemKind
from kam.people.queries import settings_of
from kam.plans.models import Step
from kam.plans.queries.phase import (
    ASPECTS,
    SETTINGS,
    first_days,
    met_in,
    needs_in,
    phase_of,
    signs_of,
)
from kam.plans.rules import limits as own
from kam.plans.rules.foursteps import Part, parts_of
from kam.questions.models import Question
from kam.relations.models import Line
from kam.visits.models import Action, Visit
from kam.visits.terms import InsightKind, Outcome

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.plans.rules.phases import Standing

HERE = OuterRef("pk")


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
    rows = account_history(user, account, day, ASPECTS)
    told = _told(user, account, limits)
    signs = signs_of(told, rows, chosen)
    done = {name for name, value in told.items() if value}
    done |= {"relations"} if "partner" in signs else set()
    done |= {"entry"} if "using" in signs else set()
    return Work(
        standing=phase_of(user, account, signs, day),
        parts=parts_of(done, limits),
        using=limits.using,
    )


def _told(user: User, account: Account, limits: own.Limits) -> dict[str, Any]:
    """Return the first days, and which tasks records show as done; one statement."""
    asked = {**first_days(user), **_tasks(user, limits)}
    rows = Account.objects.filter(pk=account.pk).annotate(
        **{f"told_{name}": value for name, value in asked.items()}
    )
    values = rows.values_list(*(f"told_{name}" for name in asked)).get()
    return dict(zip(asked, values, strict=True))


def _tasks(user: User, limits: own.Limits) -> dict[str, Any]:
    visits = Visit.objects.visible_to(user).submitted().filter(account=HERE)
    people = Stakeholder.objects.visible_to(user).active().filter(account=HERE)
    answered = Question.objects.visible_to(user).filter(account=HERE)
    lines = Line.objects.visible_to(user).open().filter(account=HERE)
    steps = Step.objects.visible_to(user).filter(plan__account=HERE)
    needs = needs_in(user)
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
        "implementation": Exists(met_in(user).filter(using)),
        "communication": Exists(
            visits.filter(outcome__in=[Outcome.ORDER, Outcome.ADVANCE])
        ),
    }
