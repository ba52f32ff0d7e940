"""Closing many actions or promises at once, with the rules of one by one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from kam.audit.batches import change_many
from kam.core.clock import now
from kam.core.errors import Invalid, NotFound
from kam.core.text import mark
from kam.people.policies import require
from kam.visits.models import Action, Promise
from kam.visits.policies import may_close
from kam.visits.terms import ActionState, PromiseState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User

R = TypeVar("R", Action, Promise)
_VERBS: dict[str, str] = {
    ActionState.DONE: "action.done",
    ActionState.DROPPED: "action.drop",
    PromiseState.KEPT: "promise.keep",
    PromiseState.BROKEN: "promise.break",
}


def bulk_close_actions(
    *, actor: User | None, states: Mapping[int, str]
) -> list[Action]:
    """Say of many actions, by id, that they are done or dropped; return the changed."""
    return _close(actor, Action, states, "done_at")


def bulk_close_promises(
    *, actor: User | None, states: Mapping[int, str]
) -> list[Promise]:
    """Say of many promises, by id, whether they were kept; return the changed."""
    return _close(actor, Promise, states, "closed_at")


def _close(
    actor: User | None, model: type[R], states: Mapping[int, str], moment: str
) -> list[R]:
    """All or nothing. Cost: one question, and one write with its audit a verb."""
    noun = model._meta.model_name or ""
    if any(not _VERBS.get(state, "").startswith(noun) for state in states.values()):
        raise Invalid(fields={"state": [mark("没有这个选项")]})
    with transaction.atomic():
        rows = model._default_manager.select_related("account").filter(pk__in=states)
        seen = rows if actor is None else rows.visible_to(actor)
        found = list(seen.select_for_update(of=("self",)).order_by("pk"))
        if len(found) != len(states):
            raise NotFound
        changed: list[R] = []
        for state, some in _by_state(actor, found, states).items():
            wanted = {"state": state, moment: now()}
            pairs = [(row, wanted) for row in some]
            changed += change_many(actor=actor, pairs=pairs, verb=_VERBS[state])
    return changed


def _by_state(
    actor: User | None, rows: Sequence[R], states: Mapping[int, str]
) -> dict[str, list[R]]:
    """Group the rows by their new state; those that stand there already stay out."""
    grouped: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        require(may_close(actor, row))
        if row.state != states[row.pk]:
            grouped[states[row.pk]].append(row)
    return grouped
