"""The versions of the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from kam.blueprints.pages.words import section_label, value_words
from kam.blueprints.policies import may_write_outlines
from kam.blueprints.queries import Edition, edition_of, editions, value_of
from kam.blueprints.rules import measures
from kam.blueprints.terms import Measure
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.blueprints.rules.outlines.shape import Goal
    from kam.people.models import User


@dataclass(frozen=True)
class OutlineGoal:
    """A goal that plans begin with."""

    name: str
    measure: str
    target: str
    months: int


@dataclass(frozen=True)
class OutlinesPage:
    """Every version, and the one that is read."""

    versions: Sequence[Edition]
    shown: Edition
    sections: Sequence[tuple[str, str]]
    goals: Sequence[OutlineGoal]
    may_write: bool
    may_read: bool


def outlines_page(user: User, number: int | None = None) -> OutlinesPage:
    """Build the page; without a number the version in force is read."""
    rows = editions(user)
    used = next(row for row in rows if row.in_force)
    shown = edition_of(user, number) if number else used
    content = shown.content
    return OutlinesPage(
        versions=rows,
        shown=shown,
        sections=[
            (section_label(key), words.said(get_language()))
            for key, words in content.prompts.items()
        ],
        goals=[_goal(goal) for goal in content.goals],
        may_write=may_write_outlines(user),
        may_read=may(user, "blueprint", "see"),
    )


def _goal(goal: Goal) -> OutlineGoal:
    unit = measures.RULES[goal.measure].unit
    return OutlineGoal(
        name=goal.name.said(get_language()),
        measure=str(Measure(goal.measure).label),
        target=value_words(value_of(unit, goal.target, "CNY")),
        months=goal.months,
    )
