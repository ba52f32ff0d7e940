"""The document of a method pack: what a technique is called, its steps and questions.

A pack says how a technique works that the course names and does not explain. It is
plain: a file that reads well is a document, and a document writes the same file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

QUADRANTS = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Words:
    """A text in Chinese and in English; one of them may be missing."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        """Say whether there is a text at all."""
        return bool(self.zh or self.en)

    def told(self, language: str) -> str:
        """Return the text in a language, or in the other where that is missing."""
        if language.startswith("zh"):
            return self.zh or self.en
        return self.en or self.zh

    def as_json(self) -> dict[str, str]:
        """Return what stands in a file."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True)
class Step:
    """One step; `then` names what may follow, `rounds` how often it may come back."""

    key: str
    name: Words
    text: Words = Words()
    then: tuple[str, ...] = ()
    rounds: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what stands in a file."""
        told = {
            "key": self.key,
            "name": self.name.as_json(),
            "text": self.text.as_json(),
            "then": list(self.then),
        }
        return told if self.rounds is None else {**told, "rounds": self.rounds}


@dataclass(frozen=True)
class Prompt:
    """A question to ask at a step; without a quadrant it suits everybody."""

    step: str
    quadrant: str
    text: Words

    def as_json(self) -> dict[str, Any]:
        """Return what stands in a file."""
        text = self.text.as_json()
        return {"step": self.step, "quadrant": self.quadrant, "text": text}


@dataclass(frozen=True)
class Score:
    """A number that tells how well a technique was used, and from where it is good."""

    key: str
    name: Words
    text: Words
    good: float

    def as_json(self) -> dict[str, Any]:
        """Return what stands in a file."""
        return {
            "key": self.key,
            "name": self.name.as_json(),
            "text": self.text.as_json(),
            "good": self.good,
        }


@dataclass(frozen=True)
class Document:
    """One technique as a company uses it."""

    key: str
    name: Words
    expansion: Words
    alternatives: tuple[Words, ...]
    verified: bool
    note: Words
    steps: tuple[Step, ...]
    prompts: tuple[Prompt, ...]
    scoring: tuple[Score, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what stands in a file, always in the same order."""
        return {
            "key": self.key,
            "name": self.name.as_json(),
            "expansion": self.expansion.as_json(),
            "alternatives": [one.as_json() for one in self.alternatives],
            "verified": self.verified,
            "note": self.note.as_json(),
            "steps": [step.as_json() for step in self.steps],
            "prompts": [prompt.as_json() for prompt in self.prompts],
            "scoring": [score.as_json() for score in self.scoring],
        }

    @property
    def file(self) -> str:
        """The document as the text of a file."""
        return json.dumps(self.as_json(), ensure_ascii=False, indent=2) + "\n"

    @property
    def digest(self) -> str:
        """What two documents share only if they say the same."""
        told = json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def step(self, key: str) -> Step | None:
        """Return a step by its key."""
        return next((step for step in self.steps if step.key == key), None)

    def score(self, key: str) -> Score | None:
        """Return a score by its key."""
        return next((score for score in self.scoring if score.key == key), None)


def good_lines(documents: Iterable[Document]) -> dict[str, float]:
    """Return from where each score of some packs is good, by the key of the score."""
    return {score.key: score.good for told in documents for score in told.scoring}


def prompts_of(document: Document, step: str, quadrant: str = "") -> list[Prompt]:
    """Return the questions of a step: those of the quadrant first, then the general.

    Where the quadrant is not known, every question of the step is offered.
    """
    here = [prompt for prompt in document.prompts if prompt.step == step]
    if not quadrant:
        return here
    own = [prompt for prompt in here if prompt.quadrant == quadrant]
    return own + [prompt for prompt in here if not prompt.quadrant]
