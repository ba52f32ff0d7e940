"""The card in the room of an account: opportunities and the rhythm of purchases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.shapes import Fact
from kam.core.clock import today
from kam.judgements.rules.scales import BUSINESS, PERSONAL
from kam.pipeline.pages import naming
from kam.pipeline.pages.platform import TONES, fence_words, position_words
from kam.pipeline.policies import may_write
from kam.pipeline.queries.glance import glance_of
from kam.pipeline.queries.platforms import book_from
from kam.pipeline.rules.platforms.fence import (
    Signals,
    fence_of,
    is_near,
    new_products,
)
from kam.pipeline.terms import Pace, Platform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.people.models import User
    from kam.pipeline.queries.glance import Glance
    from kam.pipeline.queries.platforms import Book
    from kam.pipeline.rules.platforms.fence import Fence
    from kam.pipeline.rules.rhythm import Rhythm


@dataclass(frozen=True)
class PlaceMark:
    """On which platform the account stands, and where that is decided."""

    text: str
    tone: str
    note: str
    url: str
    is_breaking: bool = False


@dataclass(frozen=True)
class DealsCard:
    """What may be bought, and whether purchases go on."""

    url: str
    new_url: str
    facts: Sequence[Fact]
    pace: str
    tone: str
    is_empty: bool
    place: PlaceMark


@dataclass(frozen=True)
class Beside:
    """What the room has read already: its people, judgements of them, settings."""

    people: Sequence[PersonRow]
    standing: Standing
    settings: Mapping[str, float]


def deals_card(user: User, account: Account, room: Beside) -> DealsCard:
    """Build the card in one statement; the settings hold `BOOK_KEYS`."""
    seen, book = glance_of(user, account), book_from(room.settings)
    day = today(user.time_zone)
    rhythm = seen.orders.rhythm(day, book.limits)
    new_url = f"{reverse('pipeline:new')}?account={account.pk}"
    worth = naming.amount_words(seen.value) if seen.value.minor else ""
    count = ngettext("%(n)s 条", "%(n)s 条", seen.open) % {"n": seen.open}
    return DealsCard(
        url=reverse("pipeline:account", args=[account.pk]),
        new_url=new_url if may_write(user, account, "opportunity", "create") else "",
        facts=[
            Fact(gettext("进行中的商机"), count, worth),
            Fact(gettext("预计成交"), naming.day_or_dash(seen.expected_on)),
            Fact(gettext("最近采购"), naming.month_words(rhythm.last)),
            Fact(gettext("下次约在"), naming.month_words(rhythm.due)),
        ],
        pace=str(Pace(rhythm.pace).label),
        tone=naming.PACE_TONES[Pace(rhythm.pace)],
        is_empty=not seen.open and not rhythm.months,
        place=_place(account, seen, _fence(seen, rhythm, room, day, book)),
    )


def _fence(
    seen: Glance, rhythm: Rhythm, room: Beside, day: date, book: Book
) -> Fence | None:
    """Return the fence round a customer who buys, from what is read already."""
    if seen.position is None or seen.position.platform != Platform.PURCHASE:
        return None
    here = [row.pk for row in room.people if not row.has_left]
    value, high = room.standing.value, book.high
    near = sum(is_near(value(pk, BUSINESS), value(pk, PERSONAL), high) for pk in here)
    new = new_products(seen.firsts, day)
    return fence_of(Signals(rhythm.pace, new, len(here), near), book.weights)


def _place(account: Account, seen: Glance, fence: Fence | None) -> PlaceMark:
    url = reverse("pipeline:platform", args=[account.pk])
    here = seen.position
    if here is None:
        return PlaceMark(gettext("还不在平台上"), "dashed", "", url)
    platform = Platform(here.platform)
    note = position_words(here)
    if fence is not None:
        note = " · ".join(part for part in (note, fence_words(fence)) if part)
    if seen.revisit_on is not None:
        day = naming.day_or_dash(seen.revisit_on)
        note = gettext("再看：%(day)s") % {"day": day}
    breaking = fence is not None and fence.is_breaking
    return PlaceMark(str(platform.label), TONES[platform], note, url, breaking)
