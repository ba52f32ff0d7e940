"""Who could answer: the person it is about, and whoever knows us best."""

from __future__ import annotations

from functools import cache
from heapq import nsmallest
from typing import TYPE_CHECKING

from kam.judgements.rules.scales import BUSINESS, PERSONAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kam.questions.rules.gaps.shape import Judged


def could_answer(
    strengths: Mapping[int, float],
) -> Callable[[int | None], tuple[int, ...]]:
    """Return who could answer about somebody: they, and whoever knows us best.

    `strengths` says how strong the contact with each person is, the strongest first
    (method §3.10). What is found of somebody is kept: dozens of gaps are about them.
    """

    @cache
    def named(person_id: int | None) -> tuple[int, ...]:
        best = next((pk for pk in strengths if pk != person_id), None)
        return tuple(pk for pk in (person_id, best) if pk is not None)

    return named


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
