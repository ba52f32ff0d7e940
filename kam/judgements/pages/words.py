"""How a judgement is said: its value, its source, its day and its author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.judgements.rules.freshness import age, is_ageing
from kam.judgements.rules.scales import SCALES
from kam.judgements.terms import Aspect, Confidence, Side, Source
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.judgements.queries import Held

TONES = {"high": "good", "middle": "mute", "low": "warn"}


@dataclass(frozen=True)
class HeldLine:
    """One judgement with its evidence, as every page shows it."""

    id: int
    aspect: str
    about: str
    value: int
    words: str
    evidence: str
    is_quote: bool
    source: str
    is_guess: bool
    confidence: str
    tone: str
    day: str
    days: int
    is_ageing: bool
    author: str
    is_retracted: bool

    @property
    def retract_url(self) -> str:
        """Where it is taken back; few pages that show it ask."""
        return reverse("judgements:retract", args=[self.id])

    @property
    def restore_url(self) -> str:
        """Where it is put back."""
        return reverse("judgements:restore", args=[self.id])


def value_words(aspect: str, value: int) -> str:
    """Return a value with what it means: 4 · 愿意谈他的计划."""
    scale = SCALES[aspect]
    label = next((a.label for a in scale.anchors if a.value == value), "")
    if scale.high == 1:
        return say(label)
    if not label:
        return f"{value}{scale.unit or f' / {scale.high}'}"
    return f"{value} · {say(label)}"


def confidence_words(confidence: str) -> str:
    """Return how sure the author is."""
    return gettext("把握%(how)s") % {"how": Confidence(confidence).label}


def held_line(
    held: Held, today: date, after: int, products: Mapping[int, str] | None = None
) -> HeldLine:
    """Say one judgement; `after` is how many days evidence stays fresh."""
    return HeldLine(
        id=held.id,
        aspect=held.aspect,
        about=_about(held, products or {}),
        value=held.value,
        words=value_words(held.aspect, held.value),
        evidence=held.evidence,
        is_quote=held.source == Source.TOLD,
        source=str(Source(held.source).label),
        is_guess=held.source == Source.GUESS,
        confidence=confidence_words(held.confidence),
        tone=TONES[held.confidence],
        day=day_words(held.day),
        days=age(held.day, today),
        is_ageing=is_ageing(held.day, today, after),
        author=held.author,
        is_retracted=held.is_retracted,
    )


def _about(held: Held, products: Mapping[int, str]) -> str:
    parts = [str(Aspect(held.aspect).label)]
    if held.product_id is not None:
        named = products.get(held.product_id) or held.product
        parts.append(named or f"#{held.product_id}")
    if held.side:
        parts.append(str(Side(held.side).label))
    return " · ".join(parts)
