"""Agreeing targets: a run proposes, a manager agrees, undoing is one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.audit.queries import newest_of
from kam.core.errors import Invalid, Stale
from kam.core.text import clean_text, mark
from kam.people.policies import require
from kam.performance.models import Target
from kam.performance.policies import may_agree_target
from kam.performance.rules import period_after
from kam.performance.rules.targets import Basis, trouble_of, wants_reason
from kam.performance.services.overtaking import overtaken, refuse_second

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.audit.models import Entry
    from kam.people.models import User
    from kam.performance.models import FrontierRow

EDITABLE = ("figure", "reason")
UNDONE = ("figure", "reason", "proposed", "run_id", "agreed_by_id")


def agree_target(
    *, actor: User | None, row: FrontierRow, figure: object, reason: str = ""
) -> Target:
    """Agree with a territory of a run what it aims at in the period after."""
    made = row.run.comparison_set
    require(may_agree_target(actor, "create", made, row.territory.team_id))
    wanted = agreed_values({"figure": figure, "reason": reason}, row)
    place = {
        "comparison_set": made,
        "territory": row.territory,
        "period": period_after(row.run.period),
    }
    refuse_second(place)
    target = Target(**place, **wanted, run=row.run, proposed=row.goal, agreed_by=actor)
    try:
        return changes.create(actor=actor, row=target, verb="target.agree")
    except Invalid:
        refuse_second(place)
        raise


def change_target(
    *,
    actor: User | None,
    target: Target,
    row: FrontierRow,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Target:
    """Agree another figure or reason; `row` is what the newest run says of it."""
    team = target.territory.team_id
    require(may_agree_target(actor, "change", target.comparison_set, team))
    changes.refuse_unknown(wanted, EDITABLE)
    told = {name: getattr(target, name) for name in EDITABLE} | dict(wanted)
    chosen = {name: v for name, v in agreed_values(told, row).items() if name in wanted}
    if any(value != getattr(target, name) for name, value in chosen.items()):
        basis = {"run_id": row.run_id, "proposed": row.goal}
        chosen |= basis | {"agreed_by_id": actor.pk if actor else None}
    try:
        return changes.change(
            actor=actor, row=target, wanted=chosen, before=before, verb="target.agree"
        )
    except Stale as error:
        raise overtaken(target.pk, error.conflicts) from error


def undo_target(*, actor: User | None, target: Target, revision: int) -> Target:
    """Go back one step; the first agreement leaves none, undoing again restores it."""
    team = target.territory.team_id
    require(may_agree_target(actor, "change", target.comparison_set, team))
    with transaction.atomic():
        locked = Target.objects.select_for_update().get(pk=target.pk)
        if locked.revision != revision:
            raise overtaken(locked.pk)
        entry = newest_of("target", [locked.pk])
        wanted = _before(entry) if entry else {}
        if not wanted:
            raise Invalid(mark("没有可以撤销的商定"))
        return changes.change(
            actor=actor, row=locked, wanted=wanted, verb="target.unagree"
        )


def _before(entry: Entry) -> dict[str, object]:
    """Return what stood there before the newest change, from the history itself."""
    was = {name: told[1] for name, told in entry.detail.values.items()}
    if "territory_id" in was:  # the first agreement: before it there was none
        return {"figure": None, "reason": "", "agreed_by_id": None}
    return {name: was[name] for name in UNDONE if name in was}


def agreed_values(told: Mapping[str, object], row: FrontierRow) -> dict[str, object]:
    """Return figure and reason, or say what is missing."""
    figure, reason = told["figure"], clean_text(str(told["reason"] or "")).strip()
    if trouble := trouble_of(figure):
        raise Invalid(fields={"figure": [trouble]})
    basis = Basis(sales=row.sales, frontier=row.frontier, proposed=row.goal)
    why = wants_reason(float(figure), basis)  # type: ignore[arg-type]
    if why and not reason:
        raise Invalid(fields={"reason": [why]})
    return {"figure": float(figure), "reason": reason}  # type: ignore[arg-type]
