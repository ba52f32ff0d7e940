"""The board of somebody with 5,000 cards: its data, its first paint, the calibration.

A third of the accounts stand on each platform, every one with a step before; a third
buy every month, half have something to do, and each customer is known by two people.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client

from kam.accounts.models import Account, Person, Stakeholder
from kam.catalog.models import Product
from kam.core.clock import today
from kam.judgements.models import Judgement
from kam.people.models import User
from kam.pipeline.forms import BoardForm
from kam.pipeline.models import (
    Opportunity,
    Placement,
    Purchase,
    Reason,
    Stage,
    StageMove,
)
from kam.pipeline.pages.board import board_page
from kam.pipeline.rules.rhythm import months_later
from kam.visits.models import Action
from kam.web.lists import read_list
from tests.benchmarks.dialect import dialect
from tests.benchmarks.pages import WARM, Timing, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

CARDS, EACH = 5000, 500
NAME, WHO = "看板客户{}", "board"
MONTHS = 6
SIZES = ("large", "middle", "small")
PAGES = {
    "board": "/platforms/board",
    "board grids": "/platforms",
    "board list": "/platforms/accounts",
    "board calibration": "/calibration",
    "board opportunities": "/opportunities",
}


def measure_board(repeat: int, progress: Callable[[str], None]) -> Iterator[Timing]:
    """Measure the board of one representative, its data alone first."""
    owner = User.objects.filter(username=WHO).first()
    if owner is None:
        progress("  filling a board")
        owner = _fill()
        dialect().settle()
    timing = Timing("representative", "board data")
    for number in range(WARM + repeat):
        _read(owner, timing, counts=number >= WARM)
    yield timing
    client = Client()
    client.force_login(owner)
    for page, address in PAGES.items():
        timing = Timing("representative", page)
        for number in range(WARM + repeat):
            timing.read(client, address, counts=number >= WARM)
        progress(f"  representative: {page}")
        yield timing


def _read(owner: User, timing: Timing, *, counts: bool) -> None:
    """Read what the first paint needs, without drawing it."""
    user = User.objects.get(pk=owner.pk)
    with counted() as asked:
        began, before = time.perf_counter(), time.process_time()
        form = BoardForm(user, {})
        page = board_page(user, read_list(form, form.data))
        worked, seconds = time.process_time() - before, time.perf_counter() - began
    assert sum(column.count for column in page.columns) == CARDS
    if counts:
        timing.seconds.append(seconds)
        timing.worked.append(worked)
        timing.statements.append(len(asked))


def _fill() -> User:
    near = User.objects.get(username="rep0")
    owner = User.objects.create(
        username=WHO, name="看板代表", role=near.role, team=near.team
    )
    day = today("Asia/Shanghai")
    accounts = Account.objects.bulk_create(
        [
            Account(
                name=NAME.format(n), name_key=NAME.format(n), owner=owner,
                team=near.team, potential_minor=n * 1000_00, size_class=SIZES[n % 3],
            )
            for n in range(CARDS)
        ],
        batch_size=EACH,
    )  # fmt: skip
    _place(accounts, owner, day)
    _work(accounts, owner, day)
    _know(accounts[::3], owner, day)
    _offer(accounts, owner, day)
    return owner


def _place(accounts: Sequence[Account], owner: User, day: date) -> None:
    first = Placement.objects.bulk_create(
        [
            Placement(
                account=a, platform="market", size_class=SIZES[n % 3], likelihood=50,
                day=day - timedelta(days=300), author=owner, is_current=False,
            )
            for n, a in enumerate(accounts)
        ],
        batch_size=EACH,
    )  # fmt: skip
    ways = (
        {"platform": "purchase"},
        {"platform": "market", "likelihood": 70},
        {"platform": "working", "warmth": 70},
    )
    Placement.objects.bulk_create(
        [
            Placement(
                account=a, size_class=SIZES[n % 3], day=day - timedelta(days=n % 200),
                author=owner, follows=before, **ways[n % 3],
            )
            for n, (a, before) in enumerate(zip(accounts, first, strict=True))
        ],
        batch_size=EACH,
    )  # fmt: skip


def _work(accounts: Sequence[Account], owner: User, day: date) -> None:
    Action.objects.bulk_create(
        [
            Action(
                account=a, text="下一步", owner=owner,
                due_on=day + timedelta(days=n % 30 - 5),
            )
            for n, a in enumerate(accounts[::2])
        ],
        batch_size=EACH,
    )  # fmt: skip


def _know(customers: Sequence[Account], owner: User, day: date) -> None:
    """Let customers buy for half a year, and be known by two people each."""
    product, _made = Product.objects.get_or_create(code="BOARD", name="看板产品")
    Purchase.objects.bulk_create(
        [
            Purchase(
                account=a, product=product, quantity=1, value_minor=1,
                month=months_later(day.replace(day=1), -back),
            )
            for a in customers
            for back in range(1, MONTHS)
        ],
        batch_size=EACH,
    )  # fmt: skip
    people = Person.objects.bulk_create(
        [Person(name=f"某人{n}") for n in range(2 * len(customers))], batch_size=EACH
    )
    known = Stakeholder.objects.bulk_create(
        [
            Stakeholder(account=customers[n // 2], person=one)
            for n, one in enumerate(people)
        ],
        batch_size=EACH,
    )
    Judgement.objects.bulk_create(
        [
            Judgement(
                account=one.account, stakeholder=one, aspect=aspect, value=4,
                evidence="x", day=day, author=owner,
            )
            for one in known
            for aspect in ("business", "personal")
        ],
        batch_size=EACH,
    )  # fmt: skip


def _offer(accounts: Sequence[Account], owner: User, day: date) -> None:
    """Keep a history of as many opportunities, half of them won."""
    stage, reason = Stage.objects.first(), Reason.objects.first()
    ends = ("won", "open", "lost", "won")
    deals = Opportunity.objects.bulk_create(
        [
            Opportunity(
                account=a, name=f"商机{n}", stage=stage, outcome=ends[n % 4],
                engaged_on=day - timedelta(days=200 + n % 100),
                entered_on=day - timedelta(days=200 + n % 100),
                closed_on=None
                if ends[n % 4] == "open"
                else day - timedelta(days=100 + n % 100),
                lost_reason=reason if ends[n % 4] == "lost" else None,
                value_minor=1000_00,
            )
            for n, a in enumerate(accounts)
        ],
        batch_size=EACH,
    )  # fmt: skip
    StageMove.objects.bulk_create(
        [
            StageMove(opportunity=one, stage=stage, day=one.engaged_on, author=owner)
            for one in deals
        ],
        batch_size=EACH,
    )
