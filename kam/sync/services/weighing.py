"""Weighing what a device wants against what others wrote meanwhile, field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kam.core.merging import merge
from kam.sync.rules.joining import joined
from kam.visits.services.drafts import FIELDS
from kam.visits.services.ledger import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping

# Prose of a record: both texts are kept, never one over the other.
JOINED = ("fact", "insight")


@dataclass
class Weighed:
    """What may be stored, what was joined, and what a person has to choose."""

    chosen: dict[str, Any] = field(default_factory=dict)
    joined: list[str] = field(default_factory=list)
    conflicts: dict[str, dict[str, Any]] = field(default_factory=dict)


def weigh(
    *,
    opened: Mapping[str, Any],
    wanted: Mapping[str, Any],
    theirs: Mapping[str, Any],
    stamp: str,
) -> Weighed:
    """Merge three ways; a note that both sides wrote into holds both texts."""
    before, mine = _sorted(opened), _sorted(wanted)
    found = merge(before=before, mine=mine, theirs=theirs)
    weighed = Weighed({name: wanted[name] for name in found.changes})
    for name, told in found.conflicts.items():
        if _joins(name, before, mine, theirs, stamp, weighed):
            weighed.joined.append(name)
        else:
            weighed.conflicts[name] = told
    return weighed


def _joins(
    name: str,
    before: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    stamp: str,
    weighed: Weighed,
) -> bool:
    if name not in JOINED:
        return False
    text = joined(before.get(name) or "", mine[name], theirs[name], stamp)
    if len(text) > (FIELDS[name].max_length or 0):
        return False
    if text != theirs[name]:
        weighed.chosen[name] = text
    return True


def _sorted(values: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(values)
    for name in LISTS:
        if name in told:
            told[name] = tuple(sorted(told[name]))
    return told
