"""Sending items as a device does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from kam.core.clock import now
from kam.sync.keys import person_key


@dataclass(frozen=True)
class Thing:
    """An item of an outbox."""

    body: str
    op: UUID = field(default_factory=uuid4)

    @property
    def hash(self) -> str:
        """The SHA-256 of the exact text."""
        return hashlib.sha256(self.body.encode()).hexdigest()

    @property
    def told(self) -> dict[str, Any]:
        """What the text says."""
        told: dict[str, Any] = json.loads(self.body)
        return told


def item(kind: str, **said: Any) -> Thing:
    """Write an item; everything that every item says is filled in."""
    told = {"schema": 1, "kind": kind, "id": str(said.pop("id", uuid4()))}
    after = [str(getattr(one, "op", one)) for one in said.pop("after", ())]
    account = said.pop("account", None)
    at = said.pop("at", None) or now()
    told |= {
        "account": getattr(account, "pk", account),
        "after": after,
        "at": at.isoformat() if isinstance(at, datetime) else at,
    }
    return Thing(json.dumps({**told, **said}, ensure_ascii=False, default=str))


def frame(user: Any, items: list[Thing], **said: Any) -> dict[str, Any]:
    """Write a batch."""
    return {
        "schema": 1,
        "user": person_key(user),
        "device": str(said.pop("device", UUID(int=user.pk))),
        "now": now().isoformat(),
        "items": [{"op": str(one.op), "body": one.body} for one in items],
        **said,
    }


def send(client: Any, told: Any) -> Any:
    """Send a batch."""
    text = told if isinstance(told, str | bytes) else json.dumps(told)
    return client.post(reverse("sync:push"), text, content_type="application/json")


def receipts(
    client: Any, user: Any, *items: Thing, **said: Any
) -> list[dict[str, Any]]:
    """Send items and return what became of each."""
    answer = send(client, frame(user, list(items), **said))
    assert answer.status_code == 200, answer.content.decode()
    told = answer.json()["receipts"]
    assert [one["op"] for one in told] == [str(one.op) for one in items]
    assert [one["hash"] for one in told] == [one.hash for one in items]
    return told


def states(client: Any, user: Any, *items: Thing, **said: Any) -> list[str]:
    """Send items and return the state of each."""
    return [one["state"] for one in receipts(client, user, *items, **said)]


NOTE = {
    "fact": "她说：按步骤来可以，但第一周出一例不一致就得停。",
    "insight": "愿意换，卡点是停得下来；有停止规则就敢向院长说。",
    "noted_reason": "watch",
    "outcome": "advance",
    "next_objective": "带上停止规则的草稿，请她改。",
}


def a_plan(hospital: Any, **said: Any) -> Thing:
    """Write a plan for the first person of a hospital."""
    wanted = {
        "day": "2026-03-20",
        "people": [hospital.head.pk],
        "objective": "请她看流程",
    }
    wanted |= said.pop("wanted", {})
    return item("visit.plan", account=hospital.account, wanted=wanted, **said)


def a_record(hospital: Any, thing: UUID, **said: Any) -> Thing:
    """Write a record that can be submitted."""
    wanted = {"day": "2026-03-18", "people": [hospital.head.pk], **NOTE}
    wanted |= said.pop("wanted", {})
    said = {"submit": True, **said}
    return item(
        "visit.record", id=thing, account=hospital.account, wanted=wanted, **said
    )
