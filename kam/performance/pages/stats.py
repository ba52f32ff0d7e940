"""A run in five figures."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.pages.words import sales_unit, score_text, signed_text
from kam.performance.terms import FrontierClass
from kam.web.figures import Stat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.models import FrontierRun
    from kam.performance.queries import Spot
    from kam.performance.rules import Labels


def stats_of(run: FrontierRun, spots: Sequence[Spot], labels: Labels) -> list[Stat]:
    """Sum a run up: who takes part, who leads, and what reaching goal 1 would add."""
    told = [_taking_part(run)]
    if not run.line:
        return told
    scores = [spot.score for spot in spots if spot.score is not None]
    leading = [s for s in spots if s.frontier_class == FrontierClass.FRONTIER]
    named = sum(spot.is_named for spot in leading)
    growth = sum(
        spot.goal - spot.sales
        for spot in spots
        if spot.goal is not None and spot.frontier_class != FrontierClass.FRONTIER
    )
    waiting = sum(spot.is_stable and not spot.is_named for spot in leading)
    firm = gettext("一期不定名") if run.is_provisional else gettext("两期与区间都够")
    return [
        *told,
        Stat(pgettext("class", "绩效先锋"), str(named), firm, "good" if named else ""),
        Stat(gettext("暂定"), str(len(leading) - named), _waiting(waiting)),
        Stat(gettext("PF 指数中位"), score_text(median(scores)), gettext("0 到 1")),
        Stat(
            gettext("目标 1 合计"),
            signed_text(growth),
            gettext("%(unit)s，全部达成时") % {"unit": sales_unit(labels)},
        ),
    ]


def _waiting(stable: int) -> str:
    """Say what those at the frontier still wait for: a period, or a firm interval."""
    if not stable:
        return gettext("待下一期确认")
    return gettext("其中 %(n)s 个两期在前沿，区间尚不能定") % {"n": stable}


def _taking_part(run: FrontierRun) -> Stat:
    total = run.parameters["rows_in"]
    fewest = run.parameters["constants"]["fewest_units"]
    note = gettext("少于 %(fewest)s 个时只画点") % {"fewest": fewest}
    return Stat(gettext("参与区域"), f"{run.n} / {total}", note)
