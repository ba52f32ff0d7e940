"""What items of devices tell their author, and the administrator who admits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.notices.sources import Notice
from kam.sync.queries.asking import asked_of_author, asked_of_judge

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.sync.queries.asking import Asked


def own(user: User, _day: date, _until: date) -> list[Notice]:
    """Tell that items of one's own devices need a look; one statement."""
    asked = asked_of_author(user)
    n = asked.number
    words = ngettext("%(n)s 项离线内容要您看一眼", "%(n)s 项离线内容要您看一眼", n)
    return _notices(asked, "envelopes:own", words % {"n": n}, "", "sync:home")


def quarantined(user: User, _day: date, _until: date) -> list[Notice]:
    """Tell an administrator that items wait for a decision; one statement."""
    asked = asked_of_judge(user)
    n = asked.number
    words = ngettext("%(n)s 项离线内容等您决定", "%(n)s 项离线内容等您决定", n)
    note = gettext("作者停用、客户改派或内容有问题，先放在隔离区")
    key, door = "envelopes:quarantined", "sync:quarantine"
    return _notices(asked, key, words % {"n": n}, note, door)


def _notices(asked: Asked, key: str, title: str, note: str, door: str) -> list[Notice]:
    if not asked.number:
        return []
    return [Notice(key, title, note, reverse(door), stamp=str(asked.last))]
