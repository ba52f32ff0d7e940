"""What was fitted, and what a reader has to know of the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.offline.methods import METHOD_NOTES
from kam.performance.pages.card import Fact
from kam.performance.pages.columns.words import (
    coefficient_name,
    given_text,
    labels_of_run,
)
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
        *_chosen_notes(run),
        MethodNote(gettext("有多确定"), _sure_words(run)),
        MethodNote(gettext("不能说明"), f"{gettext(note.silent)}{_stop()}{silent}"),
        MethodNote(
            pgettext("method", "用途"),
            gettext("只用于辅导和互相学习，不作排名、奖惩或任用的依据。"),
        ),
        MethodNote(gettext("怎样重做"), _again_words(run)),
        MethodNote(gettext("出处"), note.source),
    ]


def _chosen_notes(run: ColumnRun) -> list[MethodNote]:
    """Say what given columns and super-efficiency change in the reading."""
    notes = []
    if run.fixed:
        told = gettext(
            "%(columns)s是给定的，不能选择：学习对象在这上面不比它有利，"
            "也不要求它变动，差距只落在其余的列上。"
        )
        text = told % {"columns": given_text(run)}
        notes.append(MethodNote(gettext("给定的列"), text))
    if run.is_above:
        text = gettext(
            "每个区域只与其余区域比较，不与自己比。小于 1 的与平常一样；"
            "大于 1 的在前沿上，1.25 就是比其余区域能做到的高出四分之一。"
            "其余区域谁也够不到的没有上限，不写指数。"
            "高出很多常常是数字有误或情形特殊，请先核对。"
        )
        notes.append(MethodNote(gettext("超效率"), text))
    return notes


def _stop() -> str:
    return pgettext("sentence", "。")


def _sure_words(run: ColumnRun) -> str:
    asked = run.parameters["asked"]
    if run.is_above:
        return gettext("超效率没有区间，所以没有分档和名次，只能看个大概。")
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
    if run.fixed:
        parts.append(gettext("给定：%(columns)s") % {"columns": given_text(run)})
    if run.is_above:
        parts.append(gettext("超效率"))
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
