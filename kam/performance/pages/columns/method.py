"""What was fitted, and what a reader has to know of the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.offline.methods import METHOD_NOTES
from kam.performance.pages.card import Fact
from kam.performance.pages.columns.words import coefficient_name, labels_of_run
from kam.performance.pages.method import MethodNote
from kam.performance.pages.words import NOTHING, share_text
from kam.performance.terms import Inefficiency, Orientation

if TYPE_CHECKING:
    from kam.performance.models import ColumnRun

DIGITS = 6


@dataclass(frozen=True)
class Coefficient:
    """One coefficient with its standard error."""

    name: str
    value: str
    error: str


def number(value: object) -> str:
    """Write a figure of a model with six digits."""
    return NOTHING if not isinstance(value, int | float) else f"{value:.{DIGITS}g}"


def coefficients_of(run: ColumnRun) -> list[Coefficient]:
    """Return the coefficients of a line; an envelope has none."""
    labels, errors = labels_of_run(run), run.model.get("standard_errors", {})
    return [
        Coefficient(coefficient_name(name, labels), number(v), number(errors.get(name)))
        for name, v in run.model.get("coefficients", {}).items()
    ]


def model_facts(run: ColumnRun) -> list[Fact]:
    """Return how well a stochastic frontier fits, and what it tells apart."""
    model = run.model
    if model.get("loglik") is None:
        return []
    more = model["further"]
    return [
        Fact(gettext("对数似然"), number(model["loglik"])),
        Fact("σ²", number(model["sigma2"]), gettext("偶然与低效率合计的方差")),
        Fact("γ", number(model["gamma"]), gettext("其中低效率所占的部分")),
        Fact("LR", number(more.get("lr")), f"p = {number(more.get('lr_p'))}"),
    ]


def column_method_notes(run: ColumnRun) -> list[MethodNote]:
    """Return what a reader has to know, with all that makes the run repeatable."""
    note = METHOD_NOTES[run.method]
    silent = gettext(
        "为什么有差距：竞争、产品结构、空缺都可能造成它；也不说明个人能力。"
    )
    return [
        MethodNote(gettext(note.name), gettext(note.does)),
        MethodNote(gettext("有多确定"), _sure_words(run)),
        MethodNote(gettext("不能说明"), f"{gettext(note.silent)}{_stop()}{silent}"),
        MethodNote(
            pgettext("method", "用途"),
            gettext("只用于辅导和互相学习，不作排名、奖惩或任用的依据。"),
        ),
        MethodNote(gettext("怎样重做"), _again_words(run)),
        MethodNote(gettext("出处"), note.source),
    ]


def _stop() -> str:
    return pgettext("sentence", "。")


def _sure_words(run: ColumnRun) -> str:
    asked = run.parameters["asked"]
    if not asked["bootstrap"] and run.method not in ("sfa", "quantile"):
        return gettext("这次没有抽样，所以没有区间、分档和名次。")
    told = gettext(
        "%(level)s 的区间。整个区间落在一档之内才分档，否则写“尚不能定”；"
        "区间重叠的不分先后，所以名次是一个范围。一期不定名。"
    )
    return told % {"level": share_text(asked["level"])}


def _again_words(run: ColumnRun) -> str:
    """Say every choice, in the words of the form."""
    asked = run.parameters["asked"]
    parts = [str(Orientation(asked["orientation"] or "output").label)]
    if asked["bootstrap"]:
        told = gettext("抽样 %(n)s 次，种子 %(seed)s")
        parts.append(told % {"n": asked["bootstrap"], "seed": asked["seed"]})
    if asked["log"]:
        parts.append(gettext("取对数"))
    if asked["inefficiency"]:
        parts.append(str(Inefficiency(asked["inefficiency"]).label))
    for name, key in (("τ", "tau"), ("m", "m")):
        if asked[key] is not None:
            parts.append(f"{name} = {asked[key]:g}")
    version = gettext("salesfrontier %(version)s") % {"version": run.library_version}
    digest = gettext("数据摘要 %(digest)s") % {"digest": run.inputs_digest[:12]}
    return gettext("；").join([*parts, version, digest])
