"""The parts of the settings that a person may enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import pgettext

from kam.people.grants import Reach, reach_of
from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


@dataclass(frozen=True)
class Tab:
    """One part of the settings."""

    label: str
    url: str
    current: bool


def settings_tabs(user: User, current: str) -> list[Tab]:
    """Return the parts this person may enter, by the table of grants."""
    return [
        Tab(label, reverse(name), name.endswith(f":{current}"))
        for name, label, shown in (*_own_parts(user), *_company_parts(user))
        if shown
    ]


def _own_parts(user: User) -> list[tuple[str, str, bool]]:
    return [
        ("people:settings", pgettext("part", "个人"), True),
        ("people:password", pgettext("part", "密码"), True),
        ("notices:digest", pgettext("part", "通知"), may(user, "notice", "see")),
        ("people:tokens", pgettext("part", "访问令牌"), may(user, "token", "create")),
        ("visits:calendar", pgettext("part", "日历"), may(user, "calendar", "create")),
        ("sync:home", pgettext("part", "同步"), may(user, "envelope", "see")),
        (
            "sync:quarantine",
            pgettext("part", "离线隔离"),
            may(user, "quarantine", "see"),
        ),
    ]


def _company_parts(user: User) -> list[tuple[str, str, bool]]:
    return [
        ("people:users", pgettext("part", "用户"), _sees_others(user, "user")),
        ("people:teams", pgettext("part", "团队"), _sees_others(user, "team")),
        ("people:territories", pgettext("part", "区域"), may(user, "territory", "see")),
        ("catalog:products", pgettext("part", "产品"), may(user, "product", "see")),
        (
            "catalog:competitors",
            pgettext("part", "竞争对手"),
            may(user, "competitor", "see"),
        ),
        ("packs:list", pgettext("part", "方法包"), may(user, "pack", "see")),
        (
            "blueprints:outlines",
            pgettext("part", "计划书模板"),
            may(user, "outline", "see"),
        ),
        ("people:company", pgettext("part", "公司"), may(user, "setting", "see")),
        (
            "documents:letterhead",
            pgettext("part", "公司模板"),
            may(user, "letterhead", "see"),
        ),
        ("people:counts", pgettext("part", "数量"), may(user, "count", "see")),
        ("notices:letters", pgettext("part", "摘要邮件"), may(user, "letter", "see")),
    ]


def _sees_others(user: User, noun: str) -> bool:
    return reach_of(user.role, noun, "see") in (Reach.TEAM, Reach.ALL)
