"""What our people hold true of customers, entered as they learned it."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.building.stage import rows_of, taken
from kam.demo.script.beliefs import Belief, beliefs
from kam.judgements.services import bulk_judgements

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage

TOLD = ("aspect", "value", "evidence", "product", "side", "source", "confidence")


def build_beliefs(stage: Stage) -> None:
    """Enter every judgement on its evening, by whoever owns the account."""

    def evening(one: Belief) -> tuple[int, str]:
        return -one.ago, one.customer.owner

    for (ago, owner), told in groupby(sorted(beliefs(), key=evening), evening):
        with pretend(stage.moment(stage.today + timedelta(days=ago))):
            rows = rows_of(_row(stage, one) for one in told)
            taken(bulk_judgements(actor=stage.people[owner], rows=rows))


def _row(stage: Stage, one: Belief) -> dict[str, object]:
    return {
        "account": one.customer.name,
        "person": one.person,
        "day": stage.today - timedelta(days=one.ago),
        **{name: getattr(one, name) for name in TOLD},
    }
