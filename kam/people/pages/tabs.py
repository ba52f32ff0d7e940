"""The parts of the settings that a person may enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

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
        ("settings", _("个人"), True),
        ("password", _("密码"), True),
        ("tokens", _("访问令牌"), may(user, "token", "create")),
    ]
    return [
        Tab(label, reverse(f"people:{name}"), current == name)
        for name, label, shown in parts
        if shown
    ]
