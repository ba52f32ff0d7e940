"""The way into a new plan: which account, for whom, then A and B prefilled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.adoption.pages.words import stage_words
from kam.core.clock import today
from kam.plans.pages.forms import PlanFormPage
from kam.plans.queries.beginning import accounts_named, offered_in
from kam.plans.rules.increments import TOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.models import Account, Stakeholder
    from kam.catalog.models import Product
    from kam.people.models import User
    from kam.plans.queries import Beginning
    from kam.plans.queries.beginning import Candidate

USUAL_DAYS = 90
LONGEST = 120


@dataclass(frozen=True)
class Choice:
    """One thing a new plan may be about."""

    name: str
    note: str
    url: str
    tone: str = ""
    tag: str = ""


@dataclass(frozen=True)
class ChoosePage:
    """Which account a plan is for."""

    words: str
    choices: Sequence[Choice]
    back_url: str


@dataclass(frozen=True)
class WhomPage:
    """For whom a plan at an account is: those judged first, then everybody."""

    frame: RoomFrame
    judged: Sequence[Choice]
    others: Sequence[Choice]
    whole_url: str


def choose_page(user: User, words: str) -> ChoosePage:
    """Offer some accounts by name; one statement."""
    here = reverse("plans:new")
    return ChoosePage(
        words=words,
        choices=[
            Choice(
                name=row.name,
                note=" · ".join(
                    p for p in (row.city, row.owner.name if row.owner else "") if p
                ),
                url=f"{here}?account={row.pk}",
            )
            for row in accounts_named(user, words)
        ],
        back_url=reverse("plans:list"),
    )


def whom_page(user: User, account: Account) -> WhomPage:
    """Offer the people of an account; cost: four statements."""
    offered = offered_in(user, account, today(user.time_zone))
    here = f"{reverse('plans:new')}?account={account.pk}"
    told = {one.person.pk for one in offered.candidates}
    return WhomPage(
        frame=room_frame(account, "growth"),
        judged=[_candidate(here, one) for one in offered.candidates],
        others=[
            Choice(row.name, row.title, f"{here}&person={row.pk}")
            for row in offered.people
            if row.pk not in told
        ],
        whole_url=f"{here}&whole=on",
    )


def _candidate(here: str, one: Candidate) -> Choice:
    towards = one.target if one.target and one.target > one.stage else None
    aim = towards or min(one.stage + 1, TOP)
    way = f"{stage_words(one.stage)} → {stage_words(aim)}"
    return Choice(
        name=f"{one.person.name} · {one.product}",
        note=way if towards else gettext("%(way)s（建议）") % {"way": way},
        url=f"{here}&person={one.person.pk}&product={one.product_id}",
        tone="info" if one.has_plan else "",
        tag=gettext("已有计划") if one.has_plan else "",
    )


@dataclass(frozen=True)
class Start:
    """What the form of a new plan begins with, and why."""

    page: PlanFormPage
    initial: Mapping[str, Any] = field(default_factory=dict)


def start_of(
    user: User,
    account: Account,
    chosen: tuple[Stakeholder | None, Product | None],
    known: Beginning,
) -> Start:
    """Prefill A from the ladder and propose B; no statement."""
    person, product = chosen
    day = today(user.time_zone)
    stage_b = None
    if known.stage is not None:
        further = known.target if known.target and known.target > known.stage else None
        stage_b = further or min(known.stage + 1, TOP)
    names = [person.person.name if person else "", product.name if product else ""]
    return Start(
        page=PlanFormPage(
            frame=room_frame(account, "growth"),
            title=gettext("开始一个计划"),
            note=_note(known),
            record=f"of-{account.pk}",
            back_url=f"{reverse('plans:new')}?account={account.pk}",
            submit=gettext("开始计划"),
        ),
        initial={
            "name": " · ".join(n for n in (*names,) if n)[:LONGEST]
            or account.name[:LONGEST],
            "stakeholder": person,
            "product": product,
            "stage_a": known.stage,
            "now": known.words,
            "stage_b": stage_b,
            "by": day + timedelta(days=USUAL_DAYS),
        },
    )


def _note(known: Beginning) -> str:
    if known.stage is None:
        return gettext("还没有判断过第几级：按现在的样子选 A，以后判断了再改。")
    return gettext(
        "A 从应用周期的判断带来，B 是建议。保存后按模板列出每一步，都可以改。"
    )
