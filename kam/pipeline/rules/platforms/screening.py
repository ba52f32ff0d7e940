"""The gate of the market platform: "Potential? No / Yes", asked as a list.

One "no" to what must be closes it; what only should be is said, and closes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.pipeline.terms import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Answered:
    """A criterion in use and what was answered; None is not answered yet."""

    label: str
    is_must: bool
    answer: bool | None = None


@dataclass(frozen=True)
class Gate:
    """What the answers come to, and the criteria that matter for it."""

    verdict: str
    failed: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the account may stand on the market platform."""
        return self.verdict == Verdict.PASSED


def gate_of(answers: Iterable[Answered]) -> Gate:
    """Read the gate: closed by a "no", undecided while a must is not answered."""
    rows = list(answers)
    musts = [row for row in rows if row.is_must]
    failed = tuple(row.label for row in musts if row.answer is False)
    unanswered = tuple(row.label for row in musts if row.answer is None)
    verdict = Verdict.UNDECIDED if unanswered else Verdict.PASSED
    return Gate(
        verdict=Verdict.REJECTED if failed else verdict,
        failed=failed,
        unanswered=unanswered,
        doubts=tuple(r.label for r in rows if not r.is_must and r.answer is False),
    )


@dataclass(frozen=True)
class Worth:
    """The yearly potential of an account beside the gate, both in minor units."""

    minor: int | None
    gate_minor: int

    @property
    def is_enough(self) -> bool | None:
        """Whether it reaches the gate; None where nothing can be said."""
        if self.minor is None or not self.gate_minor:
            return None
        return self.minor >= self.gate_minor
