"""Telling higher rooms that something happened below, without knowing them.

A room publishes one of its own frozen event classes; `config/events.py` names who
listens. Listeners run inside the publisher's transaction, so what they keep is
stored together with the change or not at all (decision 0012).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def listeners() -> Mapping[type, Sequence[Callable[[Any], None]]]:
    """Return who listens to which event, as the configuration says."""
    found: Mapping[type, Sequence[Callable[[Any], None]]]
    found = import_module(settings.KAM_EVENTS).LISTENERS
    return found


def publish(event: object) -> None:
    """Tell everybody who listens to this kind of event; belongs into a transaction."""
    if not connection.in_atomic_block:
        message = "an event belongs into the transaction of its change"
        raise transaction.TransactionManagementError(message)
    for listener in listeners().get(type(event), ()):
        listener(event)


def ask(question: object) -> Any:
    """Ask what only a higher room knows; the configuration names who answers."""
    answers: Mapping[type, Callable[[Any], Any]]
    answers = import_module(settings.KAM_EVENTS).ANSWERS
    return answers[type(question)](question)
