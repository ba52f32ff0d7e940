"""Days and moments in the reader's language and time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext

from kam.core import clock
from kam.web.templatetags.ui_library import register
from kam.web.templatetags.ui_words import NOTHING

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

MINUTE = 60
HOUR = 3600
LONGEST_RELATIVE_DAYS = 60


def local_today() -> date:
    """Return today where the reader is."""
    return timezone.localtime(clock.now()).date()


def _local(moment: datetime) -> datetime:
    if timezone.is_naive(moment):
        moment = moment.replace(tzinfo=UTC)
    return timezone.localtime(moment)


def weekday_name(day: date) -> str:
    """Return the short name of the weekday."""
    names = [
        gettext("周一"),
        gettext("周二"),
        gettext("周三"),
        gettext("周四"),
        gettext("周五"),
        gettext("周六"),
        gettext("周日"),
    ]
    return names[day.weekday()]


def weekday_letter(day: date) -> str:
    """Return the one letter that tells the weekday: 三 for 周三, W for Wed."""
    name = weekday_name(day)
    return name[0] if name.isascii() else name[-1]


def day_words(day: date, *, weekday: bool = False, year: bool | None = None) -> str:
    """Write a day; the year shows when asked or when it is not this one."""
    if year is None:
        year = day.year != local_today().year
    return _said(day, get_language(), weekday=weekday, year=year)


@lru_cache(maxsize=4096)
def _said(day: date, _language: str | None, *, weekday: bool, year: bool) -> str:
    """Write a day as the language in force does; a page writes hundreds of few days."""
    # Translators: date patterns of Django's date filter.
    pattern = gettext("Y年n月j日") if year else gettext("n月j日")
    words = formatted(day, pattern)
    if not weekday:
        return words
    return gettext("%(day)s %(weekday)s") % {
        "day": words,
        "weekday": weekday_name(day),
    }


def _within_a_day(seconds: float) -> str:
    size = abs(seconds)
    if size < MINUTE:
        return gettext("刚刚")
    if size < HOUR:
        n = int(size // MINUTE)
        if seconds < 0:
            return ngettext("%(n)s 分钟前", "%(n)s 分钟前", n) % {"n": n}
        return ngettext("%(n)s 分钟后", "%(n)s 分钟后", n) % {"n": n}
    n = int(size // HOUR)
    if seconds < 0:
        return ngettext("%(n)s 小时前", "%(n)s 小时前", n) % {"n": n}
    return ngettext("%(n)s 小时后", "%(n)s 小时后", n) % {"n": n}


def days_words(days: int) -> str:
    """Say a distance in days: 昨天, 3 天前, 明天, 5 天后."""
    if days in (-1, 0, 1):
        return {-1: gettext("昨天"), 0: gettext("今天"), 1: gettext("明天")}[days]
    n = abs(days)
    if days < 0:
        return ngettext("%(n)s 天前", "%(n)s 天前", n) % {"n": n}
    return ngettext("%(n)s 天后", "%(n)s 天后", n) % {"n": n}


def relative_words(moment: date, now: datetime) -> str:
    """Say when something is, seen from `now`; far away it is a date."""
    if isinstance(moment, datetime):
        days = (_local(moment).date() - _local(now).date()).days
        if days == 0:
            return _within_a_day((moment - now).total_seconds())
        day = _local(moment).date()
    else:
        day, days = moment, (moment - _local(now).date()).days
    return days_words(days) if abs(days) <= LONGEST_RELATIVE_DAYS else day_words(day)


def moment_words(moment: datetime) -> str:
    """Write the exact moment where the reader is: 2026-03-18 14:05."""
    return f"{_local(moment):%Y-%m-%d %H:%M}"


@register.simple_tag
def when(moment: date | None, *, short: bool = False) -> str | SafeString:
    """Write a moment relative to now, with the exact time at hand."""
    if moment is None:
        return NOTHING
    words = relative_words(moment, clock.now())
    if isinstance(moment, datetime):
        local = _local(moment)
        exact = moment_words(moment)
        stamp = local.isoformat(timespec="minutes")
        if not short and (local.date() != local_today()):
            words = f"{words} {local:%H:%M}"
    else:
        exact = stamp = moment.isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', stamp, exact, words)


@register.simple_tag
def day(
    date_: date | None, *, weekday: bool = False, year: bool | None = None
) -> str | SafeString:
    """Write a calendar day."""
    if date_ is None:
        return NOTHING
    if isinstance(date_, datetime):
        date_ = _local(date_).date()
    return format_html(
        '<time datetime="{}">{}</time>',
        date_.isoformat(),
        day_words(date_, weekday=weekday, year=year),
    )


@register.simple_tag
def hour(moment: datetime | None) -> str | SafeString:
    """Write the time of day, 14:00."""
    if moment is None:
        return NOTHING
    local = _local(moment)
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        f"{local:%H:%M}",
    )
