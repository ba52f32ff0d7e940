"""Eight traps of probing, found in the wording of a plan (method §5.2).

The deck names the traps by their title only; the list and the signs are ours, for
Chinese and English questions. A sign is a hint to reread the question, not a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_CLOSED = 3
FIT = 5


class Trap(StrEnum):
    """What can go wrong with a question."""

    LEADING = "leading"
    RUN = "run"
    MANY = "many"
    KNOWN = "known"
    PRODUCT = "product"
    AIMLESS = "aimless"
    DEFENSIVE = "defensive"
    UNRECORDED = "unrecorded"


WORDS: dict[Trap, str] = {
    Trap.LEADING: mark("带着答案或评价在问；换成“怎样”“什么”"),
    Trap.RUN: mark("连着第四个封闭问题，像审问；换成开放问题"),
    Trap.MANY: mark("一次问了几件事；拆开，一次一件"),
    Trap.KNOWN: mark("记录里已经有答案；先说您知道的，再问有没有变"),
    Trap.PRODUCT: mark("还没问清就说到产品；先再追问一层"),
    Trap.AIMLESS: mark("没写想知道什么；写下来，答了才知道够不够"),
    Trap.DEFENSIVE: mark("会让人辩解；问经过，不问为什么没做"),
    Trap.UNRECORDED: mark("问过了，没有记下答案"),
}


@dataclass(frozen=True)
class Worded:
    """A question of the plan as the checker reads it."""

    text: str
    level: int
    has_aim: bool = True
    is_known: bool = False
    asked: bool = False
    answered: bool = False


@dataclass(frozen=True)
class Found:
    """A trap, and which question of the plan is in it."""

    place: int
    trap: Trap


OPEN = re.compile(
    r"什么|怎么|怎样|如何|为何|哪|谁|多少|几[个次天步年月位种]|多久|多大|何时"
    r"|\b(?:what|how|who|whom|whose|when|where|why|which)\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"吗[？?]?\s*$|没有[？?]\s*$|是不是|对不对|有没有|能不能|会不会|可不可以|行不行|要不要"
    r"|^\s*(?:do|does|did|is|are|was|were|can|could|will|would|have|has|had|should)\b",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"难道|不觉得|不认为|您也?(?:同意|觉得).{0,12}(?:更好|更合适)|肯定.{0,12}吧|应该.{0,12}吧"
    r"|当然.{0,12}吧|吧[？?]?\s*$|不是.{0,12}吗"
    r"|(?:您|你们?|贵[科院司]|科里).{0,10}太(?:落后|保守|差|乱|老|旧|随意|不规范)"
    r"|\b(?:don't you|wouldn't you|isn't it|aren't you|surely|obviously)\b"
    r"|\byour?\b.{0,40}\b(?:outdated|old-fashioned|backward|sloppy|wrong|inefficient)\b"
    r"|\bright\?\s*$",
    re.IGNORECASE,
)
DEFENSIVE = re.compile(
    r"为什么(?:您|你们?|科里|你们科|到现在|至今|还|又|就|都|一直|从来|总是?|老){0,4}"
    r"(?:不(?![同良稳一])|没)"
    r"|怎么(?:还|又|会|就|一直)*(?:不(?![同良稳一])|没)|凭什么|谁的(?:责任|错)"
    r"|\bwhy (?:on earth|not\b|don't|didn't|haven't|hasn't|aren't|isn't|won't|can't)"
    r"|\bwhy (?:do|did|have|are|were|would|will|can) (?:you|they)"
    r" (?:still|never|not|always|only)\b"
    r"|\bhow come\b|whose fault",
    re.IGNORECASE,
)
OURS = re.compile(
    r"我们(?:家|公司)?的?(?:产品|试剂|仪器|设备|方案|平台|系统|流水线|耗材)"
    r"|\bour (?:\w+ )?(?:products?|reagents?|analysers?|analyzers?|instruments?|kits?"
    r"|systems?|solutions?|platforms?|assays?|tests?)\b",
    re.IGNORECASE,
)
WHEN = r"when (?:do|does|did|is|are|was|were|will|can)"
ASKS = re.compile(
    r"什么|怎么|怎样|如何|为何|哪|谁|多少|几[个次天步年月位种]|多久|多大|何时"
    rf"|\b(?:what|how|whom?|whose|why|which|where|{WHEN})\b",
    re.IGNORECASE,
)
# What a question is about, before it asks.
TOPIC = re.compile(r"^\s*(?:对于|关于|除了|至于)[^，,]*[，,]")
# A second clause that asks anew: "多少例，谁来做" or "how many, and who runs them".
FURTHER = re.compile(
    r"[，、；,;]\s*(?:再|还有|另外|又)?[^，、；,;]{0,6}?"
    r"(?:什么|怎么|怎样|如何|为何|哪|谁|多少|几[个次天步年月位种]|多久|多大|何时)"
    r"|(?:[,;]\s*(?:and |or )?|\band |\bor )"
    rf"(?:what|how|whom?|whose|why|which|where|{WHEN})\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![a-z0-9])[a-z]{1,4}-?[0-9]{2,5}(?![a-z0-9])")
MARKS = re.compile(r"[？?]+")


def asks_several(text: str) -> bool:
    """Say whether a text asks more than one thing, with one mark or with many."""
    if len(MARKS.findall(text)) > 1:
        return True
    text = TOPIC.sub("", text)
    further = FURTHER.search(text)
    return further is not None and bool(ASKS.search(text[: further.start()]))


def is_closed(text: str) -> bool:
    """Say whether a question can be answered by yes or no."""
    return bool(CLOSED.search(text)) and not OPEN.search(text)


def traps(plan: Sequence[Worded], products: Collection[str] = ()) -> list[Found]:
    """Return the traps of a plan, in its order; cost: linear in its words.

    `products` are names of ours; naming one before level 5 is a trap, and so is
    level 5 right after the first question.
    """
    names = [told for name in products for told in _called(name)]
    found, run = [], 0
    for place, one in enumerate(plan):
        run = run + 1 if is_closed(one.text) else 0
        told = [*_worded(one, names), *_placed(one, place, run)]
        found += [Found(place, trap) for trap in told]
    return found


def _called(name: str) -> list[str]:
    """Return how a product is called: in full, and by its number as in B600."""
    whole = name.strip().casefold()
    return [whole, *NUMBER.findall(whole)] if whole else []


def _worded(one: Worded, names: Sequence[str]) -> list[Trap]:
    """Return the traps that the words themselves show."""
    text = one.text.casefold()
    is_ours = bool(OURS.search(text)) or any(name in text for name in names)
    shown = {
        Trap.LEADING: bool(LEADING.search(text)),
        Trap.MANY: asks_several(text),
        Trap.PRODUCT: one.level < FIT and is_ours,
        Trap.DEFENSIVE: bool(DEFENSIVE.search(text)),
    }
    return [trap for trap, is_there in shown.items() if is_there]


def _placed(one: Worded, place: int, run: int) -> list[Trap]:
    """Return the traps that its place and what is known of it show."""
    shown = {
        Trap.RUN: run > MOST_CLOSED,
        Trap.KNOWN: one.is_known and not one.asked,
        Trap.PRODUCT: one.level >= FIT and place == 1,
        Trap.AIMLESS: not one.has_aim,
        Trap.UNRECORDED: one.asked and not one.answered,
    }
    return [trap for trap, is_there in shown.items() if is_there]
