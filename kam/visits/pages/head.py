"""What stands at the head of every page about one visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.visits.pages.words import STATE_TONES, names, state_words, title_of
from kam.visits.queries.company import company_of
from kam.visits.queries.reading import people_of
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from datetime import date, time

    from kam.people.models import User


@dataclass(frozen=True)
class Head:
    """Whom, where, when, by whom, and in which state."""

    id: int
    title: str
    account_name: str
    account_url: str
    day: str
    when: str
    owner: str
    company: str
    state: str
    state_label: str
    state_tone: str
    url: str
    record_url: str
    edit_url: str
    cancel_url: str
    history_url: str


def when_words(day: date, start: time | None, now: date) -> str:
    """Write the day and time of a visit, and how far away it is."""
    parts = [day_words(day, weekday=True)]
    if start is not None:
        parts.append(f"{start:%H:%M}")
    parts.append(days_words((day - now).days))
    return gettext(" · ").join(parts)


def head_of(user: User, visit: Any) -> Head:
    """Build the head of an annotated visit."""
    pk = [visit.pk]
    return Head(
        id=visit.pk,
        title=title_of(people_of(user, visit)),
        account_name=visit.account.name,
        account_url=reverse("desk:account", args=[visit.account_id]),
        day=day_words(visit.day),
        when=when_words(visit.day, visit.start_time, today(user.time_zone)),
        owner=visit.owner.name,
        company=names(company_of(visit)),
        state=visit.state,
        state_label=state_words(visit.state),
        state_tone=STATE_TONES[visit.state],
        url=reverse("visits:detail", args=pk),
        record_url=reverse("visits:record", args=pk),
        edit_url=reverse("visits:edit", args=pk),
        cancel_url=reverse("visits:cancel", args=pk),
        history_url=reverse("desk:history", args=["visit", visit.pk]),
    )
