"""What verbs of this room are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.visits.models import Visit
from kam.visits.rules.states import RECORD_FIELDS
from kam.visits.services.ledger import COLLEAGUES, LISTS, PEOPLE
from kam.visits.terms import ActionLevel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from kam.probing.services import Heard

PLAN_FIELDS = frozenset(
    {
        "day",
        "start_time",
        "minutes",
        "objective",
        "planned_ask",
        "fallback_ask",
        "bring",
        PEOPLE,
        COLLEAGUES,
    }
)
NOTE_FIELDS = PLAN_FIELDS | RECORD_FIELDS
FIELDS = {field.attname: field for field in Visit._meta.concrete_fields}


@dataclass(frozen=True)
class Task:
    """An action to be entered with a record."""

    text: str
    due_on: date
    owner_id: int | None = None
    level: str = ActionLevel.KAM1
    client_id: UUID | None = None
    resource: str = ""


@dataclass(frozen=True)
class Pledge:
    """A promise to be entered with a record; `ours` says who owes it."""

    text: str
    due_on: date
    ours: bool
    stakeholder_id: int | None = None
    client_id: UUID | None = None


@dataclass(frozen=True)
class Said:
    """Words of the customer to be kept with a record, and who said them."""

    text: str
    stakeholder_id: int | None = None
    client_id: UUID | None = None


@dataclass(frozen=True)
class Further:
    """What comes with a record: actions, promises, quotes, probes asked, seconds."""

    actions: Sequence[Task] = field(default_factory=tuple)
    promises: Sequence[Pledge] = field(default_factory=tuple)
    quotes: Sequence[Said] = field(default_factory=tuple)
    heard: Mapping[int, Heard] = field(default_factory=dict)
    seconds: int | None = None


NOTHING_FURTHER = Further()


def typed(values: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """Return the values as their fields read them; unknown names are refused."""
    faults: dict[str, list[str]] = {}
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            faults[name] = [mark("这里不能改这一项")]
        elif name in LISTS:
            read[name] = tuple(dict.fromkeys(value))
        else:
            try:
                read[name] = FIELDS[name].to_python(value)
            except ValidationError as error:
                faults[name] = list(error.messages)
    if read.get("day", ...) is None:
        faults["day"] = [mark("请填写日期")]
    if faults:
        raise Invalid(fields=faults)
    return read
