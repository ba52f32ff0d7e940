"""What changed between two documents, place by place."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kam.packs.rules.document import Document, Prompt, Score, Step, Words

WHOLE = ("name", "expansion", "note")


@dataclass(frozen=True)
class Difference:
    """One place that differs; what is new has no `before`, what is gone no `after`.

    `part` is the field of the document, `named` the step, prompt or score in it.
    """

    part: str
    named: Words | str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Document, after: Document) -> list[Difference]:
    """Return what changed, in the order of the document."""
    found = [
        Difference(name, "", _both(getattr(before, name)), _both(getattr(after, name)))
        for name in WHOLE
        if getattr(before, name) != getattr(after, name)
    ]
    found += _alternatives(before, after)
    if before.verified != after.verified:
        told = [(str(one.verified).lower(),) for one in (before, after)]
        found.append(Difference("verified", "", *told))
    found += _keyed("steps", before.steps, after.steps)
    found += _order(before, after)
    found += _prompts(before, after)
    return found + _keyed("scoring", before.scoring, after.scoring)


def _both(words: Words) -> tuple[str, ...]:
    return tuple(text for text in (words.zh, words.en) if text)


def _alternatives(before: Document, after: Document) -> list[Difference]:
    old = [" / ".join(_both(one)) for one in before.alternatives]
    new = [" / ".join(_both(one)) for one in after.alternatives]
    if old == new:
        return []
    return [Difference("alternatives", "", tuple(old), tuple(new))]


def _keyed(
    part: str,
    before: tuple[Step, ...] | tuple[Score, ...],
    after: tuple[Step, ...] | tuple[Score, ...],
) -> list[Difference]:
    """Compare rows that have a key: changed, gone, new."""
    old = {row.key: row for row in before}
    new = {row.key: row for row in after}
    return [
        Difference(
            part,
            (new.get(key) or old[key]).name,
            _row(old[key]) if key in old else (),
            _row(new[key]) if key in new else (),
        )
        for key in dict.fromkeys([*new, *old])
        if old.get(key) != new.get(key)
    ]


def _row(row: Step | Score) -> tuple[str, ...]:
    told = [*_both(row.name), *_both(row.text)]
    if hasattr(row, "good"):
        return (*told, f"{row.good:g}")
    then = [f"→ {key}" for key in row.then]
    return (*told, *then, *([f"× {row.rounds}"] if row.rounds else []))


def _order(before: Document, after: Document) -> list[Difference]:
    """Say that the steps both have stand in another order."""
    both = {s.key for s in before.steps} & {s.key for s in after.steps}
    old = tuple(step.key for step in before.steps if step.key in both)
    new = tuple(step.key for step in after.steps if step.key in both)
    return [] if old == new else [Difference("order", "", old, new)]


def _prompts(before: Document, after: Document) -> list[Difference]:
    """Compare the questions in their order; a reworded one is told once."""
    old, new = before.prompts, after.prompts
    found: list[Difference] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            found += _changed(old[i:j], new[k:m])
    return found


def _changed(old: tuple[Prompt, ...], new: tuple[Prompt, ...]) -> list[Difference]:
    """Pair what stands in one place of the table; the rest is gone or new."""
    found, left = [], list(old)
    for prompt in new:
        slot = (prompt.step, prompt.quadrant)
        same = next((one for one in left if (one.step, one.quadrant) == slot), None)
        if same is not None:
            left.remove(same)
        if same is None or same.text != prompt.text:
            before = _both(same.text) if same else ()
            found.append(
                Difference("prompts", _slot(prompt), before, _both(prompt.text))
            )
    return found + [
        Difference("prompts", _slot(one), _both(one.text), ()) for one in left
    ]


def _slot(prompt: Prompt) -> str:
    return " · ".join(part for part in (prompt.step, prompt.quadrant.upper()) if part)
