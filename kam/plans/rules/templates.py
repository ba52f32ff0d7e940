"""Steps to begin with, by stage of the ladder and by the term that blocks.

They stand in the method pack ``step``, drawn from the tables of method §3.19 and §3.21,
which are ours and not the deck's. Steps S1 to S6 climb from that stage, S7 keeps the
top, and the terms of change ease themselves; the text of a step is what to do, its
first prompt the resource, its second the sign of completion. A template only fills a
step in: every word of it may be changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.plans.rules.increments import (
    HIGHEST_TERM,
    STAGE,
    TOP,
    VALUE,
    Increment,
    way,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.packs.rules.document import Document

PACK = "step"
LARGEST_EASE = 2


@dataclass(frozen=True)
class Template:
    """What a step may say: what to do, by which resource, how to know it is done."""

    what: str
    resource: str
    sign: str


@dataclass(frozen=True)
class Suggestion:
    """A step to begin with: which template fills it in, and what it moves."""

    key: str
    increment: Increment | None = None


def template_of(pack: Document, key: str, language: str) -> Template | None:
    """Return the words of a template, None where the pack has no such step."""
    step = pack.step(key)
    if step is None:
        return None
    told = [p.text.told(language) for p in pack.prompts if p.step == key]
    resource, sign, *_rest = [*told, "", ""]
    what = (step.text or step.name).told(language)
    return Template(what=what, resource=resource, sign=sign)


def stage_key(stage: int) -> str:
    """Return the key of the template that climbs from a stage, or keeps the top."""
    return f"S{stage}"


def suggest(
    a: int, b: int, term: str = "", scores: Mapping[str, int] | None = None
) -> list[Suggestion]:
    """Return the steps from A to B, the blocking term of change eased first.

    `scores` are the customer's values of the terms; a term without one, or with no
    room left, is named in words and moves no number. At the top the stage is kept.
    """
    found = [Suggestion(term, ease(term, scores or {}))] if term else []
    found += [Suggestion(stage_key(one.before), one) for one in way(a, b)]
    if a == b == TOP:
        found.append(Suggestion(stage_key(TOP)))
    return found


def ease(term: str, scores: Mapping[str, int]) -> Increment | None:
    """Return a term made better by two points, or by what is left."""
    value = scores.get(term)
    if value is None:
        return None
    most = LARGEST_EASE
    after = min(HIGHEST_TERM, value + most) if term == VALUE else max(0, value - most)
    return None if after == value else Increment(term, value, after)


def key_of(kind: str, before: int | None) -> str:
    """Return the key of the template for a step of a kind, from where it begins."""
    return stage_key(before or TOP) if kind == STAGE else kind
