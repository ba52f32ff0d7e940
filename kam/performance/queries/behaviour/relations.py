"""How the relationships of some people's accounts are kept up; one statement."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from kam.judgements.models import Judgement
from kam.judgements.terms import Aspect
from kam.performance.queries.behaviour.asked import NOW
from kam.performance.queries.behaviour.standing import KEY_LAYERS
from kam.performance.rules.behaviour import Count as Tally
from kam.relations.rules.matrix import PARTNER, class_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.performance.queries.behaviour.asked import Asked, Tallies

COLUMNS = (
    "account__owner_id",
    "stakeholder_id",
    "stakeholder__layer",
    "aspect",
    "day",
    "value",
)
Row = tuple[int, int, str, str, "date", int]


def add_relations(asked: Asked, found: Tallies, high: int) -> None:
    """Count who was judged lately without falling, and who is a partner."""
    rows = Judgement.objects.standing().by(asked.today)
    rows = rows.filter(
        aspect__in=(Aspect.BUSINESS, Aspect.PERSONAL),
        account__owner__in=asked.people,
        account__archived_at__isnull=True,
        stakeholder__left_on__isnull=True,
    )
    told = rows.order_by("stakeholder_id", "day", "pk").values_list(*COLUMNS)
    for _pk, some in groupby(told, key=itemgetter(1)):
        _add(asked, found, list(some), high)


def _add(asked: Asked, found: Tallies, rows: Sequence[Row], high: int) -> None:
    owner, _pk, layer, *_ = rows[0]
    business = [row[5] for row in rows if row[3] == Aspect.BUSINESS]
    personal = [row[5] for row in rows if row[3] == Aspect.PERSONAL]
    if business and personal:
        is_partner = class_of(business[-1], personal[-1], high) == PARTNER
        found.add(owner, NOW, "partners", Tally(int(is_partner), 1))
    fresh = rows[-1][4] >= asked.lately
    if layer in KEY_LAYERS and fresh and not (_fell(business) or _fell(personal)):
        found.add(owner, NOW, "cared", Tally(1, 0))


def _fell(values: Sequence[int]) -> bool:
    """Say whether the newest value is below the one before it."""
    return len(values) > 1 and values[-1] < values[-2]
