"""Rows of the butterfly: our view left, the customer's right, the words beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.change.pages.words import points, term_label
from kam.change.rules.equation import HIGHEST, NOTES, VALUE, Term, span_of
from kam.judgements.pages import HeldLine, held_line
from kam.judgements.rules.scales import TERMS
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.change.pages.sides import Views
    from kam.change.rules.limits import Limits
    from kam.judgements.queries import Held


@dataclass(frozen=True)
class Bar:
    """One bar of 0–100; a guess is hatched and says between what it may lie."""

    value: str
    width: float
    start: float
    is_guess: bool
    note: str


@dataclass(frozen=True)
class TermRow:
    """One term from both sides."""

    key: str
    label: str
    note: str
    is_value: bool
    is_blocking: bool
    ours: Bar | None
    customer: Bar | None
    gap: str
    line: HeldLine | None


def term_rows(views: Views, day: date, after: int, limits: Limits) -> Sequence[TermRow]:
    """Return the four terms in the deck's order."""
    block = views.block.term if views.block else ""
    return [
        TermRow(
            key=name,
            label=term_label(name),
            note=say(NOTES[name]),
            is_value=name == VALUE,
            is_blocking=name == block,
            ours=_bar(views.ours.get(name), limits, mirrored=True),
            customer=_bar(views.customer.get(name), limits, mirrored=False),
            gap=points(views.gaps[name]) if name in views.gaps else "",
            line=held_line(views.customer[name], day, after)
            if name in views.customer
            else None,
        )
        for name in TERMS
    ]


def _bar(held: Held | None, limits: Limits, *, mirrored: bool) -> Bar | None:
    if held is None:
        return None
    is_guess = not held.is_probed and not mirrored
    width = held.value / HIGHEST * 100
    note = ""
    if is_guess:
        low, high = span_of(Term(held.value, is_probed=False), limits)
        note = gettext("猜测 %(low)g–%(high)g") % {"low": low, "high": high}
    return Bar(
        value=str(held.value),
        width=width,
        start=100 - width if mirrored else 0,
        is_guess=is_guess,
        note=note,
    )
