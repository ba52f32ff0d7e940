"""The scales people are judged on: bounds, anchors, and questions that help choose.

The deck names the terms; anchors, questions and bounds are ours (method §3.10, §3.18
to §3.23), so the interface shows them as not verified.
"""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark

INFLUENCE, BUSINESS, PERSONAL = "influence", "business", "personal"
GATES = ("knows", "needs", "agreed", "used", "share", "recommends")
TERMS = ("risk", "switch", "post", "value")
FACTORS = ("advantage", "interest")
TARGET = "target"
SIDES = ("ours", "customer")


@dataclass(frozen=True)
class Anchor:
    """What one value looks like; `ask` is answered yes when at least this holds."""

    value: int
    label: str
    ask: str = ""


@dataclass(frozen=True)
class Scale:
    """Lowest and highest value, what stands between, and what a judgement names.

    `anchors` rise; `is_per_product` and `has_sides` say what else belongs to it.
    """

    low: int
    high: int
    anchors: tuple[Anchor, ...] = ()
    is_per_product: bool = False
    has_sides: bool = False
    unit: str = ""

    def holds(self, value: object) -> bool:
        """Say whether a value is on the scale."""
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and self.low <= value <= self.high  # type: ignore[operator]


_YES_NO = (Anchor(0, mark("否")), Anchor(1, mark("是")))
_GATE = Scale(0, 1, _YES_NO, is_per_product=True)
_TERM = Scale(0, 10, is_per_product=True, has_sides=True)

# The stages of the ladder as the deck names them (method §3.19); 5 and 6 have variants.
STAGES = (
    Anchor(1, mark("不认识")),
    Anchor(2, mark("不需要")),
    Anchor(3, mark("推脱")),
    Anchor(4, mark("咨询")),
    Anchor(5, mark("少量试用")),
    Anchor(6, mark("大量使用")),
    Anchor(7, mark("倡导使用")),
)

SCALES: dict[str, Scale] = {
    INFLUENCE: Scale(
        1,
        5,
        (
            Anchor(1, mark("没有发言权")),
            Anchor(2, mark("会被问到意见"), mark("定之前，有人会问他的意见吗？")),
            Anchor(3, mark("意见常被采纳"), mark("他的意见改变过一次决定吗？")),
            Anchor(4, mark("能推动或拖住一件事"), mark("他能让一件事提前或搁下吗？")),
            Anchor(5, mark("拍板或一票否决"), mark("没有他点头，事情会停下吗？")),
        ),
    ),
    BUSINESS: Scale(
        1,
        5,
        (
            Anchor(1, mark("没有业务往来")),
            Anchor(2, mark("只交换信息"), mark("他回答过您业务上的问题吗？")),
            Anchor(3, mark("按常规购买或使用"), mark("他在买或在用我们的产品吗？")),
            Anchor(4, mark("愿意谈他的计划"), mark("他主动谈过明年的打算吗？")),
            Anchor(5, mark("有共同目标"), mark("你们有写下来的共同目标吗？")),
        ),
    ),
    PERSONAL: Scale(
        1,
        5,
        (
            Anchor(1, mark("不认识")),
            Anchor(2, mark("客气"), mark("他认得您，并肯见您吗？")),
            Anchor(3, mark("坦率"), mark("他对您说过不满或反对的话吗？")),
            Anchor(4, mark("信任"), mark("他托您办过事，或不经核实就采信您吗？")),
            Anchor(5, mark("交心并引荐"), mark("他主动把您引荐给上级或同行吗？")),
        ),
    ),
    **dict.fromkeys(("knows", "needs", "agreed", "used", "recommends"), _GATE),
    "share": Scale(0, 100, is_per_product=True, unit="%"),
    TARGET: Scale(1, 7, STAGES, is_per_product=True),
    **dict.fromkeys(TERMS, _TERM),
    **dict.fromkeys(FACTORS, Scale(0, 10, is_per_product=True)),
}


def by_questions(scale: Scale, answers: dict[int, bool]) -> int:
    """Return the value that answers lead to: the highest of an unbroken row of yes.

    `answers` says yes or no for the values that have a question; the first no ends
    the row, and an unanswered question counts as no.
    """
    value = scale.low
    for anchor in scale.anchors:
        if not anchor.ask:
            continue
        if not answers.get(anchor.value, False):
            break
        value = anchor.value
    return value
