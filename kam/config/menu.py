"""The menu, and what else the frame of every page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.desk.pages.places import places
from kam.people.scopes import may
from kam.sync.keys import person_key

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    return [
        MenuItem(place.label, place.url, place.icon, _within(path, place.urls))
        for place in places(user)
        if place.is_room
    ]


def _within(path: str, rooms: Iterable[str]) -> bool:
    return any(path == room or path.startswith(f"{room}/") for room in rooms)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template its menu and theme, and what may be read."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "menu": [],
            "person_key": "",
            "theme": "",
            "reads_history": False,
            "reads_accounts": False,
            "sends": False,
        }
    theme = request.COOKIES.get("theme", "")
    return {
        "menu": menu(user, request.path),
        "person_key": person_key(user),
        "theme": theme if theme in ("light", "dark") else "",
        "reads_history": may(user, "history", "see"),
        "reads_accounts": may(user, "account", "see"),
        "sends": may(user, "envelope", "see"),
    }
