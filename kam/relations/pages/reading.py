"""Reading everything a page of relations needs, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import today
from kam.judgements.pages.marks import Mark, marks_of, offered_keys
from kam.judgements.queries import account_standings
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.people.queries import settings_of
from kam.relations.pages.scene import Drawn, Scene, scene_on
from kam.relations.queries import (
    Card,
    Shift,
    Wire,
    bonds_on,
    cards_of,
    lines_of,
    shifts_after,
    wanted_on,
)
from kam.relations.rules.map import KEYS, bounds_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

QUARTER = 91
TWO_QUARTERS = 182


@dataclass(frozen=True)
class Told:
    """A day's map, an earlier or later one to compare with, and what both rest on."""

    today: date
    scene: Scene
    other: Scene
    is_past: bool
    after: int
    cards: Sequence[Card]
    wires: Sequence[Wire]
    shifts: Sequence[Shift] = ()
    marks: Mapping[str, Mapping[int, Mark]] = field(default_factory=dict)

    def beside(self, name: str, person_id: int) -> Mark | None:
        """Return what another room says of somebody."""
        return self.marks.get(name, {}).get(person_id)

    @property
    def early(self) -> Scene:
        """The earlier of both days."""
        return min(self.scene, self.other, key=lambda scene: scene.day)

    @property
    def late(self) -> Scene:
        """The later of both days."""
        return max(self.scene, self.other, key=lambda scene: scene.day)


def told_of(
    user: User, account: Account, on: date | None = None, back: int = QUARTER
) -> Told:
    """Read an account's map as of a day.

    Cost: eight statements, and one for each room that marks people.

    The map of today is compared with that of `back` days ago, one of the past with
    that of today.
    """
    now = today(user.time_zone)
    is_past = on is not None and on < now
    day = on if on is not None and is_past else now
    other = now if is_past else now - timedelta(days=back)
    chosen = settings_of(*KEYS, AGEING_AFTER.key, *offered_keys())
    early, late = account_standings(user, account, (day, other))
    cards, wires = cards_of(user, account), lines_of(user, account)
    shifts = shifts_after(user, account, early.day)
    plain = Drawn(cards, wires, bounds_of(chosen), shifts=shifts)
    full = replace(
        plain,
        bonds=bonds_on(user, account, day),
        wanted=wanted_on(user, account, day),
    )
    shown, beside = (early, late) if is_past else (late, early)
    return Told(
        today=now,
        scene=scene_on(shown, full),
        other=scene_on(beside, plain),
        is_past=is_past,
        after=int(chosen[AGEING_AFTER.key]),
        cards=cards,
        wires=wires,
        shifts=shifts,
        marks=marks_of(user, account, shown, chosen),
    )
