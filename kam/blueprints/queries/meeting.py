"""A review meeting: itself, its plan, the one before it, and where a step may go."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from kam.blueprints.models import BlueprintVersion, Review
from kam.blueprints.queries.one import BESIDE, beside_plan
from kam.blueprints.querysets import NOUN
from kam.blueprints.rules.plain import thawed
from kam.core.expressions import Joined, split
from kam.people.scopes import hidden_fields
from kam.plans.models import Plan
from kam.plans.terms import PlanState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from django.db.models import QuerySet

    from kam.blueprints.models import Blueprint
    from kam.blueprints.rules.plain import Row
    from kam.people.models import User

WITH = ("blueprint__account__owner", "blueprint__account__team")
LAST = ("pk", "number", "minutes")


@dataclass(frozen=True)
class Meeting:
    """A review with its plan; `last` is the one before it that is over, or 0.

    `frozen` is the version which that one froze, `plans` are where a step may go.
    """

    review: Review
    last: int
    last_minutes: str
    frozen: str
    plans: Sequence[tuple[int, str]]

    @property
    def blueprint(self) -> Blueprint:
        """The account plan, as `blueprint_of` loads it."""
        plan: Blueprint = self.review.blueprint
        return plan

    @property
    def objectives(self) -> Sequence[Row]:
        """The goals as they stood at the end of the last review."""
        return thawed(json.loads(self.frozen)).objectives if self.frozen else ()


def meeting_of(user: User, pk: int) -> Meeting:
    """Return one review in sight with all that is read beside it, or NotFound.

    Cost: one statement.
    """
    rows = Review.objects.select_related(*WITH).annotate(
        **beside_plan("blueprint"), **_last(), told_plans=_plans(user)
    )
    found = rows.seen(user, pk=pk)
    for name in BESIDE:
        setattr(found.blueprint, name, getattr(found, name))
    hides = bool(hidden_fields(user, NOUN))
    return Meeting(
        review=found,
        last=found.told_pk or 0,
        last_minutes="" if hides else found.told_minutes or "",
        frozen="" if hides else found.told_frozen or "",
        plans=[_named(line) for line in reversed(split(found.told_plans))],
    )


def _last() -> dict[str, Subquery]:
    """Bring along the newest earlier review that is over, and what it froze."""
    rows = Review.objects.filter(
        blueprint=OuterRef("blueprint"), pk__lt=OuterRef("pk"), closed_at__isnull=False
    ).order_by("-day", "-pk")
    found = {f"told_{name}": Subquery(rows.values(name)[:1]) for name in LAST}
    versions = BlueprintVersion.objects.filter(
        blueprint=OuterRef("blueprint"), number=OuterRef("told_number")
    )
    return {**found, "told_frozen": Subquery(versions.values("content")[:1])}


def _plans(user: User) -> Subquery:
    """Bring along number and name of the plans that go on, the oldest first."""
    rows: QuerySet[Plan] = Plan.objects.visible_to(user)
    rows = rows.filter(account=OuterRef("blueprint__account"))
    going = rows.exclude(state=PlanState.CLOSED).order_by().values("account_id")
    line = JSONObject(pk=F("pk"), name=F("name"))
    return Subquery(going.annotate(told=Joined(line, "pk")).values("told"))


def _named(line: str) -> tuple[int, str]:
    told: dict[str, Any] = json.loads(line)
    return told["pk"], told["name"]
