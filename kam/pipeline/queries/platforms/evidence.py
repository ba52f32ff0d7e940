"""What the records of an account say about a move between platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.needs.models import Card
from kam.needs.rules.cards import filled
from kam.people.queries import settings_of
from kam.pipeline.models import Criterion, Purchase, ScreeningAnswer
from kam.pipeline.queries.orders import Orders, order_settings
from kam.pipeline.rules.platforms.moves import Evidence
from kam.pipeline.rules.platforms.screening import Answered, gate_of
from kam.pipeline.rules.platforms.weights import KEYS, Weights, weights_from
from kam.visits.models import Visit

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.pipeline.rules.platforms.grid import Position


def weights_in_force() -> Weights:
    """Return what the company counts on its platforms; one statement."""
    return weights_from(settings_of(*KEYS))


def criteria() -> list[Criterion]:
    """Return the criteria in use in their order; one statement."""
    return list(Criterion.objects.active().order_by("place", "pk"))


def screening_of(account: Account) -> list[tuple[Criterion, ScreeningAnswer | None]]:
    """Return each criterion in use and its current answer; two statements."""
    rows = ScreeningAnswer.objects.current().filter(account=account)
    held = {row.criterion_id: row for row in rows.select_related("author")}
    return [(one, held.get(one.pk)) for one in criteria()]


def evidence_of(account: Account, position: Position | None, today: date) -> Evidence:
    """Return what is known, whoever asks: they may move it; six statements."""
    answers = [
        Answered(one.label, one.is_must, None if held is None else held.answer)
        for one, held in screening_of(account)
    ]
    card = Card.objects.filter(account=account).first()
    months = Purchase.objects.standing().filter(account=account, month__lte=today)
    orders = Orders(tuple(sorted(set(months.values_list("month", flat=True)))))
    limits = order_settings()
    meetings = Visit.objects.submitted().filter(account=account)
    return Evidence(
        verdict=gate_of(answers).verdict,
        likelihood=position.likelihood if position is not None else None,
        card_items=filled(card.values()).theirs if card is not None else 0,
        meetings=meetings.count(),
        orders=len(orders.months),
        is_stopped=orders.is_lost(today, limits),
        loss_days=limits.loss_days,
    )
