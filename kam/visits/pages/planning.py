"""Choosing an account, and planning a visit to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.core.expressions import split
from kam.visits.pages.choices import (
    DateChip,
    company_choices,
    date_chips,
    people_choices,
)
from kam.visits.pages.head import Head, head_of
from kam.visits.pages.panels import plan_url
from kam.visits.pages.words import due_words
from kam.visits.queries.choosing import accounts_to_visit
from kam.visits.queries.company import companions_of
from kam.visits.queries.one import interval_of, last_note
from kam.visits.queries.reading import is_hidden
from kam.visits.rules.rhythm import likely_days, working_day
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.queries import Seen
    from kam.visits.queries.choosing import AccountChoice


@dataclass(frozen=True)
class AccountLine:
    """An account that one could visit."""

    name: str
    note: str
    due: str
    tone: str
    plan_url: str
    start_url: str


@dataclass(frozen=True)
class ChoosePage:
    """Which account to visit."""

    words: str
    lines: tuple[AccountLine, ...]
    new_account_url: str


def choose_page(user: User, words: str) -> ChoosePage:
    """Offer the accounts that are due, or those that were searched for."""
    now = today(user.time_zone)
    found = accounts_to_visit(user, words)
    return ChoosePage(
        words=words,
        lines=tuple(_account_line(row, now) for row in found),
        new_account_url=reverse("accounts:new"),
    )


def _account_line(row: AccountChoice, now: Any) -> AccountLine:
    due, tone = due_words(row.due_on, now) if row.due_on else ("", "mute")
    last = (
        gettext("上次 %(when)s") % {"when": days_words((row.last_day - now).days)}
        if row.last_day
        else gettext("还没有拜访过")
    )
    return AccountLine(
        name=row.name,
        note=gettext(" · ").join(p for p in (last, row.city, row.owner_name) if p),
        due=due,
        tone=tone,
        plan_url=plan_url(row.id),
        start_url=start_url(row.id),
    )


def start_url(account_id: int) -> str:
    """Return the address that begins the record of an unplanned visit."""
    return f"{reverse('visits:start')}?account={account_id}"


@dataclass(frozen=True)
class PlanPage:
    """The plan of a visit: new, or an existing one to be changed."""

    account_id: int
    account_name: str
    account_url: str
    url: str
    start_url: str
    carried: str
    handed: str
    last: str
    dates: tuple[DateChip, ...]
    people: tuple[Seen, ...]
    company: tuple[Seen, ...]
    person_url: str
    head: Head | None = None

    @property
    def draft_record(self) -> str:
        """Under which name the browser keeps what is typed."""
        return f"edit-{self.head.id}" if self.head else str(self.account_id)


@dataclass(frozen=True)
class Prefill:
    """What a new plan begins with."""

    people: tuple[int, ...]
    objective: str


def plan_page(
    user: User, account: Account, person_id: int | None = None
) -> tuple[PlanPage, Prefill]:
    """Build the page of a new plan, and what its form begins with."""
    note = last_note(user, account)
    last = [int(pk) for pk in split(note.people_ids)] if note else []
    people = people_choices(user, account, last)
    company = company_choices(companions_of(account))
    page = _page(user, account, note, people, company=company)
    handed = note.next_objective if note else ""
    return page, Prefill(_prefilled(note, people, person_id), handed)


def _prefilled(
    note: Any, people: Sequence[Seen], person_id: int | None
) -> tuple[int, ...]:
    known = {person.id for person in people}
    wanted = [person_id] if person_id else split(note.people_ids) if note else []
    return tuple(pk for pk in map(int, wanted) if pk in known)


def edit_page(user: User, visit: Any) -> PlanPage:
    """Build the page that changes a plan."""
    account = visit.account
    chosen = [int(pk) for pk in split(visit.people_ids)]
    return _page(
        user,
        account,
        last_note(user, account, before=visit),
        people_choices(user, account, chosen),
        head=head_of(user, visit),
        company=company_choices(companions_of(account), visit),
        url=reverse("visits:edit", args=[visit.pk]),
    )


def _page(
    user: User, account: Account, note: Any, people: Sequence[Seen], **changes: Any
) -> PlanPage:
    now = today(user.time_zone)
    interval = interval_of(account)
    days = [working_day(now), *likely_days(now, interval)]
    handed = note.next_objective if note and not is_hidden(user, "objective") else ""
    return PlanPage(
        **{
            "account_id": account.pk,
            "account_name": account.name,
            "account_url": reverse("desk:account", args=[account.pk]),
            "url": plan_url(account.pk),
            "start_url": start_url(account.pk),
            "carried": day_words(note.day) if handed else "",
            "handed": handed,
            "last": days_words((note.day - now).days) if note else "",
            "dates": date_chips(sorted(set(days)), now),
            "people": tuple(people),
            "person_url": reverse("accounts:person-new", args=[account.pk]),
            **changes,
        }
    )
