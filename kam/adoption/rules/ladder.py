"""Which stage somebody has reached: gates asked in order, the first no decides.

Method §3.19. The stages are the deck's; gates, windows and shares are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from kam.adoption.rules.limits import Limits
from kam.judgements.rules.scales import GATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

TOP = len(GATES) + 1
TRIAL = 5
COLD = 3
USE_GATES = ("used", "share", "recommends")
MIDDLE_INFLUENCE = 3
DECISION = "decision"
USING_LAYERS = ("expert", "purchasing", "support")


class Seen(NamedTuple):
    """What was judged of one gate, and the day of its evidence."""

    value: int
    day: date


@dataclass(frozen=True)
class Place:
    """Where somebody stands.

    `stage` is None where nothing was judged. `ask` is the gate to ask next, "" where
    a no or the last yes decided. `by` is the gate that decided or is open. `lapsed`
    says that the gate was passed once, and that its evidence is too old to count.
    """

    stage: int | None = None
    ask: str = GATES[0]
    by: str = ""
    lapsed: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether a no, or the yes to the last gate, fixes the stage."""
        return self.ask == ""


def stage_of(
    seen: Mapping[str, Seen], day: date, limits: Limits | None = None
) -> Place:
    """Return where the gates judged so far place somebody on a day."""
    limits = limits or Limits()
    for passed, gate in enumerate(GATES):
        answer = _answer(gate, seen, day, limits)
        if answer is None:
            return Place(passed + 1 if passed else None, gate, gate)
        if not answer:
            once = bool(seen[gate].value) and gate in ("agreed", "recommends")
            return Place(passed + 1, "", gate, lapsed=once)
    return Place(TOP, "", GATES[-1])


def _answer(
    gate: str, seen: Mapping[str, Seen], day: date, limits: Limits
) -> bool | None:
    told = seen.get(gate)
    if told is None:
        return None
    if gate == "share":
        return told.value >= limits.main_share
    if not told.value:
        return False
    age = (day - told.day).days
    if gate == "agreed":
        return age <= limits.agreed_days or _has_used(seen)
    return gate != "recommends" or age <= limits.recommended_days


def _has_used(seen: Mapping[str, Seen]) -> bool:
    """Say whether use was seen: who uses it has agreed more than in words."""
    used = seen.get("used")
    return used is not None and bool(used.value)


def days_without_use(seen: Mapping[str, Seen], day: date) -> int | None:
    """Return the days since the newest evidence of use, None where there is none."""
    days = [seen[gate].day for gate in USE_GATES if gate in seen and seen[gate].value]
    return max(0, (day - max(days)).days) if days else None


def must_rejudge(
    place: Place, seen: Mapping[str, Seen], day: date, limits: Limits | None = None
) -> bool:
    """Say whether a user's evidence has grown old; the stage stays as it is."""
    limits = limits or Limits()
    since = days_without_use(seen, day)
    if place.stage is None or place.stage < TRIAL or since is None:
        return False
    return since > limits.no_use_days


@dataclass(frozen=True)
class Standee:
    """Somebody on a step: stage, influence 1–5 where judged, layer and role."""

    stage: int | None
    influence: int | None = None
    layer: str = ""
    role: str = ""

    @property
    def decides(self) -> bool:
        """Whether they stand in the decision layer."""
        return self.layer == DECISION

    @property
    def uses(self) -> bool:
        """Whether they are among those who work with a product."""
        return not self.decides and (self.layer in USING_LAYERS or self.role == "user")


@dataclass(frozen=True)
class AccountStage:
    """The account: weighted mean stage, people judged, and people per stage 1–7."""

    mean: float | None
    judged: int
    people: int
    counts: tuple[int, ...]


def account_stage(people: Iterable[Standee]) -> AccountStage:
    """Return the influence-weighted mean; who has no influence judged weighs 3."""
    rows = list(people)
    judged = [row for row in rows if row.stage is not None]
    counts = tuple(sum(r.stage == s for r in judged) for s in range(1, TOP + 1))
    weights = [row.influence or MIDDLE_INFLUENCE for row in judged]
    if not judged:
        return AccountStage(None, 0, len(rows), counts)
    total = sum(w * (row.stage or 0) for w, row in zip(weights, judged, strict=True))
    return AccountStage(total / sum(weights), len(judged), len(rows), counts)


@dataclass(frozen=True)
class ColdAbove:
    """上冷下热: how many of the decision layer are cold, how many users are warm."""

    deciders: int
    users: int


def cold_above(people: Iterable[Standee]) -> ColdAbove | None:
    """Return the warning: every judged decider at 3 or below, a user at 5 or above."""
    rows = [row for row in people if row.stage is not None]
    deciders = [row.stage for row in rows if row.decides]
    warm = sum(row.uses and (row.stage or 0) >= TRIAL for row in rows)
    is_cold = bool(deciders) and all((stage or 0) <= COLD for stage in deciders)
    return ColdAbove(len(deciders), warm) if is_cold and warm else None


@dataclass(frozen=True)
class Stay:
    """A stage held from a day on; `until` is None while it lasts."""

    stage: int
    since: date
    until: date | None = None


def stays(
    judged: Sequence[tuple[date, str, int]], limits: Limits | None = None
) -> list[Stay]:
    """Return the stages that one person held of one product, in order.

    `judged` holds day, gate and value in the order of entry; the stage is worked out
    anew at the end of every day on which something was judged.
    """
    seen: dict[str, Seen] = {}
    found: list[Stay] = []
    days = sorted({day for day, _, _ in judged})
    for day in days:
        seen |= {gate: Seen(value, at) for at, gate, value in judged if at == day}
        stage = stage_of(seen, day, limits).stage
        if stage is None or (found and found[-1].stage == stage):
            continue
        if found:
            found[-1] = Stay(found[-1].stage, found[-1].since, day)
        found.append(Stay(stage, day))
    return found


def transitions(held: Iterable[Sequence[Stay]]) -> dict[tuple[int, int], int]:
    """Count the moves from stage to stage."""
    counted: dict[tuple[int, int], int] = {}
    for rows in held:
        for before, after in pairwise(rows):
            move = (before.stage, after.stage)
            counted[move] = counted.get(move, 0) + 1
    return counted


@dataclass(frozen=True)
class Lasting:
    """How long a stage lasts: the median of finished stays, and how many there are."""

    days: float
    n: int


def lasting(held: Iterable[Sequence[Stay]]) -> dict[int, Lasting]:
    """Return the median days of the stages that somebody has left again."""
    found: dict[int, list[int]] = {}
    for stay in (stay for rows in held for stay in rows):
        if stay.until is not None:
            found.setdefault(stay.stage, []).append((stay.until - stay.since).days)
    return {s: Lasting(float(median(days)), len(days)) for s, days in found.items()}
