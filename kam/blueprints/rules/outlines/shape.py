"""What a template says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Goal:
    """An objective that a plan begins with; `months` from the day it is begun."""

    name: str
    measure: str
    target: int
    months: int
    threshold: int | None = None
    is_joint: bool = False


@dataclass(frozen=True)
class OutlineText:
    """Sections in their order, each with its prompt, and the goals to begin with."""

    name: str
    prompts: Mapping[str, str]
    goals: tuple[Goal, ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections a plan shows."""
        return tuple(self.prompts)
