"""Writing the five-step record, and beginning an unplanned one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.core.expressions import split
from kam.probing.queries import probes_of
from kam.visits.pages.choices import (
    DateChip,
    company_choices,
    date_chips,
    owner_choices,
    people_choices,
)
from kam.visits.pages.files import FilesPanel, files_panel
from kam.visits.pages.head import Head, head_of
from kam.visits.pages.panels import NoteCard, note_card
from kam.visits.pages.prompts import step_prompts
from kam.visits.pages.quotes import QuoteLine, quote_lines
from kam.visits.pages.words import DueLine, due_line
from kam.visits.queries.company import companions_of
from kam.visits.queries.dues import open_dues
from kam.visits.queries.history import past_visits
from kam.visits.queries.one import coming_day, interval_of
from kam.visits.rules.insight import COPIED
from kam.visits.rules.rhythm import likely_days, proposed_day
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.probing.queries import Planned
    from kam.visits.queries import Seen


@dataclass(frozen=True)
class Step:
    """One of the five steps, in the bar."""

    label: str
    state: str
    url: str


@dataclass(frozen=True)
class RecordPage:
    """The record of a visit while it is being written."""

    head: Head
    steps: tuple[Step, ...]
    last: NoteCard | None
    carried: str
    reviewed_at: datetime | None
    ask: str
    fallback: str
    handed: str
    carry_url: str
    dates: tuple[DateChip, ...]
    proposed: date
    interval: int
    people: tuple[Seen, ...]
    company: tuple[Seen, ...]
    owners: tuple[Seen, ...]
    promises: tuple[DueLine, ...]
    acted: tuple[DueLine, ...]
    said: tuple[QuoteLine, ...]
    files: FilesPanel
    planned: Sequence[Planned]
    copied: float
    seconds: int
    person_url: str
    prompts: Mapping[str, str]


def record_page(user: User, visit: Any) -> RecordPage:
    """Build the page; the next day is proposed by the frequency of the account."""
    account = visit.account
    now = today(user.time_zone)
    interval = interval_of(account)
    known = coming_day(user, account, max(visit.day, now), but=visit.pk)
    past = past_visits(user, account, before=visit, limit=1)
    chosen = [int(pk) for pk in split(visit.people_ids)]
    source = visit.carried_from
    company = companions_of(account)
    dues = [(row, due_line(user, row)) for row in open_dues(user, account)]
    return RecordPage(
        head=head_of(user, visit),
        steps=steps(),
        last=note_card(user, past[0]) if past else None,
        carried=day_words(source.day) if source else "",
        reviewed_at=visit.reviewed_at,
        ask=visit.planned_ask,
        fallback=visit.fallback_ask,
        handed=past[0].next_objective if past and source is None else "",
        carry_url=reverse("visits:carry", args=[visit.pk]),
        dates=date_chips(likely_days(now, interval, known=known), now),
        proposed=visit.next_day or known or proposed_day(now, interval),
        interval=interval,
        people=tuple(people_choices(user, account, chosen)),
        company=company_choices(company, visit),
        owners=owner_choices(company, account, user),
        promises=tuple(line for row, line in dues if row.kind == "promise"),
        acted=tuple(line for row, line in dues if row.visit_id == visit.pk),
        said=quote_lines(user, visit),
        files=files_panel(user, visit),
        planned=probes_of(user, visit.client_id, now),
        copied=COPIED,
        seconds=visit.note_seconds or 0,
        person_url=reverse("accounts:person-new", args=[account.pk]),
        prompts=step_prompts(visit.steps),
    )


def steps() -> tuple[Step, ...]:
    """Return the five steps as the bar shows them at first."""
    labels = [
        gettext("回顾与目标"),
        gettext("事实"),
        gettext("洞察"),
        gettext("行动"),
        gettext("衔接"),
    ]
    return tuple(
        Step(label, "now" if number == 1 else "todo", f"#step-{number}")
        for number, label in enumerate(labels, start=1)
    )


@dataclass(frozen=True)
class StartPage:
    """Two taps: who was met, and what came of it."""

    account_name: str
    account_url: str
    url: str
    people: tuple[Seen, ...]
    person_url: str


def start_page(user: User, account: Account) -> StartPage:
    """Build the page that begins the record of an unplanned visit."""
    return StartPage(
        account_name=account.name,
        account_url=reverse("desk:account", args=[account.pk]),
        url=f"{reverse('visits:start')}?account={account.pk}",
        people=tuple(people_choices(user, account)),
        person_url=reverse("accounts:person-new", args=[account.pk]),
    )
