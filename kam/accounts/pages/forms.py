"""The pages around the form of an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.duplicates import Twin


@dataclass(frozen=True)
class TwinRow:
    """An account that may be the same."""

    name: str
    url: str
    note: str
    why: str


@dataclass(frozen=True)
class AccountFormPage:
    """A new account, or one being edited; `record` names the draft."""

    title: str
    record: int | str
    back_url: str
    back_label: str
    twins: Sequence[TwinRow] = ()
    is_new: bool = False


def twin_rows(twins: Sequence[Twin]) -> list[TwinRow]:
    """Return what is shown of possible duplicates."""
    return [
        TwinRow(
            name=twin.name,
            url=reverse("desk:account", args=[twin.pk]),
            note=twin.note,
            why=say(twin.why),
        )
        for twin in twins
    ]


def new_page(twins: Sequence[Twin] = ()) -> AccountFormPage:
    """Build the page of a new account."""
    return AccountFormPage(
        title=gettext("新建客户"),
        record="",
        back_url=reverse("accounts:list"),
        back_label=gettext("客户"),
        twins=twin_rows(twins),
        is_new=True,
    )


def edit_page(account: Account) -> AccountFormPage:
    """Build the page of an account being edited."""
    return AccountFormPage(
        title=gettext("编辑客户"),
        record=account.pk,
        back_url=reverse("desk:account", args=[account.pk]),
        back_label=account.name,
    )
