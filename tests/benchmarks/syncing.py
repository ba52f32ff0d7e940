"""Draining a device's outbox: batches of fifty through the door, until it is empty."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.models import Stakeholder
from kam.core.clock import today
from kam.people.models import User
from kam.sync.keys import person_key
from tests.benchmarks.pages import SlowError
from tests.benchmarks.ruler import Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OUTBOX, BATCH, DAYS = 5000, 50, 28


@dataclass
class Drained:
    """What an outbox took: in all, a batch, and of the processor."""

    items: int
    seconds: float
    worked: float
    statements: int
    batches: list[float] = field(default_factory=list)

    @property
    def spread(self) -> Spread:
        """Return p50, p95, p99 of a batch."""
        return Spread.of(self.batches)


def measure_sync(say: Callable[[str], None], items: int = OUTBOX) -> Drained:
    """Let one representative send the records of months away, all at once."""
    user = User.objects.get(username="rep0")
    client = Client()
    client.force_login(user)
    outbox = list(_records(user, items))
    say(f"an outbox of {items} records")
    began, before = time.perf_counter(), time.process_time()
    batches = [
        _send(client, user, outbox[start : start + BATCH])
        for start in range(0, items, BATCH)
    ]
    seconds, worked = time.perf_counter() - began, time.process_time() - before
    with CaptureQueriesContext(connection) as asked:
        _send(client, user, list(_records(user, BATCH)))
    return Drained(items, seconds, worked, len(asked), batches)


def _records(user: User, count: int) -> Iterator[dict[str, str]]:
    people = Stakeholder.objects.filter(account__owner=user).order_by("account", "pk")
    seats = list(people.values_list("account", "pk")[:500])
    day = today(user.time_zone)
    for number, (account, person) in enumerate(islice(cycle(seats), count)):
        held = (day - timedelta(days=number % DAYS)).isoformat()
        body = {
            "schema": 1,
            "kind": "visit.record",
            "id": str(uuid4()),
            "account": account,
            "submit": True,
            "seconds": 50,
            "actions": [{"id": str(uuid4()), "text": "寄资料", "due_on": held}],
            "wanted": {
                "day": held,
                "people": [person],
                "fact": "她说：按步骤来可以，但第一周出一例不一致就得停。",
                "insight": "愿意换，卡点是停得下来。",
                "outcome": "advance",
                "next_objective": "带上停止规则的草稿，请她改。",
            },
        }
        yield {"op": str(uuid4()), "body": json.dumps(body, ensure_ascii=False)}


def _send(client: Client, user: User, items: list[dict[str, str]]) -> float:
    told: dict[str, Any] = {
        "schema": 1,
        "user": person_key(user),
        "device": str(UUID(int=1)),
        "items": items,
    }
    began = time.perf_counter()
    answer = client.post(
        reverse("sync:push"), json.dumps(told), content_type="application/json"
    )
    seconds = time.perf_counter() - began
    states = {one["state"] for one in answer.json().get("receipts", [])}
    if answer.status_code != HTTPStatus.OK or states != {"stored"}:
        message = f"a batch answered {answer.status_code}: {sorted(states)}"
        raise SlowError(message)
    return seconds
