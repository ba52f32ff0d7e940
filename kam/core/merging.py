"""Three-way merging of a form that was opened before somebody else saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Merge:
    """What may be saved at once, and what a person has to choose."""

    changes: dict[str, object] = field(default_factory=dict)
    conflicts: dict[str, dict[str, object]] = field(default_factory=dict)


def merge(
    *,
    before: Mapping[str, object],
    mine: Mapping[str, object],
    theirs: Mapping[str, object],
) -> Merge:
    """Keep my changes where nobody else touched the field; name the others."""
    changes: dict[str, object] = {}
    conflicts: dict[str, dict[str, object]] = {}
    for name, wanted in mine.items():
        opened, current = before.get(name), theirs.get(name)
        if wanted in (current, opened):
            continue
        if current == opened:
            changes[name] = wanted
        else:
            conflicts[name] = {"before": opened, "mine": wanted, "theirs": current}
    return Merge(changes=changes, conflicts=conflicts)
