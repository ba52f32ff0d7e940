"""The page of the monthly self-check: five puzzles, their tools, and the trend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.questions.queries.puzzles import largest_account, own_checks, told_names
from kam.questions.rules.puzzles import PUZZLES, TOOLS, hardest, total
from kam.questions.terms import Puzzle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.questions.models import PuzzleCheck


@dataclass(frozen=True)
class Tool:
    """Where a puzzle is worked on."""

    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """A puzzle with its score in every month."""

    label: str
    scores: Sequence[int]


@dataclass(frozen=True)
class PuzzlesPage:
    """One's own self-check."""

    month: str
    months: Sequence[str]
    totals: Sequence[int]
    tools: dict[str, Sequence[Tool]]
    rows: Sequence[Row]
    hardest: str
    told: str
    later_url: str
    current: PuzzleCheck | None


def puzzles_page(user: User) -> PuzzlesPage:
    """Build the page in three statements."""
    first = today(user.time_zone).replace(day=1)
    checks = own_checks(user)
    pk = largest_account(user)
    newest = checks[0] if checks else None
    return PuzzlesPage(
        month=f"{first:%Y-%m}",
        months=[f"{check.month:%Y-%m}" for check in checks],
        totals=[total(check.scores) for check in checks],
        tools={name: _tools(name, pk) for name in PUZZLES},
        rows=[_row(name, checks) for name in PUZZLES] if checks else [],
        hardest=str(Puzzle(hardest(newest.scores)).label) if newest else "",
        told=gettext("、").join(told_names(user, first)),
        later_url=reverse("questions:puzzles-later"),
        current=newest if newest and newest.month == first else None,
    )


def _row(name: str, checks: Sequence[PuzzleCheck]) -> Row:
    return Row(str(Puzzle(name).label), [check.scores[name] for check in checks])


def _tools(name: str, account_id: int | None) -> list[Tool]:
    if account_id is None:
        return [Tool(gettext("任一客户"), reverse("accounts:list"))]
    words = {
        "change:account": gettext("转变"),
        "needs:account": gettext("专业思路"),
        "relations:map": gettext("客户层级图"),
        "thinking:account": gettext("思维偏好"),
        "questions:account": gettext("待问的问题"),
    }
    found = []
    for place in TOOLS[name]:
        try:
            found.append(Tool(words[place], reverse(place, args=[account_id])))
        except NoReverseMatch:
            continue
    return found
