"""Probes with their traps, and what a talk came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.probing.rules.flow import depth, flow_score, leaps
from kam.probing.rules.loops import (
    Round,
    loop_depth,
    pick_up,
    threads,
)
from kam.probing.rules.traps import WORDS, Worded, traps
from kam.probing.terms import Level, Signal, Via
from kam.thinking.terms import Quadrant
from kam.web.figures import Stat
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kam.probing.queries import Planned


@dataclass(frozen=True)
class ProbeLine:
    """One probe as a page shows it; `traps` say what to reword."""

    id: int
    text: str
    aim: str
    level: str
    quadrant: str
    person: str
    via: str
    was_asked: bool
    answer: str
    word: str
    confirmed: bool
    signal: str
    traps: Sequence[str]
    follows: str


def probe_lines(
    rows: Sequence[Planned],
    products: Collection[str] = (),
    answered: Sequence[int] = (),
) -> list[ProbeLine]:
    """Say the probes of a meeting along the flow, rounds below what they follow.

    `products` are names of ours, `answered` levels answered at earlier meetings. It
    asks the database nothing.
    """
    found = {row.id: row for row in rows}
    rows = [found[key] for key in threads({row.id: row.follows_id for row in rows})]
    told = _signs(rows, products, answered)
    texts = {row.id: row.text for row in rows}
    return [_line(row, told.get(row.id, ()), texts) for row in rows]


def _signs(
    rows: Sequence[Planned], products: Collection[str], answered: Sequence[int]
) -> dict[int, list[str]]:
    """Return what is to be reworded, by probe."""
    plan = [row for row in rows if row.text]
    words = [_worded(row) for row in plan]
    found: dict[int, list[str]] = {}
    for trap in traps(words, products):
        found.setdefault(plan[trap.place].id, []).append(say(WORDS[trap.trap]))
    for leap in leaps([row.level for row in plan], answered):
        said = gettext("先得到一个 L%(level)s 的回答") % {"level": leap.missing}
        found.setdefault(plan[leap.place].id, []).append(said)
    return found


def _worded(row: Planned) -> Worded:
    return Worded(
        text=row.text,
        level=row.level,
        has_aim=bool(row.aim),
        is_known=row.is_known,
        asked=row.was_asked,
        answered=bool(row.answer),
    )


def _line(row: Planned, told: Sequence[str], texts: Mapping[int, str]) -> ProbeLine:
    return ProbeLine(
        id=row.id,
        text=row.text or gettext("（文字不可见）"),
        aim=row.aim,
        level=str(Level(row.level).label),
        quadrant=_quadrant(row.quadrant),
        person=row.person,
        via=str(Via(row.via).label) if row.via != Via.PLAN else "",
        was_asked=row.was_asked,
        answer=row.answer,
        word=row.word,
        confirmed=row.confirmed,
        signal=str(Signal(row.signal).label) if row.signal else "",
        traps=tuple(told),
        follows=texts.get(row.follows_id or 0, ""),
    )


def _quadrant(code: str) -> str:
    return f"{code.upper()} {Quadrant(code).label}" if code else ""


def trap_count(lines: Sequence[ProbeLine]) -> int:
    """Return how many signs there are in all."""
    return sum(len(line.traps) for line in lines)


def talk_of(rows: Sequence[Planned], good: Mapping[str, float]) -> list[Stat]:
    """Say what a talk came to; nothing while nothing was asked.

    `good` says from where a score is good, as the method packs have it.
    """
    asked = sorted((r for r in rows if r.was_asked), key=lambda r: (r.turn or 0, r.id))
    if not asked:
        return []
    levels = [row.level for row in asked if row.answer]
    rounds = [_round(row) for row in asked]
    picked, caught = pick_up(rounds)
    deepest, score, level = loop_depth(rounds), flow_score(levels), depth(levels)
    said = ngettext("%(n)s 轮", "%(n)s 轮", deepest) % {"n": deepest}
    words = f"{picked} / {caught}" if caught else "—"
    scored = [
        ("flow_score", gettext("顺流得分"), f"{score:.2f}", score),
        ("depth", gettext("最深一层"), f"L{level}" if levels else "—", level),
        ("loop_depth", gettext("复述确认"), said, deepest),
        (
            "pick_up_rate",
            gettext("接住的原词"),
            words,
            picked / caught if caught else 0,
        ),
    ]
    return [
        Stat(gettext("得到回答"), f"{len(levels)} / {len(asked)}"),
        *(_scored(label, told, n, good.get(key)) for key, label, told, n in scored),
    ]


def _scored(label: str, told: str, value: float, line: float | None) -> Stat:
    """Say a score, and from where it is good, where its pack says so."""
    if line is None:
        return Stat(label, told)
    note = gettext("%(line)s 起算好") % {"line": f"{line:g}"}
    return Stat(label, told, note, tone="good" if value and value >= line else "")


def _round(row: Planned) -> Round:
    return Round(row.id, row.follows_id, row.word, row.confirmed)
