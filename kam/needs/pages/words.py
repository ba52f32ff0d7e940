"""How fits and steps are said and marked."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from kam.needs.rules.tree import CLASS, CONCEPT, METHOD
from kam.needs.rules.white import UNFIT, UNKNOWN, USABLE, USED
from kam.needs.terms import Fit, ProblemKind

TONES = {USED: "good", USABLE: "info", UNFIT: "mute", UNKNOWN: "dashed"}


def fit_words(fit: str) -> str:
    """Return the label of a fit, or nothing."""
    return str(Fit(fit).label) if fit else ""


def fit_letter(fit: str) -> str:
    """Return the one letter that a leaf carries beside its colour."""
    return {
        USED: pgettext("fit letter", "已"),
        USABLE: pgettext("fit letter", "可"),
        UNFIT: pgettext("fit letter", "不"),
        UNKNOWN: pgettext("fit letter", "？"),
    }.get(fit, "")


def kind_words(kind: str) -> str:
    """Return the label of a step."""
    return str(ProblemKind(kind).label)


def add_words(kind: str) -> str:
    """Say what is added on this step."""
    return {
        CONCEPT: gettext("加一个问题"),
        CLASS: gettext("加分类"),
        METHOD: gettext("加方法"),
    }.get(kind, "")


def hint_words(kind: str) -> str:
    """Say what to write on this step."""
    return {
        CONCEPT: gettext("他怎么称呼自己的任务或问题？用他的原话。"),
        CLASS: gettext("他把这个问题分成哪几类？"),
        METHOD: gettext("这一类问题，他现在用什么办法应对？"),
    }[kind]
