"""The menu, and what else the frame of every page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.people.scopes import may

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kam.people.models import User


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu."""

    label: str
    url: str
    icon: str
    current: bool


def menu(user: User, path: str) -> list[MenuItem]:
    """Return the rooms this person may enter."""
    rooms = [
        (gettext("今日"), "desk:today", "today", True),
        (gettext("客户"), "accounts:list", "building", may(user, "account", "see")),
        (gettext("拜访"), "visits:list", "visit", may(user, "visit", "see")),
        (
            gettext("绩效前沿"),
            "performance:frontier",
            "frontier",
            may(user, "frontier", "see"),
        ),
        (gettext("导入"), "transfer:list", "import", may(user, "import", "create")),
        (gettext("设置"), "people:settings", "settings", True),
    ]
    return [
        MenuItem(label, reverse(name), icon, _within(path, reverse(name)))
        for label, name, icon, shown in rooms
        if shown
    ]


def _within(path: str, room: str) -> bool:
    return path == room or path.startswith(f"{room}/")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template its menu and theme."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "theme": ""}
    theme = request.COOKIES.get("theme", "")
    return {
        "menu": menu(user, request.path),
        "theme": theme if theme in ("light", "dark") else "",
    }
