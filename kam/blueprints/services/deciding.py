"""From draft to approved and back: each move is one change with a name and a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.audit.queries import newest_of
from kam.blueprints.policies import may_decide, may_write
from kam.blueprints.rules import states
from kam.blueprints.services.common import (
    REFRESH,
    locked,
    movable,
    require_kept,
)
from kam.blueprints.services.freezing import freeze
from kam.blueprints.terms import BlueprintState, VersionKind
from kam.core.clock import now
from kam.core.errors import Invalid, Stale
from kam.core.marking import mark
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.blueprints.models import Blueprint
    from kam.people.models import User

WRITTEN = mark("退回以后已经有人修改，不能再撤销")
NO_WORDS = mark("请写明为什么退回")
DEEDS = {
    "withdraw": "withdraw",
    "approve": "approve",
    "send_back": "send_back",
    "undo": "undecide",
    "amend": "amend",
}
SENT_BACK = f"blueprint.{DEEDS['send_back']}"
UNDECIDED = {"decided_by_id": None, "decided_at": None, "decision": ""}


def submit_blueprint(*, actor: User | None, blueprint: Blueprint) -> Blueprint:
    """Send a plan to the managers above; what they will read is frozen."""
    require(may_write(actor, blueprint.account))
    with transaction.atomic():
        row = movable("submit", blueprint)
        require_kept(row.account)
        version = freeze(actor, row, VersionKind.SUBMITTED)
        wanted = {
            "state": BlueprintState.SUBMITTED,
            "number": version.number,
            "submitted_by_id": actor.pk if actor else None,
            "submitted_at": now(),
            **UNDECIDED,
        }
        return changes.change(
            actor=actor, row=row, wanted=wanted, verb="blueprint.hand_in"
        )


def withdraw_blueprint(*, actor: User | None, blueprint: Blueprint) -> Blueprint:
    """Undo `submit_blueprint` while nobody has decided."""
    require(may_write(actor, blueprint.account))
    with transaction.atomic():
        row = movable("withdraw", blueprint)
        return _moved(actor, row, "withdraw", {})


def approve_blueprint(
    *,
    actor: User | None,
    blueprint: Blueprint,
    words: str = "",
    number: int | None = None,
) -> Blueprint:
    """Approve what was submitted. Of two who decide at once one wins.

    `number` is the version that the person read.
    """
    require(may_decide(actor, blueprint))
    with transaction.atomic():
        row = _decidable(actor, blueprint, "approve", number)
        version = freeze(actor, row, VersionKind.APPROVED)
        told = {**_decided(actor, words), "number": version.number}
        return _moved(actor, row, "approve", told)


def send_back_blueprint(
    *,
    actor: User | None,
    blueprint: Blueprint,
    words: str,
    number: int | None = None,
) -> Blueprint:
    """Send a plan back with words, so that it is changed and comes again."""
    require(may_decide(actor, blueprint))
    if not words.strip():
        raise Invalid(fields={"decision": [NO_WORDS]})
    with transaction.atomic():
        row = _decidable(actor, blueprint, "send_back", number)
        return _moved(actor, row, "send_back", _decided(actor, words))


def _decidable(
    actor: User | None, blueprint: Blueprint, verb: str, number: int | None
) -> Blueprint:
    row = movable(verb, blueprint)
    require(may_decide(actor, row))
    if number not in (None, row.number):
        raise Stale(
            mark("您读的不是最新提交的版本"),
            revision=row.revision,
            todo=mark("请刷新页面，读过新版本再决定"),
        )
    return row


def _decided(actor: User | None, words: str) -> dict[str, object]:
    return {
        "decided_by_id": actor.pk if actor else None,
        "decided_at": now(),
        "decision": words,
    }


def undo_decision(*, actor: User | None, blueprint: Blueprint) -> Blueprint:
    """Undo an approval or a sending back; only who decided may."""
    with transaction.atomic():
        row = locked(blueprint)
        require(actor is None or row.decided_by_id == actor.pk)
        require(may_decide(actor, row))
        row = movable("undo", blueprint)
        _require_untouched(row)
        return _moved(actor, row, "undo", UNDECIDED)


def _require_untouched(row: Blueprint) -> None:
    """Refuse to lock again what somebody has been writing since it was sent back."""
    if row.state != BlueprintState.RETURNED:
        return
    last = newest_of("blueprint", [row.pk])
    goals = newest_of("objective", list(row.objectives.values_list("pk", flat=True)))
    before = goals.pk if goals is not None else 0
    if last is not None and last.verb == SENT_BACK and before < last.pk:
        return
    raise Stale(WRITTEN, revision=row.revision, todo=REFRESH)


def amend_blueprint(*, actor: User | None, blueprint: Blueprint) -> Blueprint:
    """Open an approved plan for changes; its version stays, and comes again."""
    require(may_write(actor, blueprint.account))
    with transaction.atomic():
        row = movable("amend", blueprint)
        require_kept(row.account)
        return _moved(actor, row, "amend", {})


def _moved(
    actor: User | None, row: Blueprint, verb: str, further: Mapping[str, object]
) -> Blueprint:
    wanted = {"state": states.led_to(verb), **further}
    return changes.change(
        actor=actor, row=row, wanted=wanted, verb=f"blueprint.{DEEDS[verb]}"
    )
