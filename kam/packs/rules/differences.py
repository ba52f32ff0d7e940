"""What changed between two documents, place by place."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kam.packs.rules.document import Step, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.packs.rules.document import Document, Prompt, Score

WHOLE = ("name", "expansion", "note")
Lines = tuple[Words, ...]
NOTHING = Words()


@dataclass(frozen=True)
class Difference:
    """One place that differs; what is new has no `before`, what is gone no `after`.

    `part` is the field of the document, `named` the step or score in it, `quadrant`
    that of a question. Only the lines that differ are told.
    """

    part: str
    named: Words = NOTHING
    before: Lines = ()
    after: Lines = ()
    quadrant: str = ""


def differences(before: Document, after: Document) -> list[Difference]:
    """Return what changed, in the order of the document."""
    found = [
        _told(name, NOTHING, _lines(old), _lines(new))
        for name in WHOLE
        if (old := getattr(before, name)) != (new := getattr(after, name))
    ]
    if before.alternatives != after.alternatives:
        both = (before.alternatives, after.alternatives)
        found.append(_told("alternatives", NOTHING, *both))
    if before.verified != after.verified:
        found.append(_told("verified", NOTHING, _flag(before), _flag(after)))
    found += _keyed("steps", before, after)
    found += _order(before, after)
    found += _prompts(before, after)
    return found + _keyed("scoring", before, after)


def _told(part: str, named: Words, old: Lines, new: Lines) -> Difference:
    """Tell the lines that one side has alone; where both have all, tell all."""
    before = tuple(line for line in old if line not in new)
    after = tuple(line for line in new if line not in old)
    if not before and not after:
        before, after = old, new
    return Difference(part, named, before, after)


def _lines(words: Words) -> Lines:
    """Return each language as a line of its own."""
    return tuple(Words(text) for text in (words.zh, words.en) if text)


def _flag(document: Document) -> Lines:
    return (Words(str(document.verified).lower()),)


def _keyed(part: str, before: Document, after: Document) -> list[Difference]:
    """Compare rows that have a key: changed, gone, new."""
    old = {row.key: row for row in getattr(before, part)}
    new = {row.key: row for row in getattr(after, part)}
    return [
        _told(
            part,
            (new.get(key) or old[key]).name,
            _row(old[key], before) if key in old else (),
            _row(new[key], after) if key in new else (),
        )
        for key in dict.fromkeys([*new, *old])
        if old.get(key) != new.get(key)
    ]


def _row(row: Step | Score, document: Document) -> Lines:
    told = (*_lines(row.name), *_lines(row.text))
    if not isinstance(row, Step):
        return (*told, Words(f"≥ {row.good:g}"))
    names = [step.name for key in row.then if (step := document.step(key))]
    then = [Words(f"→ {one.told('zh')}", f"→ {one.told('en')}") for one in names]
    return (*told, *then, *([Words(f"× {row.rounds}")] if row.rounds else []))


def _order(before: Document, after: Document) -> list[Difference]:
    """Say that the steps both have stand in another order."""
    both = {s.key for s in before.steps} & {s.key for s in after.steps}
    old = [step for step in before.steps if step.key in both]
    new = [step for step in after.steps if step.key in both]
    if [step.key for step in old] == [step.key for step in new]:
        return []
    was, now = (tuple(step.name for step in side) for side in (old, new))
    return [Difference("order", NOTHING, was, now)]


def _prompts(before: Document, after: Document) -> list[Difference]:
    """Compare the questions in their order; a reworded one is told once."""
    old, new = before.prompts, after.prompts
    names = {step.key: step.name for step in (*before.steps, *after.steps)}
    found: list[Difference] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            pairs = _paired(old[i:j], new[k:m])
            found += [_asked(one, other, names) for one, other in pairs]
    return found


def _paired(
    old: Sequence[Prompt], new: Sequence[Prompt]
) -> list[tuple[Prompt | None, Prompt | None]]:
    """Pair what stands in one place of the table; the rest is gone or new."""
    pairs: list[tuple[Prompt | None, Prompt | None]] = []
    left = list(old)
    for prompt in new:
        place = (prompt.step, prompt.quadrant)
        same = next((one for one in left if (one.step, one.quadrant) == place), None)
        if same is not None:
            left.remove(same)
        pairs.append((same, prompt))
    return pairs + [(one, None) for one in left]


def _asked(
    before: Prompt | None, after: Prompt | None, names: dict[str, Words]
) -> Difference:
    told = after or before
    named = names[told.step] if told else NOTHING
    return Difference(
        "prompts",
        named,
        _lines(before.text) if before else (),
        _lines(after.text) if after else (),
        told.quadrant if told else "",
    )
