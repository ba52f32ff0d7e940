"""What changed since the last review, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.blueprints.pages.words import value_words
from kam.blueprints.queries import changes_of, goal_changes
from kam.blueprints.rules import labels
from kam.core.marking import mark
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.blueprints.queries import Change, Whole
    from kam.blueprints.rules.plain import Row

ADDRESSES = {
    "visit": "visits:detail",
    "stage": "accounts:person",
    "relation": "accounts:person",
    "joined": "accounts:person",
    "left": "accounts:person",
    "deal": "pipeline:detail",
    "done": "desk:step",
    "late": "desk:step",
}
HAPPENED = {"joined": mark("新认识的人"), "left": mark("离开了")}


@dataclass(frozen=True)
class ChangeLine:
    """One change: when, what, from what to what; a visit leads on by its day."""

    day: str
    of: str
    words: str
    tone: str
    url: str
    day_url: str = ""


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one kind."""

    key: str
    label: str
    lines: Sequence[ChangeLine]


def change_groups(
    whole: Whole, before: Sequence[Row] = (), kinds: Sequence[str] | None = None
) -> list[ChangeGroup]:
    """Return what changed by kind; `before` are the goals at the last review.

    `kinds` are those that are wanted, all of them where it is left out.
    """
    if kinds is not None and not kinds:
        return []
    found = changes_of(whole.sources)
    if kinds is not None:
        found = {key: rows for key, rows in found.items() if key in kinds}
    currency = whole.blueprint.account.currency
    moved = goal_changes(whole.goals, before, currency) if before else []
    if moved:
        found["goals"] = moved
    return [
        ChangeGroup(key, say(labels.CHANGES[key]), [_line(one) for one in rows])
        for key, rows in found.items()
    ]


def _line(change: Change) -> ChangeLine:
    name = ADDRESSES.get(change.kind, "")
    url = reverse(name, args=[change.pk]) if name and change.pk else ""
    is_visit = change.kind == "visit"
    return ChangeLine(
        day=day_words(change.day) if change.day else "",
        of=value_words(change.of) if change.of.is_known else "",
        words=_words(change),
        tone=change.tone,
        url="" if is_visit else url,
        day_url=url if is_visit else "",
    )


def _words(change: Change) -> str:
    told = {
        "before": value_words(change.before),
        "after": value_words(change.after),
    }
    if change.kind in HAPPENED:
        return say(HAPPENED[change.kind])
    if change.kind == "late":
        return gettext("晚了 %(after)s，原定 %(before)s") % told
    if change.kind == "deal":
        return gettext("%(after)s，%(before)s") % told
    if not change.before.is_known:
        return told["after"]
    return gettext("%(before)s → %(after)s") % told
