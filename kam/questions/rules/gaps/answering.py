"""Who could answer: the person it is about, and whoever knows us best."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from kam.judgements.rules.scales import BUSINESS, PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kam.questions.rules.gaps.shape import Gap, Judged


def could_answer(gap: Gap, strengths: Mapping[int, float]) -> list[int]:
    """Return who could answer: the person it is about, and whoever knows us best.

    `strengths` says how strong the contact with each person is, the strongest first
    (method §3.10).
    """
    best = next((pk for pk in strengths if pk != gap.person_id), None)
    return [pk for pk in (gap.person_id, best) if pk is not None]


def strongest(strengths: Mapping[int, float], most: int = 2) -> dict[int, float]:
    """Keep the few who know us best, in order: no question ever names more."""
    best = nsmallest(most, strengths, key=lambda pk: (-strengths[pk], pk))
    return {pk: strengths[pk] for pk in best}


def strengths_of(held: Iterable[Judged]) -> dict[int, float]:
    """Return the contact strength of everybody judged: (business + personal) ÷ 10."""
    sums: dict[int, float] = {}
    for row in held:
        if row.aspect in (BUSINESS, PERSONAL):
            sums[row.stakeholder_id] = sums.get(row.stakeholder_id, 0) + row.value / 10
    return sums
