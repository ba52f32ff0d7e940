"""The write-up of a customer (method §3.5, T15): four blocks and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

SHORTEST_INCIDENT = 30
BLOCKS: Mapping[str, tuple[str, ...]] = {
    "person": ("name", "age_band", "title", "duties"),
    "organisation": ("business_scope", "characteristics", "applications"),
    "interaction": ("known_since", "competition", "views"),
    "obstacle": ("obstacle",),
}
REQUIRED = ("name", "title", "organisation", "obstacle")
ASKED = tuple({name: None for names in (*BLOCKS.values(), REQUIRED) for name in names})
LACKING_WORDS = {
    "name": mark("请写姓名或代称"),
    "title": mark("请写职位"),
    "organisation": mark("请写所在单位"),
    "obstacle": mark("请写一件具体的事例，至少 30 个字"),
}


class Block(NamedTuple):
    """How far one block is filled, and which fields are still to find out."""

    key: str
    filled: int
    total: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class WriteUp:
    """The four blocks of one person."""

    blocks: tuple[Block, ...]
    lacking: tuple[str, ...]

    @property
    def share(self) -> float:
        """How complete it is, 0 to 1: the mean of the four blocks."""
        return sum(b.filled / b.total for b in self.blocks) / len(self.blocks)


def written(known: Mapping[str, object], name: str) -> bool:
    """Say whether a field is answered; an obstacle needs its concrete incident."""
    value = known.get(name)
    if name == "obstacle":
        return len("".join(str(value or "").split())) >= SHORTEST_INCIDENT
    return value not in (None, "")


def lacking(known: Mapping[str, object]) -> tuple[str, ...]:
    """Return what a complete write-up requires and this one does not have."""
    return tuple(name for name in REQUIRED if not written(known, name))


def write_up(known: Mapping[str, object]) -> WriteUp:
    """Read the four blocks from what is known of a person and the account."""
    unwritten = {name for name in ASKED if not written(known, name)}
    return WriteUp(
        blocks=tuple(_block(unwritten, key, names) for key, names in BLOCKS.items()),
        lacking=tuple(name for name in REQUIRED if name in unwritten),
    )


def _block(unwritten: Collection[str], key: str, names: Sequence[str]) -> Block:
    missing = tuple(name for name in names if name in unwritten)
    return Block(key, len(names) - len(missing), len(names), missing)
