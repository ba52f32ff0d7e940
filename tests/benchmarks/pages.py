"""How long pages take, and how many questions they ask, for two people."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test import Client

from kam.accounts.models import Account
from kam.people.models import User
from kam.visits.models import Visit
from tests.benchmarks.ruler import Spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ACTORS = {"representative": "rep0", "middle manager": "manager0"}
WARM = 3
ROOMS = 40
QUESTIONS = ("质控", "院长 兜底", "沈若澜", "临湾市中心医院", "夜班 操作卡", "无此事")


class SlowError(Exception):
    """A page did not answer as it should."""


@dataclass
class Timing:
    """What one page took, time by time: by the clock, and of the processor.

    Both are alike on a quiet machine; where others work too, the clock counts them.
    """

    actor: str
    page: str
    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)

    def read(self, client: Client, address: str, *, counts: bool) -> None:
        """Read the page once more; the first few times do not count."""
        with counted() as asked:
            began, before = time.perf_counter(), time.process_time()
            answer = client.get(address)
            worked, seconds = time.process_time() - before, time.perf_counter() - began
        if answer.status_code != HTTPStatus.OK:
            message = f"{address} answered {answer.status_code}"
            raise SlowError(message)
        if counts:
            self.seconds.append(seconds)
            self.worked.append(worked)
            self.statements.append(len(asked))

    @property
    def spread(self) -> Spread:
        """Return p50, p95, p99."""
        return Spread.of(self.seconds)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements of a block."""
    asked: list[str] = []

    def note(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def measure_pages(repeat: int, progress: Callable[[str], None]) -> Iterator[Timing]:
    """Measure each page for each person; the first few times do not count."""
    for actor, username in ACTORS.items():
        user = User.objects.get(username=username)
        client = Client()
        client.force_login(user)
        for page, addresses in _pages(user).items():
            timing = Timing(actor, page)
            for number in range(WARM + repeat):
                address = addresses[number % len(addresses)]
                timing.read(client, address, counts=number >= WARM)
            progress(f"  {actor}: {page}")
            yield timing


def _planned(user: User, accounts: list[int]) -> list[int]:
    """Return the plans of some accounts, the next one of each; nobody has none."""
    rows = Visit.objects.visible_to(user).upcoming().filter(account__in=accounts)
    return list(rows.order_by("account", "day").values_list("pk", flat=True)) or [0]


def _pages(user: User) -> dict[str, list[str]]:
    mine = Account.objects.visible_to(user).order_by("name", "pk")
    ids = list(mine.values_list("pk", flat=True)[: ROOMS * 5])[::5] or [0]
    return {
        "list": ["/accounts", "/accounts?sort=-potential", "/accounts?size=large"],
        "room": [f"/accounts/{pk}" for pk in ids],
        "today": ["/today"],
        "preparation": [f"/visits/{pk}" for pk in _planned(user, ids)],
        "visits": ["/visits"],
        "search": [f"/search?q={question}" for question in QUESTIONS],
    }
