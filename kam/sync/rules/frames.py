"""Reading what a device sends around its items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid, KamError
from kam.core.marking import mark
from kam.sync.rules.bodies import BAD_ID, BAD_VALUE, SCHEMAS, moment, uuid_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

MOST = 50
MOST_LEFT = 1_000_000
KNOWN = frozenset({"schema", "user", "device", "now", "build", "left", "items"})


class OtherUser(KamError):
    """The device holds items of somebody else than who is signed in."""

    status = 409
    code = "other-user"
    usual = mark("登录的人不是写下这些内容的人")

    def __init__(self) -> None:
        super().__init__(todo=mark("请让写下它们的人登录后再发送；内容留在这台设备上"))


class OldFrame(Invalid):
    """The device speaks a version that this server does not know."""

    code = "schema"
    usual = mark("这台设备上的应用版本和服务器不相配")

    def __init__(self) -> None:
        super().__init__(todo=mark("请刷新应用再发送；内容留在这台设备上"))


@dataclass(frozen=True)
class Frame:
    """Who sends what from where; the items are pairs of id and exact text."""

    user: UUID
    device: UUID
    now: datetime | None
    build: str
    left: int
    items: tuple[tuple[UUID, str], ...]


def read_frame(told: Any) -> Frame:
    """Check the frame; the items are judged one by one later."""
    if not isinstance(told, dict):
        raise Invalid(mark("请求的内容读不懂"))
    if told.get("schema") not in SCHEMAS:
        raise OldFrame
    user, device = uuid_of(told.get("user")), uuid_of(told.get("device"))
    faults = {name[:40]: [BAD_VALUE] for name in set(told) - KNOWN}
    for name, found in (("user", user), ("device", device)):
        if found is None:
            faults[name] = [BAD_ID]
    if faults or user is None or device is None:
        raise Invalid(fields=faults)
    return Frame(
        user=user,
        device=device,
        now=moment(told.get("now")),
        build=_text(told.get("build")),
        left=_count(told.get("left")),
        items=_items(told.get("items")),
    )


def _text(value: Any) -> str:
    is_plain = isinstance(value, str) and value.isascii() and value.isprintable()
    return value[:40] if is_plain else ""


def _count(value: Any) -> int:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return min(max(value, 0), MOST_LEFT) if is_count else 0


def _items(value: Any) -> tuple[tuple[UUID, str], ...]:
    if not isinstance(value, list) or len(value) > MOST:
        raise Invalid(fields={"items": [mark("一次最多发送 50 项")]})
    return tuple(_item(place, one) for place, one in enumerate(value))


def _item(place: int, told: Any) -> tuple[UUID, str]:
    named: Mapping[str, Any] = told if isinstance(told, dict) else {}
    op, body = uuid_of(named.get("op")), named.get("body")
    if op is None or not isinstance(body, str):
        raise Invalid(fields={f"items.{place}": [BAD_VALUE]})
    return op, body
