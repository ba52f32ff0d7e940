"""The figures at the head of a column run."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext, pgettext

from kam.performance.pages.columns.above import LEVEL
from kam.performance.pages.words import score_text
from kam.performance.terms import FrontierClass, SureClass
from kam.web.figures import Stat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.models import ColumnRun

Standing: TypeAlias = "tuple[int, float | None, str]"


def stats_of(run: ColumnRun, standings: Sequence[Standing]) -> list[Stat]:
    """Count who took part, who stands where, and the index in the middle."""
    total = run.parameters["rows_in"]
    fewest = run.parameters["constants"]["fewest_units"]
    few = gettext("少于 %(fewest)s 个时只列数字") % {"fewest": fewest}
    told = [Stat(gettext("参与区域"), f"{run.n} / {total}", few)]
    scores = [score for _key, score, _class in standings if score is not None]
    if not scores:
        return told
    middle = Stat(gettext("指数中位"), score_text(median(scores)), gettext("前沿为 1"))
    if run.is_above:
        return [*told, *_leading(run, scores), middle]
    return [*told, *_classed(standings), middle]


def _classed(standings: Sequence[Standing]) -> list[Stat]:
    classes = Counter(unit_class for _key, _score, unit_class in standings)
    leading = classes[FrontierClass.FRONTIER.value]
    unsure = classes[SureClass.UNDETERMINED.value]
    firm = gettext("整个区间都在这一档")
    return [
        Stat(pgettext("class", "先锋（暂定）"), str(leading), firm),
        Stat(gettext("尚不能定"), str(unsure), gettext("区间跨了几档，或没有区间")),
    ]


def _leading(run: ColumnRun, scores: Sequence[float]) -> list[Stat]:
    """Count whom the others do not surpass, and whom they cannot reach at all."""
    beyond = len(run.out_of_reach)
    leading = sum(score >= LEVEL for score in scores) + beyond
    reached = gettext("指数 1 或以上，或没有上限")
    alone = gettext("其余区域谁也够不到")
    return [
        Stat(gettext("在前沿上"), str(leading), reached),
        Stat(pgettext("index", "没有上限"), str(beyond), alone),
    ]
