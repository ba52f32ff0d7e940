"""The scale of the change-readiness index, and what would lower the blocking term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.change.pages.sides import terms_of
from kam.change.pages.words import (
    TONES,
    band_words,
    index_words,
    probed_words,
    term_label,
)
from kam.change.rules.equation import (
    BANDS,
    LEVERS,
    QUESTIONS,
    Term,
    band_of,
    index_of,
    next_to_ask,
)
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.change.pages.sides import Views
    from kam.change.rules.equation import Block, Index
    from kam.change.rules.limits import Limits

WIDTH = 400
BEYOND = 1.25
STEP = 3


@dataclass(frozen=True)
class Stretch:
    """A band on the scale."""

    x: float
    width: float
    middle: float
    label: str
    band: str
    edge: str


@dataclass(frozen=True)
class Scale:
    """The index, its interval, and the bands it lies among."""

    value: str
    band: str
    tone: str
    interval: str
    probed: str
    is_guess: bool
    at: float | None
    low: float | None
    high: float | None
    stretches: Sequence[Stretch]
    before: str
    whatif: str
    question: str


@dataclass(frozen=True)
class Lever:
    """One thing that lowers a term."""

    name: str
    text: str


@dataclass(frozen=True)
class Lowering:
    """What blocks, why we think so, and what to do about it."""

    label: str
    why: str
    levers: Sequence[Lever]


def scale_of(views: Views, limits: Limits, before: Index | None) -> Scale:
    """Draw the index of the customer's view."""
    index, end = views.index, limits.edges[2] * BEYOND
    band = band_of(index.value, limits) if index.value is not None else ""
    return Scale(
        value=index_words(index.value),
        band=band_words(band) if band else "",
        tone=TONES.get(band, ""),
        interval=_interval(index),
        probed=probed_words(index.probed),
        is_guess=index.is_guess,
        at=_at(index.value, end),
        low=_at(index.low, end),
        high=_at(index.high, end),
        stretches=_stretches(limits, end),
        before=index_words(before.value) if before and before.value is not None else "",
        whatif=_whatif(views, limits),
        question=_question(views),
    )


def _question(views: Views) -> str:
    term = next_to_ask(terms_of(views.customer))
    return say(QUESTIONS[term]) if term else ""


def _at(value: float | None, end: float) -> float | None:
    return None if value is None else round(min(value, end) / end * WIDTH, 1)


def _interval(index: Index) -> str:
    if index.low is None or index.high is None or index.low == index.high:
        return ""
    told = {"low": index_words(index.low), "high": index_words(index.high)}
    return gettext("区间 %(low)s–%(high)s，来自没探询的项") % told


def _stretches(limits: Limits, end: float) -> list[Stretch]:
    edges = [0.0, *limits.edges, end]
    found = []
    for band, low, high in zip(BANDS, edges, edges[1:], strict=False):
        x, width = low / end * WIDTH, (high - low) / end * WIDTH
        middle = x + width / 2
        told = band_words(band)
        found.append(Stretch(x, width, middle, told, band, f"{low:g}"))
    return found


def _whatif(views: Views, limits: Limits) -> str:
    """Say what the index becomes when the blocking term falls by some points."""
    block, now = views.block, views.index.value
    if block is None or now is None:
        return ""
    terms = terms_of(views.customer)
    was = terms[block.term].value
    then = max(0.0, was - STEP)
    lowered = index_of({**terms, block.term: Term(then)}, limits).value
    return gettext("若%(term)s从 %(was)g 降到 %(then)g：%(index)s") % {
        "term": term_label(block.term),
        "was": was,
        "then": then,
        "index": index_words(lowered),
    }


def lowering_of(block: Block | None) -> Lowering | None:
    """Say what to lower first, and how; None where nothing blocks."""
    if block is None:
        return None
    why = (
        gettext("客户看得比我们重得最多")
        if block.by_gap
        else gettext("客户三项代价里最重的；补上我们的观点，才比得出差距")
    )
    return Lowering(
        label=term_label(block.term),
        why=why,
        levers=[Lever(say(one.name), say(one.text)) for one in LEVERS[block.term]],
    )
