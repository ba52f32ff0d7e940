"""How differently our people of one team work: who notes at once, reads up, probes.

Invented, like everything of the demo, so that the page of behaviour has contrasts.
"""

from __future__ import annotations

from dataclasses import dataclass

from kam.demo.script.dice import dice


@dataclass(frozen=True)
class Habit:
    """Whether notes are written on the day, how often one reads up, where one probes.

    `probes` counts the last visits at which questions were asked; `wide` those from
    which an action of the whole company came.
    """

    daily: bool = False
    reads: float = 0.0
    probes: int = 0
    wide: int = 0


USUAL = Habit()
HABITS = {
    "rep100": Habit(daily=True, reads=0.85, probes=6, wide=3),
    "rep101": Habit(reads=0.45, probes=2, wide=1),
    "rep103": Habit(reads=0.6, probes=2),
    "rep104": Habit(reads=0.1),
}


def habit_of(username: str) -> Habit:
    """Return how somebody works; most have no habit worth telling."""
    return HABITS.get(username, USUAL)


def reads_up(username: str, account: str, day: object) -> bool:
    """Say whether somebody reads the last record before a visit."""
    chance = dice("reading up", username, account, str(day))
    return chance.random() < habit_of(username).reads
