"""Reading the body of an item: plain JSON in, a checked `Body` out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kam.core.errors import Invalid
from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMAS = (1,)
_BROKEN = re.compile(r"[\ud800-\udfff]")
LARGEST_ID = 2**63 - 1
MOST_AFTER = 200
YEARS = range(1900, 2200)
LARGEST_SCHEMA = 999
COMMON = frozenset(
    {"schema", "kind", "id", "account", "after", "at", "base", "wanted", "settles"}
)
# What a kind says besides, and whether it is about a thing with an id of its own.
KINDS: Mapping[str, frozenset[str]] = {
    "visit.plan": frozenset(),
    "visit.record": frozenset(
        {"submit", "actions", "promises", "quotes", "seconds", "heard", "steps"}
    ),
    "visit.review": frozenset(),
    "visit.cancel": frozenset({"reason"}),
    "visit.amend": frozenset({"text"}),
    "action.open": frozenset(),
    "action.edit": frozenset(),
    "action.close": frozenset(),
    "action.reopen": frozenset(),
    "promise.open": frozenset(),
    "promise.edit": frozenset(),
    "promise.close": frozenset(),
    "promise.reopen": frozenset(),
    "observation.add": frozenset(),
    "judgement.add": frozenset(),
    "file.attach": frozenset({"visit", "name", "type", "size", "sha256"}),
}
BAD_ID = mark("这不是有效的标识")
BAD_VALUE = mark("这一项读不懂")


class Unreadable(Invalid):
    """The body is not what an item says."""

    code = "unreadable"
    usual = mark("这一项读不懂，原文已保管好")


class OtherSchema(Invalid):
    """The body was written by a version that this server does not know."""

    code = "schema"
    usual = mark("这一项来自服务器还不认识的版本，原文已保管好")


class OtherKind(Invalid):
    """The server does not know what to do with it."""

    code = "kind"
    usual = mark("服务器不认识这一类离线项，原文已保管好")


@dataclass(frozen=True)
class Body:
    """What an item asks for."""

    kind: str
    thing: UUID
    account: int | None = None
    after: tuple[UUID, ...] = ()
    at: datetime | None = None
    base: Mapping[str, Any] = field(default_factory=dict)
    wanted: Mapping[str, Any] = field(default_factory=dict)
    further: Mapping[str, Any] = field(default_factory=dict)
    settles: UUID | None = None

    @property
    def noun(self) -> str:
        """What it is about: visit, action, promise, observation."""
        return self.kind.partition(".")[0]

    @property
    def verb(self) -> str:
        """What it does."""
        return self.kind.partition(".")[2]


def read_json(text: str) -> dict[str, Any]:
    """Return the object a text holds, or refuse it."""
    try:
        told = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(told, dict):
        raise Unreadable
    return told


def _no_number(_name: str) -> None:
    raise ValueError


def read_body(told: Mapping[str, Any]) -> Body:
    """Check the frame of an item; its values are checked by what carries it out."""
    if told.get("schema") not in SCHEMAS:
        raise OtherSchema
    kind = told.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise OtherKind
    strange = set(told) - COMMON - KINDS[kind]
    if strange:
        raise Unreadable(fields={name[:40]: [BAD_VALUE] for name in sorted(strange)})
    return Body(
        kind=kind,
        thing=_uuid(told.get("id"), "id"),
        account=number(told.get("account"), "account"),
        after=_after(told.get("after")),
        at=moment(told.get("at")),
        base=_object(told.get("base"), "base"),
        wanted=_object(told.get("wanted"), "wanted"),
        further={name: told[name] for name in KINDS[kind] if name in told},
        settles=_uuid(told["settles"], "settles") if told.get("settles") else None,
    )


def _uuid(value: Any, name: str) -> UUID:
    found = uuid_of(value)
    if found is None:
        raise Unreadable(fields={name: [BAD_ID]})
    return found


def uuid_of(value: Any) -> UUID | None:
    """Return an id of a thing, or nothing where it is none."""
    if not isinstance(value, str):
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def number(value: Any, name: str) -> int | None:
    """Return an id the database may hold."""
    if value is None:
        return None
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if not is_number or not 1 <= value <= LARGEST_ID:
        raise Unreadable(fields={name: [BAD_VALUE]})
    found: int = value
    return found


def _after(value: Any) -> tuple[UUID, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_AFTER:
        raise Unreadable(fields={"after": [BAD_VALUE]})
    return tuple(dict.fromkeys(_uuid(one, "after") for one in value))


def moment(value: Any) -> datetime | None:
    """Return the moment a device claims, if it can be read as one."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    is_near = found.tzinfo is not None and found.year in YEARS
    return found if is_near else None


def _object(value: Any, name: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unreadable(fields={name: [BAD_VALUE]})
    return value


def kept_text(text: str) -> str:
    """Return how a body is kept: its words readable, so that a name is found in it.

    What is no JSON is kept as one JSON string; a broken character as its sign.
    """
    try:
        told = json.dumps(json.loads(text), ensure_ascii=False)
    except (ValueError, RecursionError):
        told = json.dumps(text, ensure_ascii=False)
    return _BROKEN.sub("\N{REPLACEMENT CHARACTER}", told)
