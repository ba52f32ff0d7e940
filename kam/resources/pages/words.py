"""How the pages of this room say things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.people.scopes import hidden_fields, may
from kam.resources.policies import sees_customer
from kam.resources.terms import BookingState, ResourceKind
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from datetime import date

    from kam.core.money import Money
    from kam.people.models import User
    from kam.resources.models import Booking, Resource
    from kam.resources.queries.beside import Brief

TONES = {
    BookingState.WAITING: "warn",
    BookingState.BOOKED: "info",
    BookingState.USED: "good",
    BookingState.REFUSED: "bad",
    BookingState.WITHDRAWN: "mute",
    BookingState.CANCELLED: "mute",
}
ICONS = {
    ResourceKind.DAYS: "users",
    ResourceKind.EXPERT: "user",
    ResourceKind.EVENT: "calendar",
    ResourceKind.MATERIAL: "doc",
    ResourceKind.BUDGET: "target",
    ResourceKind.SAMPLE: "box",
}


@dataclass(frozen=True)
class Tab:
    """One of the pages of this room."""

    label: str
    url: str
    current: bool
    state: str = ""
    tone: str = ""
    note: str = ""
    shortcut: str = ""


def tabs(user: User, current: str, waiting: int = 0) -> list[Tab]:
    """Return the pages of this room that a person may open; no statement."""
    sees = may(user, "booking", "see")
    named = [
        ("resources:list", gettext("资源目录"), True),
        ("resources:calendar", gettext("资源日历"), True),
        ("resources:requests", gettext("申请与预订"), sees),
        ("desk:increments", gettext("买到了什么"), sees and may(user, "plan", "see")),
    ]
    return [
        Tab(
            label,
            reverse(name),
            name == current,
            state=str(waiting) if name == "resources:requests" and waiting else "",
            tone="warn",
        )
        for name, label, shown in named
        if shown
    ]


def capacity_words(row: Resource) -> str:
    """Say how much there is of a resource."""
    if row.capacity is None:
        return gettext("不限")
    told = {
        "span": row.get_span_display(),
        "count": f"{row.capacity:,}",
        "unit": row.unit,
    }
    return gettext("%(span)s %(count)s %(unit)s") % told


def days_words(first: date, last: date) -> str:
    """Say a day, or the first and the last."""
    if first == last:
        return day_words(first)
    return f"{day_words(first)} – {day_words(last)}"


def amount_words(row: Booking) -> str:
    """Say how much of what is booked, and what was asked where it differs."""
    told = f"{row.quantity:,} {row.resource.unit}"
    if row.quantity == row.asked:
        return told
    return gettext("%(told)s（申请 %(asked)s）") % {
        "told": told,
        "asked": f"{row.asked:,}",
    }


def state_words(row: Booking | Brief, day: date) -> tuple[str, str]:
    """Return the state and its tone; one whose days are over says so."""
    state = BookingState(row.state)
    if state == BookingState.WAITING and row.last_day < day:
        return pgettext("booking", "已过期"), "mute"
    return str(state.label), TONES[state]


@dataclass(frozen=True)
class BookingLine:
    """One request or booking in a list; `account` is "" where it is out of sight."""

    pk: int
    url: str
    resource: str
    icon: str
    account: str
    account_url: str
    purpose: str
    days: str
    amount: str
    cost: Money
    state: str
    tone: str
    who: str
    reaches: str
    may_decide: bool = False
    is_due: bool = False


def booking_line(
    user: User, row: Booking, day: date, *, may_decide: bool = False
) -> BookingLine:
    """Say one booking, read with what it names; no statement."""
    seen = sees_customer(user, row.account)
    hidden = hidden_fields(user, "booking")
    state, tone = state_words(row, day)
    purpose = row.purpose if seen and "purpose" not in hidden else ""
    return BookingLine(
        pk=row.pk,
        url=reverse("resources:booking", args=[row.pk]),
        resource=row.resource.name,
        icon=ICONS[ResourceKind(row.resource.kind)],
        account=row.account.name if seen else "",
        account_url=reverse("desk:account", args=[row.account_id]) if seen else "",
        purpose=purpose,
        days=days_words(row.first_day, row.last_day),
        amount=amount_words(row),
        cost=row.cost,
        state=state,
        tone=tone,
        who=asker_name(user, row, seen=seen),
        reaches=person_name(user, row, seen=seen),
        may_decide=may_decide,
        is_due=row.state == BookingState.BOOKED and row.first_day <= day,
    )


def asker_name(user: User, row: Booking, *, seen: bool) -> str:
    """Name who asked; of a customer out of sight only the team is named."""
    if not seen and row.requester_id != user.pk:
        return row.account.team.name
    return row.requester.name if row.requester is not None else ""


def person_name(user: User, row: Booking, *, seen: bool) -> str:
    """Name whom it reaches: for the analyst by number, out of sight not at all."""
    person = row.stakeholder
    if person is None or not seen:
        return ""
    if "name" in hidden_fields(user, "stakeholder"):
        return str(person)
    return person.person.name
