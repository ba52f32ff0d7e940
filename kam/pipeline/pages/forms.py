"""The pages around the forms of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.pipeline.queries.listing import accounts_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.people.models import User


@dataclass(frozen=True)
class FormPage:
    """A form about something of an account."""

    frame: RoomFrame
    title: str
    note: str
    draft: str
    record: str
    back_url: str
    retract_url: str = ""


def form_page(
    account: Account,
    title: str,
    draft: str,
    *,
    record: str = "",
    note: str = "",
    back_url: str = "",
    retract_url: str = "",
) -> FormPage:
    """Build the page of a form; no statement."""
    return FormPage(
        frame=room_frame(account, "growth"),
        title=title,
        note=note,
        draft=draft,
        record=record or f"of-{account.pk}",
        back_url=back_url or reverse("pipeline:account", args=[account.pk]),
        retract_url=retract_url,
    )


@dataclass(frozen=True)
class Choice:
    """An account that something new may be about."""

    name: str
    note: str
    url: str


@dataclass(frozen=True)
class ChoosePage:
    """Which account something new is about."""

    title: str
    words: str
    choices: Sequence[Choice]
    back_url: str
    back_label: str


def choose_page(user: User, noun: str, words: str) -> ChoosePage:
    """Offer some accounts by name; one statement."""
    is_deal = noun == "opportunity"
    place = reverse("pipeline:new" if is_deal else "pipeline:purchase-new")
    return ChoosePage(
        title=gettext("哪个客户的商机？") if is_deal else gettext("哪个客户的采购？"),
        words=words,
        choices=[
            Choice(
                name=row.name,
                note=" · ".join(p for p in (row.city, _owner(row)) if p),
                url=f"{place}?account={row.pk}",
            )
            for row in accounts_named(user, words)
        ],
        back_url=reverse("pipeline:list" if is_deal else "pipeline:purchases"),
        back_label=gettext("商机") if is_deal else pgettext("deal", "采购"),
    )


def _owner(row: Account) -> str:
    return row.owner.name if row.owner is not None else ""
