"""The head of the account room: what the account is, and its single-thread risk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.shapes import Action, Chip, Fact
from kam.accounts.pages.words import risk_words
from kam.accounts.policies import (
    may_archive_account,
    may_edit_account,
    may_share_account,
)
from kam.accounts.rules.threads import LAYERS, coverage, single_thread
from kam.web.templatetags.ui_words import money, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow, RoomRow
    from kam.people.models import User


@dataclass(frozen=True)
class Header:
    """The head; `risk` is empty where the account hangs on several threads."""

    name: str
    subtitle: str
    chips: Sequence[Chip]
    facts: Sequence[Fact]
    risk: str
    actions: Sequence[Action]
    archived: bool


def header_of(
    user: User,
    room: RoomRow,
    rows: Sequence[PersonRow],
    further: Sequence[Fact],
) -> Header:
    """Build the head from loaded rows."""
    account = room.account
    active = [row for row in rows if not row.has_left]
    risk = single_thread([row.layer for row in active])
    return Header(
        name=account.name,
        subtitle=_subtitle(room),
        chips=_chips(account),
        facts=[*_facts(account, active), *further],
        risk=risk_words(risk) if risk else "",
        actions=_actions(user, account),
        archived=account.archived_at is not None,
    )


def _chips(account: Account) -> list[Chip]:
    chips = [Chip(account.get_kind_display())]
    if account.size_class:
        chips.append(Chip(account.get_size_class_display(), "info"))
    if account.archived_at is not None:
        chips.append(Chip(gettext("已归档"), "warn"))
    return chips


def _subtitle(room: RoomRow) -> str:
    account = room.account
    owner = account.owner.name if account.owner else gettext("未分配")
    parts = [gettext("负责人 %(name)s") % {"name": owner}]
    if room.shares:
        names = gettext("、").join(room.shares)
        parts.append(gettext("共享给 %(names)s") % {"names": names})
    parts.append(account.team.name)
    if account.territory is not None:
        parts.append(gettext("区域 %(name)s") % {"name": str(account.territory)})
    if account.city:
        parts.append(account.city)
    if room.parent:
        parts.append(gettext("上级 %(name)s") % {"name": room.parent})
    return " · ".join(parts)


def _facts(account: Account, active: Sequence[PersonRow]) -> list[Fact]:
    layers = coverage([row.layer for row in active])
    return [
        Fact(gettext("年潜力"), money(account.potential, short=True)),
        Fact(gettext("在联系的人"), len(active)),
        Fact(
            gettext("层级覆盖"),
            gettext("%(n)s / %(all)s 层") % {"n": layers, "all": len(LAYERS)},
        ),
        Fact(gettext("客户描写"), percent(_written(active))),
    ]


def _written(active: Sequence[PersonRow]) -> float | None:
    if not active:
        return None
    return sum(row.told.share for row in active) / len(active)


def _actions(user: User, account: Account) -> list[Action]:
    actions = []
    if may_edit_account(user, account):
        url = reverse("accounts:edit", args=[account.pk])
        actions.append(Action(gettext("编辑"), url, "edit"))
    if may_share_account(user, account):
        url = reverse("accounts:share", args=[account.pk])
        actions.append(Action(gettext("共享"), url, "share"))
    if may_archive_account(user, account):
        name = "restore" if account.archived_at else "archive"
        url = reverse(f"accounts:{name}", args=[account.pk])
        label = gettext("恢复") if account.archived_at else gettext("归档")
        icon = "undo" if account.archived_at else "box"
        actions.append(Action(label, url, icon, post=True))
    return actions
