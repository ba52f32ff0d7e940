"""Changing an action or a promise and its state in one go, as a program does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.visits.services.commitments import (
    close_action,
    close_promise,
    edit_action,
    edit_promise,
    reopen_action,
    reopen_promise,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User
    from kam.visits.models import Action, Promise

OPEN = "open"


def change_action(
    *, actor: User | None, action: Action, wanted: Mapping[str, Any]
) -> Action:
    """Reopen, edit and close an action, each where it is wanted."""
    fields = {name: value for name, value in wanted.items() if name != "state"}
    state = wanted.get("state")
    with transaction.atomic():
        if state == OPEN:
            action = reopen_action(actor=actor, action=action)
        if fields:
            action = edit_action(actor=actor, action=action, wanted=fields)
        if state not in (None, OPEN):
            action = close_action(actor=actor, action=action, state=state)
    return action


def change_promise(
    *, actor: User | None, promise: Promise, wanted: Mapping[str, Any]
) -> Promise:
    """Reopen, edit and close a promise, each where it is wanted."""
    fields = {name: value for name, value in wanted.items() if name != "state"}
    state = wanted.get("state")
    with transaction.atomic():
        if state == OPEN:
            promise = reopen_promise(actor=actor, promise=promise)
        if fields:
            promise = edit_promise(actor=actor, promise=promise, wanted=fields)
        if state not in (None, OPEN):
            promise = close_promise(actor=actor, promise=promise, state=state)
    return promise
