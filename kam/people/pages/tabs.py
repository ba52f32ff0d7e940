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
    parts = [
        ("settings", pgettext("part", "个人"), True),
        ("password", pgettext("part", "密码"), True),
        ("tokens", pgettext("part", "访问令牌"), may(user, "token", "create")),
        ("users", pgettext("part", "用户"), _sees_others(user, "user")),
        ("teams", pgettext("part", "团队"), _sees_others(user, "team")),
        ("territories", pgettext("part", "区域"), may(user, "territory", "see")),
        ("company", pgettext("part", "公司"), may(user, "setting", "see")),
        ("counts", pgettext("part", "数量"), may(user, "count", "see")),
    ]
    return [
        Tab(label, reverse(f"people:{name}"), current == name)
        for name, label, shown in parts
        if shown
    ]


def _sees_others(user: User, noun: str) -> bool:
    return reach_of(user.role, noun, "see") in (Reach.TEAM, Reach.ALL)
