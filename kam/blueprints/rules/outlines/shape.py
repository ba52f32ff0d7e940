"""What a template says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Words:
    """A text in one language, or in both."""

    zh: str
    en: str = ""

    def said(self, language: str | None) -> str:
        """Return it in a language, or in the one there is."""
        return self.en if self.en and (language or "").startswith("en") else self.zh


@dataclass(frozen=True)
class Goal:
    """An objective that a plan begins with; `months` from the day it is begun."""

    name: Words
    measure: str
    target: int
    months: int
    threshold: int | None = None
    is_joint: bool = False


@dataclass(frozen=True)
class OutlineText:
    """Sections in their order, each with its prompt, and the goals to begin with."""

    name: str
    prompts: Mapping[str, Words]
    goals: tuple[Goal, ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections a plan shows."""
        return tuple(self.prompts)
