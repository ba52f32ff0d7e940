"""How a measured figure is told: number, counts, interval, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.rules.behaviour import FEW, NEEDS, Kind, Need

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.rules.behaviour import Band, Measured, Metric

GONE = "—"


def waiting_words(metric: Metric) -> str:
    """Say which records a metric waits for."""
    told = {
        Need.PLANS: gettext("需要计划数据"),
        Need.FRONTIER: gettext("需要前沿"),
        Need.SELF: gettext("需要公开的自评"),
    }
    return gettext("、").join(told[need] for need in metric.missing)


def figure(one: Measured) -> str:
    """Return the number, or a dash."""
    if one.value is None:
        return GONE
    return number(one.metric, one.value)


def number(metric: Metric, value: float) -> str:
    """Return a value as a share in per cent, or as a mean."""
    if metric.kind is Kind.MEAN:
        return f"{value:.2f}"
    return f"{value * 100:.0f}%"


def note(one: Measured, fewest: int) -> str:
    """Say the counts and the interval, or why there is no number."""
    if one.state == NEEDS:
        return waiting_words(one.metric)
    if one.state == FEW:
        counts = {"n": one.count.n, "fewest": fewest}
        return gettext("样本不足：n=%(n)s，至少 %(fewest)s") % counts
    told = {"k": one.count.k, "n": one.count.n, "between": interval(one)}
    return gettext("%(k)s / %(n)s，95%% 区间 %(between)s") % told


def interval(one: Measured) -> str:
    """Return the bounds of an interval."""
    low, high = one.low or 0.0, one.high or 0.0
    if one.metric.kind is Kind.MEAN:
        top = GONE if high == float("inf") else f"{high:.2f}"
        return f"{low:.2f}–{top}"
    return f"{low * 100:.0f}–{high * 100:.0f}%"


def band_words(metric: Metric, band: Band | None) -> str:
    """Say where the middle half of the team stands."""
    if band is None:
        return ""
    low, high = number(metric, band.low), number(metric, band.high)
    if metric.kind is Kind.SHARE:
        low = low.removesuffix("%")
    told = {"low": low, "high": high, "n": band.n}
    return gettext("团队中间一半 %(low)s–%(high)s（%(n)s 人）") % told


def moved_words(moved: str) -> str:
    """Say how somebody moved since the period before."""
    told = {
        "higher": gettext("比上期高"),
        "lower": gettext("比上期低"),
        "": gettext("分不出变化"),
    }
    return told[moved]


def lead_words(higher: Sequence[str], lower: Sequence[str], before: str) -> str:
    """Say what changed since the period before, or that nothing can be told apart."""
    if not (higher or lower):
        return gettext("与 %(before)s 相比，哪一项都分不出变化。") % {"before": before}
    told = []
    for words, names in (
        (gettext("比 %(before)s 高：%(names)s。"), higher),
        (gettext("比 %(before)s 低：%(names)s。"), lower),
    ):
        if names:
            told.append(words % {"before": before, "names": gettext("、").join(names)})
    return " ".join(told)


def basis_words(metric: Metric) -> str:
    """Say where a metric is from: counted in the deck, or ours."""
    told = {"source": metric.source, "ratio": metric.ratio}
    if metric.ratio:
        return gettext("%(source)s，课程观察 %(ratio)s；量法是推断") % told
    return gettext("%(source)s，量法是推断") % told
