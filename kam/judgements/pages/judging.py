"""The page on which one thing is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.core.clock import today
from kam.judgements.pages.words import HeldLine, held_line
from kam.judgements.queries import person_history
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.judgements.rules.scales import SCALES
from kam.judgements.terms import Aspect
from kam.people.queries import setting
from kam.people.scopes import hidden_fields
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Stakeholder
    from kam.people.models import User

SHOWN = 5


@dataclass(frozen=True)
class Gate:
    """A question that helps choose, and the value that yes leads to."""

    value: int
    ask: str


@dataclass(frozen=True)
class JudgePage:
    """What is judged, of whom, what was held before, and questions that help."""

    stakeholder_id: int
    aspect: str
    about: str
    who: str
    account: str
    account_url: str
    person_url: str
    draft: str
    low: int
    gates: Sequence[Gate]
    before: Sequence[HeldLine]
    history_url: str


def who_is(user: User, stakeholder: Stakeholder) -> str:
    """Return what somebody is called to this reader."""
    hidden = "name" in hidden_fields(user, "stakeholder")
    return str(stakeholder) if hidden else stakeholder.person.name


def judge_page(user: User, stakeholder: Stakeholder, aspect: str) -> JudgePage:
    """Build the page; cost: two statements."""
    day, after = today(user.time_zone), int(setting(AGEING_AFTER.key))
    scale = SCALES[aspect]
    rows = person_history(user, stakeholder, [aspect])[:SHOWN]
    return JudgePage(
        stakeholder_id=stakeholder.pk,
        aspect=aspect,
        about=str(Aspect(aspect).label),
        who=who_is(user, stakeholder),
        account=stakeholder.account.name,
        account_url=reverse("desk:account", args=[stakeholder.account_id]),
        person_url=reverse("accounts:person", args=[stakeholder.pk]),
        draft=f"{stakeholder.pk}-{aspect}",
        low=scale.low,
        gates=[Gate(a.value, say(a.ask)) for a in scale.anchors if a.ask],
        before=[held_line(row, day, after) for row in rows],
        history_url=reverse("judgements:history", args=[stakeholder.pk]),
    )
