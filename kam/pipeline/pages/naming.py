"""How opportunities, days and numbers of this room are said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext, ngettext, pgettext

from kam.people.scopes import hidden_fields
from kam.pipeline.rules.platforms.board import ACTION, VISIT
from kam.pipeline.terms import Outcome, Pace
from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from datetime import date

    from kam.core.money import Money
    from kam.people.models import User
    from kam.pipeline.models import Opportunity

TONES = {Outcome.OPEN: "info", Outcome.WON: "good", Outcome.LOST: "mute"}
PACE_TONES = {
    Pace.NONE: "mute",
    Pace.FEW: "mute",
    Pace.STEADY: "good",
    Pace.LATE: "warn",
    Pace.STOPPED: "bad",
}


@dataclass(frozen=True)
class NextStep:
    """The day on which something is planned or due at the account."""

    text: str
    tone: str


def title_of(user: User, row: Opportunity) -> str:
    """Return what an opportunity is called to this reader."""
    hidden = hidden_fields(user, "opportunity")
    words = "" if "name" in hidden else row.name
    product = row.product.name if row.product is not None else ""
    return words or product or f"#{row.pk}"


def about_of(user: User, row: Opportunity) -> str:
    """Return product and number, where they are not the title already."""
    hidden = hidden_fields(user, "opportunity")
    product = row.product.name if row.product is not None else ""
    reference = "" if "reference" in hidden else row.reference
    shown = title_of(user, row)
    return " · ".join(part for part in (product, reference) if part and part != shown)


def stage_words(row: Opportunity) -> str:
    """Return the stage of an open opportunity, or how it ended."""
    if row.outcome == Outcome.OPEN:
        return row.stage.label
    return str(Outcome(row.outcome).label)


def owner_name(row: Opportunity) -> str:
    """Return who works on it."""
    who = row.responsible
    return who.name if who is not None else gettext("未分配")


def since_words(days: int | None) -> str:
    """Say how long something has stood where it stands."""
    if days is None:
        return "—"
    return ngettext("%(n)s 天", "%(n)s 天", days) % {"n": days}


def next_words(day: date | None, today: date) -> NextStep:
    """Say the next step: late, today, planned, or none."""
    if day is None:
        return NextStep(gettext("没有下一步"), "dashed")
    said = day_words(day)
    if day < today:
        return NextStep(gettext("逾期 %(day)s") % {"day": said}, "bad")
    if day == today:
        return NextStep(gettext("今天"), "warn")
    return NextStep(said, "good")


def next_of(day: date | None, kind: str, today: date) -> NextStep:
    """Say what comes next and when."""
    when = next_words(day, today)
    whats = {
        VISIT: pgettext("next step", "拜访"),
        ACTION: pgettext("next step", "行动"),
    }
    what = whats.get(kind)
    return NextStep(f"{what} · {when.text}", when.tone) if what else when


def day_or_dash(day: date | None) -> str:
    """Write a day with its year, or a dash."""
    return "—" if day is None else day_words(day, year=True)


def month_words(day: date | None) -> str:
    """Write a month as 2026-03."""
    return "—" if day is None else f"{day:%Y-%m}"


def amount_words(amount: Money) -> str:
    """Write an amount shortly."""
    return str(strip_tags(money(amount, short=True)))


def detail_url(row: Any) -> str:
    """Return the address of an opportunity."""
    return reverse("pipeline:detail", args=[row.pk])
