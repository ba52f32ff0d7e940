"""Advice in words, with its reason and the action it may become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from kam.core.marking import mark
from kam.relations.rules.advice import Advice, Case, advise
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.relations.pages.scene import Scene

LEVELS = {"kam1": mark("KAM1 个人做"), "kam2": mark("KAM2 公司一起做")}


@dataclass(frozen=True)
class AdviceView:
    """One thing to do, and why."""

    key: str
    what: str
    why: str
    who: str
    people: Sequence[int]
    level: str
    action_url: str


def advice_of(scene: Scene, account_id: int) -> list[AdviceView]:
    """Return what to do about the map, the weightiest first."""
    ours = scene.our_side
    case = Case(
        contacts=scene.contacts,
        reading=scene.reading,
        bounds=scene.bounds,
        deciders=scene.deciders,
        way=scene.way.people if scene.way else (),
        without_concerns=frozenset(c.id for c in scene.cards if not c.has_concerns),
        our_share=ours.share if ours else 0.0,
        has_lines=bool(scene.wires),
        role_to_find=scene.role_to_find,
    )
    return [_view(one, scene, account_id) for one in advise(case)]


def _view(advice: Advice, scene: Scene, account_id: int) -> AdviceView:
    who = "→".join(scene.by_id[pk].name for pk in advice.people)
    what = say(advice.what)
    text = gettext("%(what)s：%(who)s") % {"what": what, "who": who} if who else what
    return AdviceView(
        key=advice.key,
        what=what,
        why=say(advice.why, dict(advice.params)),
        who=who,
        people=advice.people,
        level=say(LEVELS[advice.level]),
        action_url=action_url(account_id, text, advice.level),
    )


def action_url(account_id: int, text: str, level: str) -> str:
    """Return where advice becomes an action, filled in; nothing where none is."""
    try:
        url = reverse("visits:action-new", args=[account_id])
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode({'text': text, 'level': level})}"
