"""The stage of the ladder as a mark beside a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.adoption.pages.climbers import gates_of, seen_of
from kam.adoption.rules.ladder import stage_of
from kam.adoption.rules.limits import limits_from
from kam.judgements.pages.marks import Mark
from kam.judgements.rules.scales import GATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Account
    from kam.core.settings_book import Value
    from kam.judgements.queries import Standing
    from kam.people.models import User


def stage_marks(
    _user: User,
    _account: Account,
    standing: Standing,
    chosen: Mapping[str, Value],
) -> dict[int, Mark]:
    """Return how far each has come with the product furthest on; no statement."""
    limits = limits_from(chosen)
    furthest: dict[int, int] = {}
    judged = {
        (held.stakeholder_id, held.product_id)
        for held in standing.rows.values()
        if held.aspect in GATES and held.product_id is not None
    }
    for person_id, product_id in judged:
        seen = seen_of(gates_of(standing, person_id, product_id or 0))
        stage = stage_of(seen, standing.day, limits).stage or 0
        furthest[person_id] = max(stage, furthest.get(person_id, 0))
    title = gettext("应用阶段 1–7：走得最远的产品")
    return {
        pk: Mark(gettext("阶段%(n)s") % {"n": stage}, title, level=stage)
        for pk, stage in furthest.items()
        if stage
    }
