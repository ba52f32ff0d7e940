"""A digest as it is read: what is due, without what was put off or silenced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kam.notices.pages.listing import groups_of
from kam.notices.queries import everything
from kam.notices.rules.pressing import AHEAD
from kam.notices.signing import stop_path
from kam.notices.terms import Cadence, Group
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.notices.pages.listing import NoticeGroup
    from kam.people.models import User

NOW = (Group.LATE, Group.TODAY, Group.ASKS)
MOST_LINES = 60


@dataclass(frozen=True)
class Digest:
    """What one person is told of one day."""

    name: str
    day: str
    subject: str
    groups: Sequence[NoticeGroup]
    number: int
    is_cut: bool
    site: str
    list_path: str
    settings_path: str
    stop_path: str

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.groups)


def digest_of(
    user: User,
    day: date,
    cadence: str,
    site: str = "",
) -> Digest:
    """Read what is due on a day; a weekly digest also tells the week ahead."""
    weekly = cadence == Cadence.WEEKLY
    found = everything(user, day, AHEAD if weekly else timedelta(0))
    groups = groups_of(found, day, (*NOW, Group.SOON) if weekly else NOW)
    number = sum(len(group.lines) for group in groups)
    return Digest(
        name=user.name,
        day=day_words(day, weekday=True),
        subject=_subject(number, weekly=weekly),
        groups=_cut(groups),
        number=number,
        is_cut=number > MOST_LINES or found.has_more,
        site=(site or settings.SITE).rstrip("/"),
        list_path=reverse("notices:list"),
        settings_path=reverse("notices:digest"),
        stop_path=stop_path(user),
    )


def _subject(number: int, *, weekly: bool) -> str:
    """Say how much there is; nothing that anybody typed stands in a header."""
    if weekly:
        words = ngettext("本周有 %(n)s 件事等您", "本周有 %(n)s 件事等您", number)
    else:
        words = ngettext("今天有 %(n)s 件事等您", "今天有 %(n)s 件事等您", number)
    return _("绩效先锋：%(what)s") % {"what": words % {"n": number}}


def _cut(groups: Sequence[NoticeGroup]) -> list[NoticeGroup]:
    """Keep a letter short; the product shows the rest."""
    kept, left = [], MOST_LINES
    for group in groups:
        lines = group.lines[:left]
        left -= len(lines)
        if lines:
            kept.append(type(group)(group.key, group.title, group.tone, lines))
    return kept
