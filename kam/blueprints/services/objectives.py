"""Setting objectives, changing them, taking them back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction

from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.blueprints.models import Objective
from kam.blueprints.rules import measures
from kam.blueprints.services.common import writable
from kam.blueprints.services.writing import records_for
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import today_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.blueprints.models import Blueprint
    from kam.people.models import User

EDITABLE = frozenset(
    {"name", "measure", "threshold", "target", "due", "is_joint", "told"}
)
MOST_OBJECTIVES = 30
TOO_MANY = mark("一份计划书最多 %(most)s 个目标")


@dataclass(frozen=True)
class ObjectiveDraft:
    """What a person says of a goal; where it starts is read from the records."""

    name: str
    measure: str
    target: int
    due: date
    threshold: int | None = None
    is_joint: bool = False
    told: str = ""


def add_objective(
    *,
    actor: User | None,
    blueprint: Blueprint,
    draft: ObjectiveDraft,
    client_id: UUID | None = None,
) -> Objective:
    """Set a goal; its baseline is read from the records now."""
    with transaction.atomic():
        plan = writable(actor, blueprint)
        if plan.objectives.standing().count() >= MOST_OBJECTIVES:
            raise Invalid(fields={"name": [TOO_MANY]}, most=MOST_OBJECTIVES)
        day = today_of(actor)
        row = Objective(
            blueprint=plan,
            began=day,
            client_id=client_id or uuid4(),
            **asdict(draft),
        )
        changes.check(row)
        row.baseline = _baseline(actor, row, day)
        return changes.create(actor=actor, row=row, verb="objective.add")


def _baseline(actor: User | None, row: Objective, day: date) -> int | None:
    records = records_for(actor, row.blueprint, day)
    return measures.baseline(row.measure, records, row.threshold)


def edit_objective(
    *,
    actor: User | None,
    objective: Objective,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Objective:
    """Change a goal; another measure is read anew from today on."""
    changes.refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        plan = writable(actor, objective.blueprint)
        row = _standing(objective)
        row.blueprint = plan
        told = {**wanted, **_renewed(actor, row, wanted)}
        return changes.change(
            actor=actor, row=row, wanted=told, before=before, verb="objective.edit"
        )


def _renewed(
    actor: User | None, row: Objective, wanted: Mapping[str, Any]
) -> dict[str, object]:
    """Return where it starts anew, if it is measured otherwise from now on."""
    measure = wanted.get("measure", row.measure)
    threshold = wanted.get("threshold", row.threshold)
    same = (measure, threshold) == (row.measure, row.threshold)
    if same or measure not in measures.RULES:
        return {}
    day = today_of(actor)
    records = records_for(actor, row.blueprint, day)
    start = measures.baseline(measure, records, threshold)
    return {"baseline": start, "began": day}


def _standing(objective: Objective) -> Objective:
    row = Objective.objects.select_for_update().get(pk=objective.pk)
    if row.retracted_at is not None:
        raise Invalid(mark("这个目标已经去掉"), todo=mark("请先恢复它"))
    return row


def drop_objective(*, actor: User | None, objective: Objective) -> Objective:
    """Take a goal out of the plan; it can be put back."""
    with transaction.atomic():
        writable(actor, objective.blueprint)
        return take_back(actor=actor, row=objective, verb="objective.drop")


def restore_objective(*, actor: User | None, objective: Objective) -> Objective:
    """Undo `drop_objective`."""
    with transaction.atomic():
        writable(actor, objective.blueprint)
        return put_back(actor=actor, row=objective, verb="objective.restore")
