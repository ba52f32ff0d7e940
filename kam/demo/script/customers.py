"""The organisations we serve: about 190, five of them in trouble."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kam.demo.book import chapter
from kam.demo.script.dice import dice
from kam.demo.script.staff import Patch, staff

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

TROUBLES = ("single", "broken", "overdue", "stuck", "neglected")
INTERVALS = {"large": (7, 8, 9), "middle": (10, 12, 14), "small": (18, 21, 24)}
POTENTIALS = {"large": (260, 980), "middle": (80, 260), "small": (12, 80)}
WAN = 10_000
EACH = 6
PUBLIC = {"government", "association", "regulator"}


@dataclass(frozen=True)
class Customer:
    """An account as the demo knows it."""

    name: str
    kind: str
    size: str
    code: int
    city: str
    owner: str
    team: str
    interval: int
    potential: int
    scope: str
    character: str
    applications: str
    parent: str = ""
    trouble: str = ""


@cache
def customers() -> tuple[Customer, ...]:
    """Return every account, territory by territory."""
    brands, counties = _brands(), _counties()
    found: list[Customer] = []
    for patch in staff().patches:
        found += _in_trouble(patch)
        found += _of_patch(patch, brands, counties)
    return tuple(found)


def _brands() -> Iterator[str]:
    book = chapter("customers")
    pairs = [
        head + tail for head in book["brand_heads"] for tail in book["brand_tails"]
    ]
    dice("brands").shuffle(pairs)
    return iter(pairs)


def _counties() -> Iterator[str]:
    names = list(chapter("customers")["counties"])
    dice("counties").shuffle(names)
    return iter(names)


def _in_trouble(patch: Patch) -> list[Customer]:
    book = chapter("troubles")
    return [
        Customer(
            **{key: book[key_of][key] for key in _TOLD},
            code=patch.code,
            city=patch.city,
            owner=patch.rep,
            team=patch.team,
            trouble=key_of,
        )
        for key_of in TROUBLES
        if book[key_of]["territory"] == patch.code
    ]


_TOLD = (
    "name",
    "kind",
    "size",
    "interval",
    "potential",
    "scope",
    "character",
    "applications",
)


def _of_patch(
    patch: Patch, brands: Iterator[str], counties: Iterator[str]
) -> list[Customer]:
    chance = dice("customers", patch.code)
    patterns = _chosen(chance, EACH)
    found = []
    for pattern in patterns:
        name = pattern["name"].format(
            city=patch.city,
            brand=next(brands) if "{brand}" in pattern["name"] else "",
            county=next(counties) if "{county}" in pattern["name"] else "",
        )
        found.append(_customer(patch, pattern, name, chance))
    return _joined(found)


def _chosen(chance: Random, count: int) -> list[dict[str, Any]]:
    """Draw different patterns, the heavy ones more often."""
    left = list(chapter("customers")["pattern"])
    drawn = []
    for _ in range(count):
        weights = [pattern["weight"] for pattern in left]
        drawn.append(left.pop(chance.choices(range(len(left)), weights)[0]))
    return drawn


def _customer(
    patch: Patch, pattern: dict[str, Any], name: str, chance: Random
) -> Customer:
    kind, size = pattern["kind"], chance.choice(pattern["sizes"])
    about = chapter("customers")["about"][kind]
    low, high = POTENTIALS[size]
    numbers = {
        "beds": chance.randrange(300, 1600, 20),
        "samples": chance.randrange(400, 4200, 50),
        "visits": chance.randrange(900, 5200, 100),
        "clinics": chance.randrange(24, 180),
        "batches": chance.randrange(60, 420, 10),
        "staff": chance.randrange(14, 90),
    }
    interval = chance.choice(INTERVALS[size])
    return Customer(
        name=name,
        kind=kind,
        size=size,
        code=patch.code,
        city=patch.city,
        owner=patch.rep,
        team=patch.team,
        interval=interval + 7 if kind in PUBLIC else interval,
        potential=chance.randrange(low, high, 2) * WAN,
        scope=chance.choice(about["scope"]).format(**numbers),
        character=chance.choice(about["character"]),
        applications=chance.choice(about["applications"]),
    )


def _joined(found: list[Customer]) -> list[Customer]:
    """Put a county hospital below the first hospital of the city."""
    heads = [c for c in found if c.name.endswith("第一人民医院")]
    if not heads:
        return found
    head = heads[0]
    return [
        Customer(**{**vars(c), "parent": head.name}) if "县人民医院" in c.name else c
        for c in [head, *(c for c in found if c is not head)]
    ]
