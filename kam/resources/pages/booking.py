"""One request or booking: what, for whom, what stands in the way, what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext

from kam.core.clock import today
from kam.people.scopes import hidden_fields
from kam.resources.pages.catalogue import free_words
from kam.resources.pages.resource import Fact, FormPage
from kam.resources.pages.words import (
    amount_words,
    asker_name,
    days_words,
    person_name,
    state_words,
)
from kam.resources.policies import (
    is_own,
    may_ask,
    may_cancel,
    may_decide,
    may_rebook,
    may_reconsider,
    may_turn,
    sees_customer,
)
from kam.resources.queries.calendar import free_days
from kam.resources.queries.collisions import Meeting, collisions_of
from kam.resources.queries.one import canceller_of
from kam.resources.terms import BookingState
from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kam.people.models import User
    from kam.resources.models import Booking


@dataclass(frozen=True)
class Deeds:
    """What this person may do with it now."""

    decide: bool = False
    edit: bool = False
    withdraw: bool = False
    resubmit: bool = False
    reconsider: bool = False
    use: bool = False
    reopen: bool = False
    cancel: bool = False
    rebook: bool = False
    own: bool = False


@dataclass(frozen=True)
class Assured:
    """Who confirmed what, and when."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True)
class BookingPage:
    """One request or booking."""

    pk: int
    title: str
    state: str
    tone: str
    facts: Sequence[Fact]
    why: str
    reason: str
    decided: str
    assured: Assured | None
    same_days: Sequence[str]
    same_person: Sequence[str]
    free: str
    free_tone: str
    deeds: Deeds
    has_history: bool


def booking_page(user: User, row: Booking) -> BookingPage:
    """Read one booking in a fixed number of statements."""
    day = today(user.time_zone)
    state, tone = state_words(row, day)
    seen = sees_customer(user, row.account)
    hidden = hidden_fields(user, "booking")
    met = collisions_of(user, row)
    left = free_days(user, row.resource, row.first_day, 1)[0]
    free, free_tone = free_words(left.free, row.resource.unit)
    return BookingPage(
        pk=row.pk,
        title=row.resource.name,
        state=state,
        tone=tone,
        facts=_facts(user, row, seen=seen),
        why="" if "why" in hidden else row.why,
        reason="" if "reason" in hidden else row.reason,
        decided=_decided(row, seen=seen),
        assured=_assured(row, seen=seen),
        same_days=[_meeting(one) for one in met.same_days],
        same_person=[_meeting(one) for one in met.same_person] if seen else [],
        free=free,
        free_tone=free_tone,
        deeds=_deeds(user, row, day),
        has_history=seen,
    )


def request_form_page(user: User, row: Booking) -> FormPage:
    """Build the page on which a waiting request is changed; one statement."""
    left = free_days(user, row.resource, row.first_day, 1)[0].free
    free, _tone = free_words(left, row.resource.unit)
    told = {"day": day_words(row.first_day), "free": free}
    return FormPage(
        title=gettext("修改申请"),
        draft="request",
        record=str(row.pk),
        back_url=reverse("resources:booking", args=[row.pk]),
        back_label=row.resource.name,
        note=gettext("%(day)s：%(free)s") % told,
    )


def _facts(user: User, row: Booking, *, seen: bool) -> list[Fact]:
    account = Fact(pgettext("noun", "客户"), gettext("不在您的范围内"))
    if seen:
        place = reverse("desk:account", args=[row.account_id])
        account = Fact(pgettext("noun", "客户"), row.account.name, url=place)
    label = gettext("实际花费") if row.actual_minor is not None else gettext("计划花费")
    found = [
        account,
        Fact(gettext("哪几天"), days_words(row.first_day, row.last_day)),
        Fact(pgettext("resource", "数量"), amount_words(row)),
        Fact(label, money(row.cost)),
        Fact(gettext("申请人"), asker_name(user, row, seen=seen) or "—"),
    ]
    if person := person_name(user, row, seen=seen):
        found.append(Fact(gettext("用到哪一位客户方"), person))
    if seen and row.step_id and "purpose" not in hidden_fields(user, "booking"):
        place = reverse("desk:step", args=[row.step_id])
        found.append(Fact(gettext("推动哪一步"), row.purpose, url=place))
    return found


def _decided(row: Booking, *, seen: bool) -> str:
    if row.decided_at is None:
        return ""
    if row.decided_by is None:
        return gettext("不用批准，直接预订")
    told = {"day": day_words(localdate(row.decided_at))}
    if not seen:
        return gettext("%(day)s 批复") % told
    return gettext("%(who)s 在 %(day)s 批复") % {"who": row.decided_by.name, **told}


def _assured(row: Booking, *, seen: bool) -> Assured | None:
    if row.assured_at is None:
        return None
    named = row.assured_by is not None and seen
    who = row.assured_by.name if named and row.assured_by else ""
    return Assured(who, row.assured_at, row.assured_text)


def _meeting(one: Meeting) -> str:
    name = one.account or gettext("另一个团队的客户")
    return f"{name} · {days_words(one.first, one.last)}"


def _deeds(user: User, row: Booking, day: date) -> Deeds:
    asks, turns = may_ask(user, row.account, "change"), may_turn(user, row)
    decides = may_decide(user, row)
    waits = row.state == BookingState.WAITING
    booked = row.state == BookingState.BOOKED
    return Deeds(
        decide=decides and waits and not row.is_expired(day),
        edit=asks and waits,
        withdraw=asks and waits and not decides,
        resubmit=asks and row.state == BookingState.WITHDRAWN,
        reconsider=row.state == BookingState.REFUSED and may_reconsider(user, row),
        use=turns and booked and row.first_day <= day,
        reopen=turns and row.state == BookingState.USED,
        cancel=booked and may_cancel(user, row),
        rebook=row.state == BookingState.CANCELLED
        and may_rebook(user, row, canceller_of(row)),
        own=waits and is_own(user, row),
    )
