"""What became of every row: counts that add up, and the first findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kam.core.bulk import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.bulk import Fault
    from kam.transfer.rules.rows import Alteration

# How many rows one call of a bulk verb gets; a dry run keeps more of them in sight.
CHUNK = 5_000
CHECKED_CHUNK = 20_000
FIRST = 200
FIRST_OF_FATE = 5
COUNTS = tuple(fate.value for fate in Fate)


@dataclass
class Tally:
    """Counts of fates, and the first rows of each; long lists go to files.

    `rows_in` is the sum of the four fates once every row has been reached.
    """

    rows_in: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    totals: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    beside: dict[str, int] = field(default_factory=dict)
    aside: list[int] = field(default_factory=list)

    def count(self, fate: Fate) -> None:
        """Count the fate of one row."""
        self.counts[fate.value] += 1

    def show(self, name: str, row: dict[str, Any], most: int = FIRST) -> None:
        """Keep a finding among the first of its list, and count it."""
        self.totals[name] = self.totals.get(name, 0) + 1
        shown = self.first.setdefault(name, [])
        if len(shown) < most:
            shown.append(row)

    def add_beside(self, made: Mapping[str, int]) -> None:
        """Count records made beside the rows."""
        for name, count in made.items():
            self.beside[name] = self.beside.get(name, 0) + count

    @property
    def reached(self) -> int:
        """How many rows have their fate."""
        return sum(self.counts.values())

    def told(self) -> dict[str, Any]:
        """Return the report."""
        return {
            "rows_in": self.rows_in,
            **self.counts,
            "totals": dict(self.totals),
            "first": {name: list(rows) for name, rows in self.first.items()},
            "beside": dict(self.beside),
            "aside": list(self.aside),
        }

    @classmethod
    def resumed(cls, report: Mapping[str, Any]) -> Tally:
        """Go on from a report that was kept."""
        return cls(
            rows_in=report["rows_in"],
            counts={name: report[name] for name in COUNTS},
            totals=dict(report["totals"]),
            first={name: list(rows) for name, rows in report["first"].items()},
            beside=dict(report["beside"]),
            aside=list(report["aside"]),
        )


def told_fault(row: int, fault: Fault, column: str) -> dict[str, Any]:
    """Return a fault as a report holds it; `message` is a marked text."""
    return {
        "row": row,
        "column": column,
        "code": fault.code,
        "message": str(fault.message),
        "params": dict(fault.params),
    }


def told_alteration(alteration: Alteration) -> dict[str, Any]:
    """Return an alteration as a report holds it."""
    return {
        "row": alteration.row,
        "column": alteration.column,
        "code": alteration.code,
        "before": alteration.before,
        "after": alteration.after,
    }


def storable(value: Any) -> Any:
    """Return a finding as JSON that both databases take: no NUL, no half character."""
    if isinstance(value, dict):
        return {storable(name): storable(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [storable(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value).replace("\x00", "\ufffd")
    return text.encode("utf-8", "replace").decode()


def counts_of(report: Mapping[str, Any]) -> dict[str, int]:
    """Return the counts of a report: what came in, and the four fates."""
    return {name: report[name] for name in ("rows_in", *COUNTS)}
