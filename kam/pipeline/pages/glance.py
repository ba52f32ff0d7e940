"""The card in the room of an account: opportunities and the rhythm of purchases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.shapes import Fact
from kam.core.clock import today
from kam.pipeline.pages import naming
from kam.pipeline.pages.platform import TONES, position_words
from kam.pipeline.policies import may_write
from kam.pipeline.queries.glance import glance_of
from kam.pipeline.rules.limits import limits_from
from kam.pipeline.terms import Pace, Platform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.pipeline.queries.glance import Glance


@dataclass(frozen=True)
class PlaceMark:
    """On which platform the account stands, and where that is decided."""

    text: str
    tone: str
    note: str
    url: str


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


def deals_card(
    user: User, account: Account, settings: Mapping[str, float]
) -> DealsCard:
    """Build the card in one statement; `settings` hold the limits of this room."""
    seen = glance_of(user, account)
    rhythm = seen.orders.rhythm(today(user.time_zone), limits_from(settings))
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
        place=_place(account, seen),
    )


def _place(account: Account, seen: Glance) -> PlaceMark:
    url = reverse("pipeline:platform", args=[account.pk])
    here = seen.position
    if here is None:
        return PlaceMark(gettext("还不在平台上"), "dashed", "", url)
    platform = Platform(here.platform)
    note = position_words(here)
    if seen.revisit_on is not None:
        day = naming.day_or_dash(seen.revisit_on)
        note = gettext("再看：%(day)s") % {"day": day}
    return PlaceMark(str(platform.label), TONES[platform], note, url)
