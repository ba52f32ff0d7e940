"""The frozen versions of a plan, and two of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.blueprints.pages.words import (
    NOTHING,
    section_label,
    section_number,
    value_words,
)
from kam.blueprints.queries import snapshot_seen, version_of, versions_of
from kam.blueprints.rules import labels
from kam.blueprints.rules.compare import compare
from kam.blueprints.terms import VersionKind
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.blueprints.models import Blueprint, BlueprintVersion
    from kam.blueprints.rules.compare import Difference
    from kam.people.models import User


@dataclass(frozen=True)
class VersionLine:
    """A version: number, why it was frozen, by whom, when."""

    number: int
    kind: str
    who: str
    at: datetime


@dataclass(frozen=True)
class DifferenceLine:
    """One thing that differs, both sides in words."""

    what: str
    before: str
    after: str
    kind: str
    is_text: bool


@dataclass(frozen=True)
class DifferenceGroup:
    """What differs in one section."""

    label: str
    lines: Sequence[DifferenceLine]


@dataclass(frozen=True)
class VersionsPage:
    """The versions, and the comparison of two where there are two."""

    frame: RoomFrame
    pk: int
    title: str
    versions: Sequence[VersionLine]
    a: int
    b: int
    groups: Sequence[DifferenceGroup]
    is_compared: bool


def versions_page(
    user: User, blueprint: Blueprint, a: int | None = None, b: int | None = None
) -> VersionsPage:
    """Build the page; the two newest are compared where nothing is said."""
    rows = versions_of(user, blueprint)
    numbers = [row.number for row in rows]
    b = b or (numbers[0] if numbers else 0)
    a = a or (numbers[1] if len(numbers) > 1 else 0)
    groups = _groups(user, blueprint, a, b) if a and b else []
    return VersionsPage(
        frame=room_frame(blueprint.account, "growth"),
        pk=blueprint.pk,
        title=gettext("%(account)s %(year)s 年客户计划书")
        % {"account": blueprint.account.name, "year": blueprint.year},
        versions=[_line(row) for row in rows],
        a=a,
        b=b,
        groups=groups,
        is_compared=bool(a and b),
    )


def _line(row: BlueprintVersion) -> VersionLine:
    return VersionLine(
        number=row.number,
        kind=str(VersionKind(row.kind).label),
        who=row.author.name if row.author else "",
        at=row.frozen_at,
    )


def _groups(user: User, blueprint: Blueprint, a: int, b: int) -> list[DifferenceGroup]:
    pair = (version_of(user, blueprint, n) for n in (a, b))
    before, after = (snapshot_seen(user, row) for row in pair)
    found = sorted(compare(before, after), key=lambda one: section_number(one.section))
    return [
        DifferenceGroup(section_label(key), [_difference(one) for one in rows])
        for key, rows in groupby(found, key=lambda one: one.section)
    ]


def _difference(one: Difference) -> DifferenceLine:
    return DifferenceLine(
        what=_what(one),
        before=value_words(one.before) if one.before.is_known else NOTHING,
        after=value_words(one.after) if one.after.is_known else NOTHING,
        kind=one.kind,
        is_text=one.what == "text",
    )


def _what(one: Difference) -> str:
    if one.what == "text":
        return gettext("我们自己的判断")
    if one.what == "fact":
        return say(labels.FACTS[one.key])
    name = value_words(one.of)
    label = _column(one)
    return f"{name} · {label}" if label else name


def _column(one: Difference) -> str:
    if one.what == "goal" and one.key.isdigit():
        keys = ("goal", "measure", "baseline", "value", "target", "due", "state")
        return say(labels.COLUMNS[keys[int(one.key)]])
    return say(labels.COLUMNS[one.key]) if one.key in labels.COLUMNS else ""
