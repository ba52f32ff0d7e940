"""From the values of an item to values that a verb is given; strange ones are refused.

Shapes are those of the fields: a text is a text and a number a number, as at the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.sync.rules.bodies import BAD_ID, BAD_VALUE, LARGEST_ID, uuid_of
from kam.visits.services.drafts import FIELDS, Pledge, Said, Task, typed
from kam.visits.services.ledger import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

MOST = 60
NO_DAY = mark("请填写日期")
NO_TEXT = mark("请写下内容")
Given = dict[str, Any]


def shaped(values: Mapping[str, Any], known: frozenset[str]) -> Given:
    """Return the values of a visit, typed; what is no such value is refused."""
    told = {n: "" if _is_empty_text(n, v) else v for n, v in values.items()}
    faults = {n: [BAD_VALUE] for n, v in told.items() if n in known and not _fits(n, v)}
    if faults:
        raise Invalid(fields=faults)
    return typed({n[:40]: v for n, v in told.items()}, known)


def _is_empty_text(name: str, value: Any) -> bool:
    return (
        value is None
        and isinstance(FIELDS.get(name), models.Field)
        and _is_text(FIELDS[name])
    )


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def _fits(name: str, value: Any) -> bool:
    if name not in FIELDS:
        return is_people(value)
    if value is None:
        return True
    if isinstance(FIELDS[name], models.IntegerField):
        return is_number(value)
    if isinstance(FIELDS[name], models.BooleanField):
        return isinstance(value, bool)
    return isinstance(value, str)


def is_number(value: Any) -> bool:
    """Say whether a value is a whole number the database may hold."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return is_whole and abs(value) <= LARGEST_ID


def is_people(value: Any) -> bool:
    """Say whether a value lists people."""
    is_list = isinstance(value, list) and len(value) <= MOST
    return is_list and all(is_number(one) and one > 0 for one in value)


def opened_of(base: Mapping[str, Any], wanted: Mapping[str, Any]) -> Given:
    """Return what the person saw in the fields they changed; unseen ones were empty."""
    known = frozenset(wanted)
    seen = shaped({n: v for n, v in base.items() if n in known}, known)
    return {**{name: blank(name) for name in wanted}, **seen}


def blank(name: str) -> Any:
    """Return how a field of a visit is before anybody writes into it."""
    if name not in FIELDS:
        return () if name in LISTS else []
    return "" if _is_text(FIELDS[name]) else None


def told_text(values: Mapping[str, Any], name: str, field: str = "") -> str:
    """Return a text that must be there."""
    value = values.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Invalid(fields={field or name: [NO_TEXT]})
    return value


def told_day(values: Mapping[str, Any], name: str, field: str = "") -> date:
    """Return a day that must be there."""
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise Invalid(fields={field or name: [NO_DAY]})
    found: date = typed({"day": value}, frozenset({"day"}))["day"]
    return found


def told_number(values: Mapping[str, Any], name: str) -> int | None:
    """Return a number that may be absent."""
    value = values.get(name)
    if value is not None and not is_number(value):
        raise Invalid(fields={name: [BAD_VALUE]})
    return value


def tasks_of(further: Mapping[str, Any]) -> list[Task]:
    """Return the actions that come with a record."""
    return [task_of(one, "actions") for one in _listed(further, "actions")]


def task_of(told: Mapping[str, Any], field: str = "") -> Task:
    """Return one action."""
    given: Given = (
        {"level": told["level"]} if isinstance(told.get("level"), str) else {}
    )
    return Task(
        text=told_text(told, "text", field),
        due_on=told_day(told, "due_on", field),
        owner_id=told_number(told, "owner_id"),
        client_id=_id(told, field),
        resource=told_text(told, "resource", field) if told.get("resource") else "",
        **given,
    )


def quotes_of(further: Mapping[str, Any]) -> list[Said]:
    """Return the words of the customer that come with a record."""
    return [
        Said(
            text=told_text(one, "text", "quotes"),
            stakeholder_id=told_number(one, "stakeholder_id"),
            client_id=_id(one, "quotes"),
        )
        for one in _listed(further, "quotes")
    ]


def pledges_of(further: Mapping[str, Any]) -> list[Pledge]:
    """Return the promises that come with a record."""
    return [pledge_of(one, "promises") for one in _listed(further, "promises")]


def pledge_of(told: Mapping[str, Any], field: str = "") -> Pledge:
    """Return one promise."""
    if not isinstance(told.get("ours"), bool):
        raise Invalid(fields={field or "ours": [mark("请写明是谁的承诺")]})
    return Pledge(
        text=told_text(told, "text", field),
        due_on=told_day(told, "due_on", field),
        ours=told["ours"],
        stakeholder_id=told_number(told, "stakeholder_id"),
        client_id=_id(told, field),
    )


def _id(told: Mapping[str, Any], field: str) -> UUID:
    found = uuid_of(told.get("id"))
    if found is None:
        raise Invalid(fields={field or "id": [BAD_ID]})
    return found


def _listed(further: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    given = further.get(name) or []
    is_list = isinstance(given, list) and len(given) <= MOST
    if not is_list or not all(isinstance(one, dict) for one in given):
        raise Invalid(fields={name: [BAD_VALUE]})
    return given
