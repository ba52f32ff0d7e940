"""Self-rating beside the record, with a kind word where both part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.performance.pages.behaviour.words import figure, note
from kam.performance.rules.behaviour import (
    HIGHEST,
    WEAPONS,
    blind_spot,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.performance.models import SelfRating
    from kam.performance.pages.behaviour.lines import Reading
    from kam.performance.rules.behaviour import Weapon


@dataclass(frozen=True)
class MirrorRow:
    """One weapon: what one says, what the record says, and what may help."""

    number: int
    name: str
    rating: int | None
    filled: Sequence[bool]
    label: str
    figure: str
    note: str
    spot: str
    words: str
    advice: str
    url: str


@dataclass(frozen=True)
class Mirror:
    """The self-rating of a period, or how to come to one."""

    rows: Sequence[MirrorRow]
    spots: int
    is_own: bool
    is_shared: bool
    rate_url: str
    share_url: str


def mirror_of(
    user: User, rating: SelfRating | None, reading: Reading, period: str, *, own: bool
) -> Mirror:
    """Hold a self-rating against the record; no statement."""
    may_rate = own and user.is_active
    rate_url = f"{reverse('performance:behaviour-rating')}?period={period}"
    if rating is None:
        return Mirror([], 0, own, is_shared=False, rate_url=rate_url, share_url="")
    rows = [_row(weapon, rating, reading, own=own) for weapon in WEAPONS]
    share = reverse("performance:behaviour-share", args=[rating.pk])
    return Mirror(
        rows=rows,
        spots=sum(bool(row.spot) for row in rows),
        is_own=own,
        is_shared=rating.shared,
        rate_url=rate_url,
        share_url=share if may_rate else "",
    )


def _row(
    weapon: Weapon, rating: SelfRating, reading: Reading, *, own: bool
) -> MirrorRow:
    said = rating.ratings[weapon.key]
    one = reading.now.get(weapon.mirror)
    spot = blind_spot(said, one, reading.limits.blind_from)
    return MirrorRow(
        number=weapon.number,
        name=gettext(weapon.name),
        rating=said,
        filled=[n < (said or 0) for n in range(HIGHEST)],
        label=gettext(one.metric.label) if one else "",
        figure=figure(one) if one else "",
        note=note(one, reading.limits.fewest) if one else "",
        spot=spot,
        words=spot_words(spot, own=own),
        advice=gettext(weapon.advice) if spot == "kinder" else "",
        url=reverse(weapon.place),
    )


def spot_words(spot: str, *, own: bool) -> str:
    """Say kindly where self-rating and record part."""
    mine = {
        "kinder": gettext(
            "您觉得做到的，比记录里看得到的多。也许做了没有记下，也许还可以多做一点。"
        ),
        "stricter": gettext("您对自己比记录严：记录里已经做得不少，值得讲给同事听。"),
    }
    theirs = {
        "kinder": gettext("自评高于记录：先问是不是做了没有记下。"),
        "stricter": gettext("自评低于记录：可以告诉对方，记录里已经做得不少。"),
    }
    return (mine if own else theirs).get(spot, "")
