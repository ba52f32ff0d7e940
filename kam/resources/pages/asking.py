"""The page on which a resource is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.core.clock import today
from kam.resources.pages.catalogue import free_words
from kam.resources.pages.words import capacity_words
from kam.resources.queries.calendar import left_on, taken_by_resource
from kam.resources.queries.compliance import rules
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.resources.models import Resource
    from kam.resources.queries.calendar import Taken


@dataclass(frozen=True)
class Offer:
    """One resource that may be asked for: price, capacity, what is left that day."""

    pk: int
    name: str
    price: str
    capacity: str
    free: str
    tone: str


@dataclass(frozen=True)
class Confirmed:
    """What has to be confirmed for some kinds."""

    kinds: str
    text: str
    always: bool


@dataclass(frozen=True)
class Purpose:
    """What is asked for: the words of a step, and where the form leads back to."""

    record: str
    step: str = ""
    note: str = ""
    back_url: str = ""
    day: date | None = None


@dataclass(frozen=True)
class AskPage:
    """Asking for a resource of an account, perhaps for a step."""

    frame: RoomFrame
    title: str
    draft: str
    record: str
    step: str
    note: str
    offers: Sequence[Offer]
    day: date
    rules: Sequence[Confirmed]
    back_url: str


def ask_page(
    user: User,
    account: Account,
    resources: Sequence[Resource],
    purpose: Purpose,
) -> AskPage:
    """Build the page; two statements."""
    when = purpose.day or today(user.time_zone)
    taken = taken_by_resource(resources, when, when)
    return AskPage(
        frame=room_frame(account, "growth"),
        title=gettext("申请资源"),
        draft="ask",
        record=purpose.record,
        step=purpose.step,
        note=purpose.note,
        offers=[_offer(row, taken[row.pk], when) for row in resources],
        day=when,
        rules=_rules(resources),
        back_url=purpose.back_url or reverse("desk:account", args=[account.pk]),
    )


def _offer(row: Resource, taken: Sequence[Taken], day: date) -> Offer:
    free, tone = free_words(left_on(row, taken, day).free, row.unit)
    if not row.room.is_open(day, day):
        free, tone = gettext("当天不可用"), "mute"
    price = f"{money(row.cost)} / {row.unit}" if row.unit_minor else "—"
    return Offer(row.pk, row.name, price, capacity_words(row), free, tone)


def _rules(resources: Sequence[Resource]) -> list[Confirmed]:
    """Return what is confirmed for the kinds on offer; kinds with one text together."""
    told = rules()
    kinds = {row.kind: str(row.get_kind_display()) for row in resources}
    texts: dict[tuple[str, bool], list[str]] = {}
    for kind, label in kinds.items():
        rule = told[kind]
        texts.setdefault((rule.text, rule.always), []).append(label)
    return [
        Confirmed(gettext("、").join(names), text, always)
        for (text, always), names in texts.items()
    ]
