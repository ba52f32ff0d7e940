"""How the people of an account prefer to think, one beside the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.pages.words import layer_label
from kam.accounts.queries.room import people_of
from kam.core.clock import today
from kam.thinking.pages.words import Preference, label_of, preference_of
from kam.thinking.queries import account_clues, choices, exempt_ids, own_shares
from kam.thinking.rules.preference import (
    QUADRANTS,
    are_opposite,
    distance,
    estimate,
    group,
)
from kam.web.doors import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.people.models import User
    from kam.thinking.rules.preference import Estimate, Group


@dataclass(frozen=True)
class ThinkerLine:
    """One person with the estimate, and how far from the reader it lies."""

    name: str
    layer: str
    url: str
    preference: Preference
    is_exempt: bool
    distance: str
    is_opposite: bool


@dataclass(frozen=True)
class GroupLine:
    """How many of the buying centre prefer a quadrant."""

    label: str
    held: int
    percent: int
    is_missing: bool


@dataclass(frozen=True)
class ThinkingPage:
    """The people, the group, and what nobody in it looks at."""

    frame: RoomFrame
    is_enabled: bool
    lines: Sequence[ThinkerLine]
    groups: Sequence[GroupLine]
    known: str
    gap: str
    self_url: str
    has_self: bool


def thinking_page(user: User, account: Account) -> ThinkingPage:
    """Build the page; cost: five statements."""
    chosen = choices()
    rows = [row for row in people_of(user, account) if not row.has_left]
    clues = account_clues(user, account, today(user.time_zone))
    exempt = exempt_ids(user, account)
    own = own_shares(user)
    told = {row.pk: estimate(clues.get(row.pk, ()), chosen.limits) for row in rows}
    counted = [told[row.pk] for row in rows if row.pk not in exempt]
    together = group(counted if chosen.is_enabled else [])
    return ThinkingPage(
        frame=room_frame(account, "person"),
        is_enabled=chosen.is_enabled,
        lines=[_line(row, told[row.pk], exempt, own) for row in rows],
        groups=_groups(together),
        known=f"{together.known} / {together.total}",
        gap=_gap(together),
        self_url=reverse("thinking:self"),
        has_self=own is not None,
    )


def _line(
    row: PersonRow,
    told: Estimate,
    exempt: frozenset[int],
    own: Mapping[str, float] | None,
) -> ThinkerLine:
    near = own if told.is_known else None
    mine = sorted(QUADRANTS, key=lambda q: -own[q]) if own else []
    return ThinkerLine(
        name=row.name,
        layer=layer_label(row.layer),
        url=address_of("thinking:person")(row.pk),
        preference=preference_of(told, row.name, own),
        is_exempt=row.pk in exempt,
        distance=f"{distance(told.shares, near):.2f}" if near else "",
        is_opposite=bool(near) and are_opposite(told.primaries, mine),
    )


def _groups(together: Group) -> list[GroupLine]:
    return [
        GroupLine(
            label=label_of(q),
            held=together.held[q],
            percent=round(together.shares[q] * 100),
            is_missing=q in together.missing,
        )
        for q in QUADRANTS
    ]


def _gap(together: Group) -> str:
    if not together.missing:
        return ""
    names = gettext("、").join(label_of(q) for q in together.missing)
    return gettext("已知的人里没有人偏好 %(names)s：这一面的问题要我们自己补上。") % {
        "names": names
    }
