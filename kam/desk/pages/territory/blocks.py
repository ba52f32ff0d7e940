"""The three questions of micro-marketing: who, with what, how often (method §3.25)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kam.accounts.terms import SizeClass
from kam.desk.queries.territory import pairs_of
from kam.desk.rules import SPAN_DAYS, frequency_kept, wanted_visits
from kam.pipeline.terms import Platform
from kam.visits.pages.panels import plan_url
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.core.money import Money

MOST_CUSTOMERS, MOST_UNKNOWN, MOST_BELOW = 6, 5, 6
ON_PLATFORMS = (Platform.MARKET, Platform.WORKING, Platform.PURCHASE)


@dataclass(frozen=True)
class Count:
    """How many customers stand on a platform."""

    label: str
    value: str


@dataclass(frozen=True)
class CustomerLine:
    """One customer: how large, where it stands, what comes next."""

    name: str
    url: str
    size: str
    potential: Money | None
    place: str
    next: str
    plan_url: str


@dataclass(frozen=True)
class RightCustomer:
    """The customers of the territory by platform and potential."""

    counts: list[Count]
    lines: list[CustomerLine]
    total: int
    list_url: str


@dataclass(frozen=True)
class Known:
    """One thing worth knowing, of how many it is known."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class UnknownLine:
    """A customer with much left to find out."""

    name: str
    text: str
    url: str


@dataclass(frozen=True)
class RightInformation:
    """What is known of the customers, and what is still to be asked."""

    facts: list[Known]
    lines: list[UnknownLine]


@dataclass(frozen=True)
class BelowLine:
    """A customer not seen as often as agreed."""

    name: str
    url: str
    interval: str
    last: str
    elapsed: int
    target: int
    next: str
    plan_url: str


@dataclass(frozen=True)
class RightFrequency:
    """Visits held against those wanted."""

    kept: float | None
    held: int
    wanted: int
    lines: list[BelowLine]
    below: int
    without: int


def right_customer(
    rows: Sequence[Any], territory_id: int, *, may_plan: bool
) -> RightCustomer:
    """Lay out the customers of a territory."""
    inside = f"{reverse('accounts:list')}?territory={territory_id}"
    return RightCustomer(
        counts=_counts([row.at_platform for row in rows]),
        lines=[_customer(row, may_plan=may_plan) for row in rows[:MOST_CUSTOMERS]],
        total=len(rows),
        list_url=f"{inside}&sort=-potential",
    )


def _counts(placed: Sequence[str | None]) -> list[Count]:
    """Count by platform; the last are those on none, or that left."""
    known = [Count(str(p.label), str(placed.count(p.value))) for p in ON_PLATFORMS]
    rest = sum(name not in ON_PLATFORMS for name in placed)
    return [*known, Count(_("不在平台上"), str(rest))]


def _customer(row: Any, *, may_plan: bool) -> CustomerLine:
    ahead = row.ahead_day
    return CustomerLine(
        name=row.name,
        url=reverse("desk:account", args=[row.pk]),
        size=str(SizeClass(row.size_class).label) if row.size_class else "",
        potential=row.potential,
        place=_place(row),
        next=_("拜访 %(day)s") % {"day": day_words(ahead)} if ahead else "",
        plan_url="" if ahead or not may_plan else plan_url(row.pk),
    )


def _place(row: Any) -> str:
    if not row.at_platform:
        return ""
    parts = [str(Platform(row.at_platform).label)]
    parts += [f"{row.at_likelihood}%"] if row.at_likelihood else []
    parts += [f"{row.at_warmth}°C"] if row.at_warmth else []
    return " ".join(parts)


def right_information(rows: Sequence[Any]) -> RightInformation:
    """Lay out what is known of the customers, and where most is missing."""
    people = sum(row.people for row in rows)
    asked = sorted(rows, key=lambda row: (-row.open_questions, row.name, row.pk))
    return RightInformation(
        facts=[
            _share(_("客户描写写完的人"), sum(row.written for row in rows), people),
            _share(_("知道专业思路的人"), sum(row.needs_known for row in rows), people),
            _insights(sum(row.insights for row in rows)),
            _open(sum(row.open_questions for row in rows)),
        ],
        lines=[_unknown(row) for row in asked[:MOST_UNKNOWN] if row.open_questions],
    )


def _share(label: str, n: int, of: int) -> Known:
    share = _("%(share)s%%") % {"share": round(100 * n / of)} if of else ""
    return Known(label, f"{n} / {of}", share)


def _insights(n: int) -> Known:
    note = _("%(days)s 天内的拜访记录") % {"days": SPAN_DAYS}
    return Known(_("得到的洞察"), str(n), note)


def _open(n: int) -> Known:
    return Known(_("还没有答案的问题"), str(n), "")


def _unknown(row: Any) -> UnknownLine:
    n = row.open_questions
    return UnknownLine(
        name=row.name,
        text=ngettext("%(n)s 个问题", "%(n)s 个问题", n) % {"n": n},
        url=reverse("questions:account", args=[row.pk]),
    )


def right_frequency(
    rows: Sequence[Any], day: date, *, may_plan: bool
) -> RightFrequency:
    """Lay out visits held against those wanted, the most pressing customer first."""
    pairs = pairs_of(rows)
    below = [row for row in rows if row.due_on and row.due_on < day]
    below.sort(key=lambda row: ((row.due_on - day).days / row.interval_days, row.pk))
    return RightFrequency(
        kept=frequency_kept(pairs),
        held=sum(row.held for row in rows),
        wanted=round(sum(wanted_visits(days) for _held, days in pairs)),
        lines=[_below(row, day, may_plan=may_plan) for row in below[:MOST_BELOW]],
        below=len(below),
        without=len(rows) - len(pairs),
    )


def _below(row: Any, day: date, *, may_plan: bool) -> BelowLine:
    n = row.interval_days
    last = days_words((row.last_day - day).days) if row.last_day else _("还没有拜访")
    return BelowLine(
        name=row.name,
        url=reverse("desk:account", args=[row.pk]),
        interval=ngettext("每 %(n)s 天", "每 %(n)s 天", n) % {"n": n},
        last=last,
        elapsed=(day - row.due_on).days + n,
        target=n,
        next=day_words(row.ahead_day) if row.ahead_day else "",
        plan_url="" if row.ahead_day or not may_plan else plan_url(row.pk),
    )
