"""The wavelength to speak on: the advice, and why it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.thinking.pages.words import label_of
from kam.thinking.rules.advice import advise
from kam.thinking.rules.preference import QUADRANTS, are_opposite, distance
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.thinking.rules.advice import Advice, Manner
    from kam.thinking.rules.preference import Estimate


@dataclass(frozen=True)
class MannerLine:
    """How to speak to one quadrant about this message and objective."""

    label: str
    word: str
    opening: str
    order: str
    evidence: str
    close: str
    avoid: str
    felt_most: str
    questions: Sequence[str]

    @property
    def rows(self) -> Sequence[tuple[str, str]]:
        """All of it, each with what it is called."""
        return [
            (gettext("开场"), self.opening),
            (gettext("顺序"), self.order),
            (gettext("证据"), self.evidence),
            (gettext("收尾"), self.close),
            (gettext("避免"), self.avoid),
            (gettext("对转变最在意"), self.felt_most),
        ]


@dataclass(frozen=True)
class Wavelength:
    """The advice, and why it says so."""

    title: str
    why: str
    manners: Sequence[MannerLine]
    lean: str


def distance_words(told: Estimate, own: Mapping[str, float] | None) -> str:
    """Say how far the reader is from this person, where both are known."""
    if own is None or not told.is_known:
        return ""
    said = gettext("与您的距离 %(d)s（0 相同，1 相反）")
    text = said % {"d": f"{distance(told.shares, own):.2f}"}
    mine = sorted(QUADRANTS, key=lambda q: -own[q])
    if are_opposite(told.primaries, mine):
        return text + gettext("。正好在对角，最容易听不懂彼此。")
    return text


def wavelength_of(told: Estimate, message: str, objective: str) -> Wavelength:
    """Say how to speak to somebody about this message and objective."""
    advice = advise(told.primaries)
    quoted = gettext("“%(text)s”") % {"text": message}
    given = {
        "message": quoted if message else pgettext("within a sentence", "这次要说的话"),
        "objective": objective or pgettext("within a sentence", "这次的目标"),
    }
    return Wavelength(
        title=gettext("绕四象限走一圈") if advice.is_walk else gettext("对准波长"),
        why=_why(told, advice),
        manners=[
            _manner(q, manner, given)
            for q, manner in zip(advice.quadrants, advice.manners, strict=True)
        ],
        lean=label_of(advice.lean) if advice.lean else "",
    )


def _why(told: Estimate, advice: Advice) -> str:
    if not advice.is_walk:
        return gettext("按估计的偏好排序；这是假设，随时看对方的反应改。")
    if told.is_known:
        return gettext("没有明显偏好：四面各说一句，看哪一句对方接话。")
    return gettext("偏好未知：四面各说一句，看哪一句对方接话，再记下来。")


def _manner(quadrant: str, manner: Manner, given: Mapping[str, str]) -> MannerLine:
    texts: dict[str, object] = {**given}
    return MannerLine(
        label=label_of(quadrant),
        word=say(manner.word),
        opening=say(manner.opening, texts),
        order=say(manner.order),
        evidence=say(manner.evidence),
        close=say(manner.close, texts),
        avoid=say(manner.avoid),
        felt_most=say(manner.felt_most),
        questions=[say(question) for question in manner.questions],
    )
