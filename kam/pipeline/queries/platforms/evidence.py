"""What the records of an account say about a move between platforms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.db.models import Count, OuterRef, Subquery, TextField
from django.db.models.functions import Cast

from kam.accounts.models import Account
from kam.core.expressions import Joined, split
from kam.needs.models import Card
from kam.needs.rules.cards import filled
from kam.people.queries import settings_of
from kam.pipeline.models import Criterion, Purchase, ScreeningAnswer
from kam.pipeline.queries.orders import Orders, months_from
from kam.pipeline.rules.calibration import KEYS as BOUND_KEYS
from kam.pipeline.rules.calibration import Bounds, bounds_from
from kam.pipeline.rules.limits import KEYS as LIMIT_KEYS
from kam.pipeline.rules.limits import Limits, limits_from
from kam.pipeline.rules.platforms.moves import Evidence
from kam.pipeline.rules.platforms.screening import Answered, Gate, gate_of
from kam.pipeline.rules.platforms.weights import KEYS, Weights, weights_from
from kam.relations.rules.map import HIGH_KEY
from kam.visits.models import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


Asked: TypeAlias = "Sequence[tuple[Criterion, bool | None]]"
BOOK_KEYS = (*KEYS, *LIMIT_KEYS, *BOUND_KEYS, HIGH_KEY)


@dataclass(frozen=True)
class Book:
    """What the company counts on its platforms; what it calls late, near and enough."""

    weights: Weights
    limits: Limits
    high: int
    bounds: Bounds


def book_from(settings: Mapping[str, float]) -> Book:
    """Return the book from some settings."""
    high = int(settings[HIGH_KEY])
    limits, bounds = limits_from(settings), bounds_from(settings)
    return Book(weights_from(settings), limits, high, bounds)


def book_in_force() -> Book:
    """Return what the company set; one statement."""
    return book_from(settings_of(*BOOK_KEYS))


def screening_of(account: Account) -> Asked:
    """Return each criterion in use and its current answer; one statement."""
    held = ScreeningAnswer.objects.current().filter(account=account)
    answer = held.filter(criterion=OuterRef("pk")).values("answer")
    rows = Criterion.objects.active().annotate(answer=Subquery(answer[:1]))
    return [(row, row.answer) for row in rows.order_by("place", "pk")]


def gate_from(asked: Asked) -> Gate:
    """Return what the answers come to; no statement."""
    return gate_of(Answered(one.label, one.is_must, answer) for one, answer in asked)


def evidence_of(
    account: Account, likelihood: int | None, today: date, gate: Gate, book: Book
) -> Evidence:
    """Return what is known, whoever asks: they may move it; two statements."""
    card = Card.objects.filter(account=account).first()
    meetings, orders = _done(account, today)
    return Evidence(
        verdict=gate.verdict,
        likelihood=likelihood,
        card_items=filled(card.values()).theirs if card is not None else 0,
        meetings=meetings,
        orders=len(orders.months),
        is_stopped=orders.is_lost(today, book.limits),
        loss_days=book.limits.loss_days,
    )


def evidence_in(
    accounts: Iterable[int],
    likelihoods: Mapping[int, int | None],
    today: date,
    book: Book,
) -> dict[int, tuple[Gate, Evidence]]:
    """Return the gate and what is known of several accounts; five statements."""
    ids = set(accounts)
    asked = list(Criterion.objects.active().order_by("place", "pk"))
    held = ScreeningAnswer.objects.current().filter(account__in=ids)
    told = held.values_list("account_id", "criterion_id", "answer")
    answers = {(account, criterion): answer for account, criterion, answer in told}
    cards = {card.account_id: card for card in Card.objects.filter(account__in=ids)}
    visits = Visit.objects.submitted().filter(account__in=ids).order_by()
    counted = visits.values("account_id").annotate(n=Count("pk"))
    met = dict(counted.values_list("account_id", "n"))
    orders = _orders_of(ids, today)
    found = {}
    for pk in ids:
        gate = gate_from([(one, answers.get((pk, one.pk))) for one in asked])
        card, bought = cards.get(pk), orders.get(pk, Orders())
        found[pk] = (
            gate,
            Evidence(
                verdict=gate.verdict,
                likelihood=likelihoods.get(pk),
                card_items=filled(card.values()).theirs if card is not None else 0,
                meetings=met.get(pk, 0),
                orders=len(bought.months),
                is_stopped=bought.is_lost(today, book.limits),
                loss_days=book.limits.loss_days,
            ),
        )
    return found


def _orders_of(ids: set[int], today: date) -> dict[int, Orders]:
    rows = Purchase.objects.standing().filter(account__in=ids, month__lte=today)
    told = rows.order_by().values("account_id").annotate(
        told=Joined(Cast("month", TextField()), "month")
    )  # fmt: skip
    pairs = told.values_list("account_id", "told")
    return {pk: Orders(months_from(split(months))) for pk, months in pairs}


def _done(account: Account, today: date) -> tuple[int, Orders]:
    """Return how often we met, and the months with orders."""
    here = OuterRef("pk")
    visits = Visit.objects.submitted().filter(account=here).order_by()
    bought = Purchase.objects.standing().filter(account=here, month__lte=today)
    told = bought.order_by().values("account_id").annotate(
        told=Joined(Cast("month", TextField()), "month")
    )  # fmt: skip
    met = visits.values("account_id").annotate(n=Count("pk")).values("n")
    row = Account.objects.filter(pk=account.pk)
    meetings, months = row.values_list(Subquery(met), Subquery(told.values("told")))[0]
    return meetings or 0, Orders(months_from(split(months)))
