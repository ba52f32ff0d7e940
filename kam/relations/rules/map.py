"""The arithmetic of the map (method §3.10): coverage, elevation, concentration.

The deck says that influence depends on the layer one is positioned at; weights and
thresholds are ours, editable, and shown as not verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.rules.threads import LAYERS, WEIGHTS
from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GROUP = mark("客户层级图")
_NAMES = {
    "decision": mark("决策层的权重"),
    "management": mark("中高管理层的权重"),
    "expert": mark("领域专家的权重"),
    "purchasing": mark("购买群体的权重"),
    "support": mark("支持群体的权重"),
}
_WHY = mark("层级越高影响越大；按五个权重之和折算，不必凑满 100。")
WEIGHT_KEYS = {
    layer: declare(
        Entry(
            f"map.weight.{layer}", GROUP, _NAMES[layer], _WHY,
            round(WEIGHTS[layer] * 100), 0, 100, "%",
        )
    ).key
    for layer in LAYERS
}  # fmt: skip
HIGH_KEY = declare(
    Entry(
        "map.high",
        GROUP,
        mark("业务或个人关系几分算高"),
        mark("达到这一分，这一层算已到达；关系矩阵也按它分格。"),
        3,
        2,
        5,
        mark("分"),
    )
).key
ALARM_KEY = declare(
    Entry(
        "map.concentration",
        GROUP,
        mark("关系集中的警戒线"),
        mark("一个人占全部关系强度的比例超过它，就是集中。"),
        60,
        20,
        100,
        "%",
    )
).key
GAP_KEY = declare(
    Entry(
        "map.gap",
        GROUP,
        mark("差几层建议提升接触层面"),
        mark("已到达的最高层与决策层之间的层数达到它，就建议提升。"),
        2,
        1,
        5,
        mark("层"),
    )
).key
WARM_KEY = declare(
    Entry(
        "map.warm",
        GROUP,
        mark("多强的关系可以作引荐的起点"),
        mark("业务分加个人分，满分 10；达到它的人可以请他引荐。"),
        6,
        2,
        10,
        mark("分"),
    )
).key
KEYS = (*WEIGHT_KEYS.values(), HIGH_KEY, ALARM_KEY, GAP_KEY, WARM_KEY)
FULL = 10
NOWHERE = len(LAYERS)
DECIDER = "decider"


@dataclass(frozen=True)
class Contact:
    """Somebody of the account, with what is held of them."""

    id: int
    layer: str
    business: int | None = None
    personal: int | None = None
    influence: int | None = None
    role: str = ""

    @property
    def strength(self) -> float:
        """How strong the relationship is, 0 to 1; nobody judged means none."""
        return strength(self.business, self.personal)


@dataclass(frozen=True)
class Bounds:
    """The weights and thresholds a company chose."""

    weights: Mapping[str, float]
    high: int = 3
    alarm: float = 0.6
    gap: int = 2
    warm: float = 0.6


USUAL = Bounds(WEIGHTS)


@dataclass(frozen=True)
class Share:
    """Who holds most of the strength, and how much of it."""

    id: int
    share: float


@dataclass(frozen=True)
class Reading:
    """What the map says of an account."""

    coverage: float
    layers: Mapping[str, float]
    reached: str
    gap: int
    strongest: Share | None
    is_concentrated: bool


def bounds_of(settings: Mapping[str, float]) -> Bounds:
    """Read the chosen settings."""
    return Bounds(
        weights={layer: settings[key] / 100 for layer, key in WEIGHT_KEYS.items()},
        high=int(settings[HIGH_KEY]),
        alarm=settings[ALARM_KEY] / 100,
        gap=int(settings[GAP_KEY]),
        warm=settings[WARM_KEY] / FULL,
    )


def strength(business: int | None, personal: int | None) -> float:
    """Return (business + personal) / 10; what nobody judged counts as nothing."""
    return ((business or 0) + (personal or 0)) / FULL


def by_layer(contacts: Iterable[Contact]) -> dict[str, float]:
    """Return the strongest relationship of each layer, 0 where nobody is known."""
    best = dict.fromkeys(LAYERS, 0.0)
    for one in contacts:
        if one.layer in best:
            best[one.layer] = max(best[one.layer], one.strength)
    return best


def coverage(contacts: Iterable[Contact], weights: Mapping[str, float]) -> float:
    """Return Σ weight × strongest of the layer, over the sum of the weights."""
    whole = sum(weights.get(layer, 0.0) for layer in LAYERS)
    if whole <= 0:
        return 0.0
    best = by_layer(contacts)
    return sum(weights.get(layer, 0.0) * best[layer] for layer in LAYERS) / whole


def reached(contacts: Iterable[Contact], high: int) -> str:
    """Return the highest layer in which somebody does business with us, or nothing."""
    layers = {c.layer for c in contacts if (c.business or 0) >= high}
    return next((layer for layer in LAYERS if layer in layers), "")


def gap_of(layer: str) -> int:
    """Return how many layers lie between a layer and the decision layer."""
    return LAYERS.index(layer) if layer in LAYERS else NOWHERE


def concentration(strengths: Mapping[int, float]) -> Share | None:
    """Return who holds the largest share of all strength; None where there is none."""
    whole = sum(strengths.values())
    if whole <= 0:
        return None
    most = max(sorted(strengths), key=lambda pk: strengths[pk])
    return Share(most, strengths[most] / whole)


def on_our_side(
    contacts: Iterable[Contact], ties: Mapping[int, Mapping[int, int]]
) -> dict[int, float]:
    """Return how much strength each of us holds.

    `ties` maps a contact to the level at which each of us knows them. A contact's
    strength is divided among us in proportion; one nobody of us knows adds nothing.
    """
    held: dict[int, float] = {}
    for one in contacts:
        levels = {pk: level for pk, level in ties.get(one.id, {}).items() if level > 0}
        whole = sum(levels.values())
        for pk, level in levels.items():
            held[pk] = held.get(pk, 0.0) + one.strength * level / whole
    return held


def deciders(contacts: Sequence[Contact]) -> list[Contact]:
    """Return who decides: in the decision layer the named deciders, the weightiest.

    Without anybody called a decider, the most influential of the layer. Where nobody
    of the decision layer is known, whoever is called a decider elsewhere.
    """
    top = [c for c in contacts if c.layer == LAYERS[0]] or [
        c for c in contacts if c.role == DECIDER
    ]
    named = [c for c in top if c.role == DECIDER] or top
    most = max((c.influence or 0 for c in named), default=0)
    return [c for c in named if (c.influence or 0) == most]


def read_map(contacts: Sequence[Contact], bounds: Bounds = USUAL) -> Reading:
    """Return everything the map says of an account."""
    strongest = concentration({c.id: c.strength for c in contacts})
    layer = reached(contacts, bounds.high)
    return Reading(
        coverage=coverage(contacts, bounds.weights),
        layers=by_layer(contacts),
        reached=layer,
        gap=gap_of(layer),
        strongest=strongest,
        is_concentrated=strongest is not None and strongest.share > bounds.alarm,
    )


def without(
    contacts: Sequence[Contact], leaving: int, bounds: Bounds = USUAL
) -> Reading:
    """Return what the map would say if somebody left."""
    return read_map([c for c in contacts if c.id != leaving], bounds)
