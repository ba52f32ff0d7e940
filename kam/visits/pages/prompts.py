"""Wordings of the method pack, for whoever is met and along the flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.packs.pages.words import said
from kam.packs.queries import current_pack, prompts_of
from kam.probing.terms import Level
from kam.thinking.terms import Quadrant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kam.packs.rules.document import Document, Prompt
    from kam.thinking.rules.preference import Estimate

PACK = "flow"


@dataclass(frozen=True)
class Wording:
    """One way to ask; `quadrant` is whom it suits."""

    text: str
    quadrant: str
    suits: str


@dataclass(frozen=True)
class Rung:
    """A level of the flow with its wordings."""

    level: int
    label: str
    wordings: Sequence[Wording]


def rungs(minds: Iterable[Estimate], taken: Collection[str]) -> list[Rung]:
    """Return the wordings for those met, without what is planned; one statement.

    Where nobody's preference is known, all four quadrants are offered.
    """
    document = current_pack(PACK)
    preferred = {q for mind in minds for q in mind.primaries}
    found = [_rung(document, level, preferred, taken) for level in Level]
    return [rung for rung in found if rung.wordings]


def _rung(
    document: Document, level: Level, preferred: set[str], taken: Collection[str]
) -> Rung:
    prompts = prompts_of(document, f"L{level.value}")
    fitting = [p for p in prompts if not preferred or p.quadrant in ("", *preferred)]
    told = [_wording(prompt) for prompt in fitting]
    left = [wording for wording in told if wording.text not in taken]
    return Rung(level.value, str(level.label), left)


def _wording(prompt: Prompt) -> Wording:
    code = prompt.quadrant
    suits = f"{code.upper()} {Quadrant(code).label}" if code else ""
    return Wording(said(prompt.text), code, suits)
