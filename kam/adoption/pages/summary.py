"""What the account room says of the ladder in its tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.pages.tabs import TabState
from kam.adoption.pages.climbers import climbers
from kam.adoption.rules.ladder import account_stage, cold_above
from kam.adoption.rules.limits import Limits
from kam.judgements.rules.scales import GATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing


def summary(
    people: Sequence[PersonRow], standing: Standing, limits: Limits | None = None
) -> TabState:
    """Say the account's stage with the product most is known of; no statement."""
    held: dict[int, int] = {}
    for row in standing.rows.values():
        if row.aspect in GATES and row.product_id is not None:
            held[row.product_id] = held.get(row.product_id, 0) + 1
    if not held:
        return TabState(gettext("未判断"), "mute")
    product_id = max(held, key=lambda pk: (held[pk], -pk))
    found = climbers(people, standing, product_id, limits or Limits())
    told = [row.standee for row in found]
    if cold_above(told):
        return TabState(gettext("上冷下热"), "warn")
    mean = account_stage(told).mean
    if mean is None:
        return TabState(gettext("未判断"), "mute")
    return TabState(gettext("整体 %(mean)s 级") % {"mean": f"{mean:.1f}"})
