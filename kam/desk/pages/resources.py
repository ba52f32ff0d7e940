"""Asking for a resource for a step, and what resources bought."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kam.accounts.queries.room import account_of
from kam.core.clock import today
from kam.core.money import Money
from kam.desk.queries.resources import bought_by, choosable, named_accounts
from kam.people.queries import setting
from kam.people.scopes import hidden_fields
from kam.plans.pages import words
from kam.plans.queries import step_of
from kam.plans.terms import StepKind
from kam.resources.pages import Purpose, ask_page
from kam.resources.pages.words import tabs
from kam.resources.rules.limits import FEW
from kam.resources.rules.report import Bought, ranked
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.plans.models import Step
    from kam.resources.models import Resource
    from kam.resources.pages import AskPage
    from kam.resources.pages.words import Tab


@dataclass(frozen=True)
class Asking:
    """What somebody asks for: an account, perhaps a step, and what to begin with."""

    account: Account
    step: Step | None
    offered: Sequence[Resource]
    start: Mapping[str, Any] = field(default_factory=dict)

    @property
    def record(self) -> str:
        """What the draft of the form is kept under."""
        if self.step is not None:
            return f"step-{self.step.pk}"
        return f"of-{self.account.pk}"

    @property
    def back_url(self) -> str:
        """The page of the plan, where it is for a step."""
        if self.step is None:
            return ""
        page = reverse("desk:plan", args=[self.step.plan_id])
        return f"{page}#step-{self.step.pk}"

    def page(self, user: User) -> AskPage:
        """The page around the form."""
        step = self.step
        purpose = Purpose(
            record=self.record,
            step=words.what_of(user, step) if step is not None else "",
            note=_note(user, step),
            back_url=self.back_url,
            day=self.start.get("first_day"),
        )
        return ask_page(user, self.account, self.offered, purpose)


def _note(user: User, step: Step | None) -> str:
    if step is None:
        return ""
    move = words.short_move(step.kind, step.before, step.after)
    return " · ".join(part for part in (words.name_of(user, step.plan), move) if part)


def asking(
    user: User, told: Mapping[str, Any], offered: Sequence[Resource]
) -> Asking | None:
    """Return what the address asks for; None where an account is still to choose."""
    start = {
        "resource": told.get("resource"),
        "first_day": told.get("day") or _day_of(user),
        "quantity": 1,
    }
    if told.get("step"):
        step = step_of(user, told["step"])
        if not told.get("day") and step.due is not None:
            start["first_day"] = max(step.due, _day_of(user))
        return Asking(step.plan.account, step, offered, start)
    if told.get("account"):
        return Asking(account_of(user, told["account"]), None, offered, start)
    return None


def _day_of(user: User) -> date:
    return today(user.time_zone)


@dataclass(frozen=True)
class Choice:
    """A step or an account that a resource may be for."""

    name: str
    note: str
    url: str


@dataclass(frozen=True)
class ChoosePage:
    """What a resource is for: a step first, else an account."""

    words: str
    resource: int | None
    day: str
    steps: Sequence[Choice]
    accounts: Sequence[Choice]


def choose_page(user: User, told: Mapping[str, Any]) -> ChoosePage:
    """Offer open steps and accounts by name; two statements."""
    said = told.get("q") or ""
    day = told["day"].isoformat() if told.get("day") else ""
    beside = {"resource": told.get("resource"), "day": day}
    kept = {name: value for name, value in beside.items() if value}

    def place(**pairs: int) -> str:
        return f"{reverse('desk:ask')}?{urlencode({**pairs, **kept})}"

    return ChoosePage(
        words=said,
        resource=told.get("resource"),
        day=day,
        steps=[
            Choice(words.what_of(user, row), row.plan.account.name, place(step=row.pk))
            for row in choosable(user, said)
        ],
        accounts=[
            Choice(row.name, row.city, place(account=row.pk))
            for row in named_accounts(user, said)
        ],
    )


@dataclass(frozen=True)
class BoughtLine:
    """One resource: how many steps used it, how many moved, and what that cost."""

    name: str
    url: str
    kind: str
    used: int
    moved: int
    moves: str
    cost: Money
    each: Money | None
    is_few: bool


@dataclass(frozen=True)
class IncrementsPage:
    """Which resources bought which increments."""

    tabs: Sequence[Tab]
    ranked: Sequence[BoughtLine]
    few: Sequence[BoughtLine]
    least: int
    loose: int
    loose_cost: str


def increments_page(user: User) -> IncrementsPage:
    """Read the used bookings of steps in sight; four statements."""
    least = int(setting(FEW.key))
    found = bought_by(user)
    rows, few = ranked(found.resources, least)
    hidden = "kind" in hidden_fields(user, "plan")
    return IncrementsPage(
        tabs=tabs(user, "desk:increments"),
        ranked=[_line(one, is_few=False, hidden=hidden) for one in rows],
        few=[_line(one, is_few=True, hidden=hidden) for one in few],
        least=least,
        loose=found.loose,
        loose_cost=_("、").join(
            money(Money(minor, currency))
            for currency, minor in sorted(found.loose_minor.items())
        ),
    )


def _line(one: Bought, *, is_few: bool, hidden: bool) -> BoughtLine:
    kinds = [] if hidden else one.kinds
    told = [f"{StepKind(kind).label} × {count}" for kind, count in kinds]
    return BoughtLine(
        name=one.name,
        url=reverse("resources:resource", args=[one.key]),
        kind=one.label,
        used=one.steps,
        moved=one.moved,
        moves=_("、").join(str(text) for text in told),
        cost=Money(one.minor, one.currency),
        each=None if one.each is None else Money(round(one.each), one.currency),
        is_few=is_few,
    )
