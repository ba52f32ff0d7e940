"""What the method packs prompt: wordings along the flow, and how a loop goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.packs.pages.words import said
from kam.packs.queries import packs_of, prompts_of
from kam.probing.terms import Level
from kam.thinking.terms import Quadrant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kam.packs.rules.document import Document, Prompt
    from kam.thinking.rules.preference import Estimate

FLOW, LOOPS = "flow", ("pfp", "pup")
LONGEST_AIM = 200


@dataclass(frozen=True)
class Wording:
    """One way to ask; `quadrant` is whom it suits, `fits` whether they are met."""

    text: str
    quadrant: str
    suits: str
    fits: bool = False


@dataclass(frozen=True)
class Rung:
    """A level of the flow: what it is to tell, and its wordings."""

    level: int
    label: str
    aim: str
    wordings: Sequence[Wording]


def rungs(
    document: Document, minds: Iterable[Estimate], taken: Collection[str]
) -> list[Rung]:
    """Return the wordings that are not planned yet; those that suit somebody first."""
    preferred = {q for mind in minds for q in mind.primaries}
    found = [_rung(document, level, preferred, taken) for level in Level]
    return [rung for rung in found if rung.wordings]


def _rung(
    document: Document, level: Level, preferred: set[str], taken: Collection[str]
) -> Rung:
    key = f"L{level.value}"
    aims = [said(step.text) for step in document.steps if step.key == key]
    told = [_wording(prompt, preferred) for prompt in prompts_of(document, key)]
    left = [wording for wording in told if wording.text not in taken]
    return Rung(
        level=level.value,
        label=str(level.label),
        aim=aims[0][:LONGEST_AIM] if aims else "",
        wordings=sorted(left, key=lambda one: not one.fits),
    )


def _wording(prompt: Prompt, preferred: Collection[str] = ()) -> Wording:
    code = prompt.quadrant
    suits = f"{code.upper()} {Quadrant(code).label}" if code else ""
    return Wording(said(prompt.text), code, suits, fits=code in preferred)


@dataclass(frozen=True)
class Loop:
    """A way to go on from an answer, as its pack explains it."""

    key: str
    name: str
    expansion: str
    steps: Sequence[str]
    wordings: Sequence[Wording]


def loops(quadrant: str = "") -> list[Loop]:
    """Return how to deepen an answer and how to pick a word up; one statement.

    With a quadrant only the wordings that suit it, or everybody.
    """
    return [_loop(key, told, quadrant) for key, told in packs_of(*LOOPS).items()]


def _loop(key: str, document: Document, quadrant: str) -> Loop:
    fitting = [
        p for p in document.prompts if not quadrant or p.quadrant in ("", quadrant)
    ]
    return Loop(
        key=key,
        name=said(document.name),
        expansion=said(document.expansion),
        steps=[said(step.text) for step in document.steps],
        wordings=[_wording(prompt) for prompt in fitting],
    )


def step_prompts(document: Document) -> dict[str, str]:
    """Return what each of the five steps of the record asks."""
    return {
        step.key: " ".join(said(p.text) for p in prompts_of(document, step.key))
        for step in document.steps
    }
