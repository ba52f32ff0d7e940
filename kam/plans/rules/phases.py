"""Three phases of the work with a key account (method §3.8).

Phases, means and purposes are the deck's; what ends a phase is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class Phase:
    """One phase: by what means, to what purpose, and which items end it."""

    name: str
    means: tuple[str, ...]
    purpose: str
    exits: tuple[str, ...]


PHASES = (
    Phase(
        mark("有效接近客户"),
        (mark("挖掘有效信息"), mark("了解你的客户"), mark("运用公司资源")),
        mark("获得机会"),
        ("met", "need"),
    ),
    Phase(
        mark("发展客户关系"),
        (mark("了解你的客户"), mark("运用公司资源")),
        mark("赢得信任"),
        ("partner", "using"),
    ),
    Phase(
        mark("帮助彼此成功"),
        (mark("协商沟通"),),
        mark("达成双赢"),
        ("joint",),
    ),
)

EXITS: dict[str, str] = {
    "met": mark("见过至少一位决策层或中高管理层的人"),
    "need": mark("记下了至少一个具体的需要"),
    "partner": mark("至少一个人已是“合作伙伴”"),
    "using": mark("至少一个人在应用周期到第 %(using)s 级"),
    "joint": mark("双方写下了共同目标"),
}


@dataclass(frozen=True)
class Exit:
    """One item that ends a phase, and since when it holds; None while it does not."""

    key: str
    since: date | None

    @property
    def is_met(self) -> bool:
        """Whether it holds."""
        return self.since is not None


@dataclass(frozen=True)
class Standing:
    """Where an account stands: phase 1 to 3, since when, and what ends the phase.

    `days` counts from the day of the last item that ended the phase before.
    """

    number: int
    entered: date
    days: int
    exits: tuple[Exit, ...]

    @property
    def phase(self) -> Phase:
        """The phase itself."""
        return PHASES[self.number - 1]

    @property
    def missing(self) -> tuple[str, ...]:
        """The items that still keep the account here."""
        return tuple(one.key for one in self.exits if not one.is_met)


def standing_of(held: Mapping[str, date], began: date, today: date) -> Standing:
    """Return the phase of an account from what holds of it, and since when.

    What holds from a day to come on does not hold yet. The account is in the first
    phase whose items do not all hold; the last one has no end.
    """
    told = {key: day for key, day in held.items() if day <= today}
    entries = list(accumulate(_ends(told, began), max))
    number = min(len(entries), len(PHASES))
    entered = min(entries[number - 1], today)
    exits = tuple(Exit(key, told.get(key)) for key in PHASES[number - 1].exits)
    return Standing(number, entered, (today - entered).days, exits)


def _ends(told: Mapping[str, date], began: date) -> list[date]:
    """Return the day the account began, and the days on which phases were complete."""
    days = [began]
    for phase in PHASES:
        if any(key not in told for key in phase.exits):
            break
        days.append(max(told[key] for key in phase.exits))
    return days
