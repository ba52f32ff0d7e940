"""Whom one meets: where they stand, how to speak to them, who else sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from kam.adoption.pages import StageBrief, stage_brief
from kam.adoption.rules import limits as adoption_limits
from kam.change.pages import ChangeBrief, change_brief
from kam.change.rules import limits as change_limits
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.needs.pages.messages import MessageCard, message_card
from kam.questions.queries import SETTINGS as QUESTION_KEYS
from kam.questions.queries import minds_of
from kam.thinking.pages import WaveBrief, wave_brief
from kam.thinking.rules import limits as thinking_limits
from kam.thinking.terms import Quadrant
from kam.visits.pages.words import names, visit_url
from kam.visits.queries.reading import is_hidden
from kam.visits.rules.asks import ask_for, dated, day_for
from kam.visits.rules.collision import DAYS
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.people.models import User
    from kam.visits.queries.around import Around
    from kam.visits.queries.preparing import Beside, Prepared

KEYS = tuple(
    dict.fromkeys(
        (
            *adoption_limits.KEYS,
            *change_limits.KEYS,
            *thinking_limits.KEYS,
            *QUESTION_KEYS,
            AGEING_AFTER.key,
            DAYS.key,
        )
    )
)
MOST_MET = 3
MOST_SAID = 3


@dataclass(frozen=True)
class StageCard:
    """A place on the ladder, what holds this person back, and what to ask for."""

    stage: StageBrief
    change: ChangeBrief
    ask: str
    fallback: str
    tuned: str = ""


@dataclass(frozen=True)
class BesideLine:
    """A colleague who also has a visit with some of these people."""

    name: str
    words: str
    url: str


@dataclass(frozen=True)
class Meeting:
    """The people met: places, wavelengths, what to tell them, and who else goes."""

    stages: Sequence[StageCard]
    waves: Sequence[WaveBrief]
    messages: Sequence[MessageCard]
    messages_more: int
    beside: Sequence[BesideLine]


def meeting_of(
    user: User, ready: Prepared, present: Sequence[PersonRow], around: Around
) -> Meeting:
    """Build it for the people of a visit; no statement."""
    said = [message_card(row) for row in around.said]
    return Meeting(
        stages=_stages(present, around.standing, ready),
        waves=_waves(user, present, ready, said[0].benefit if said else ""),
        messages=said[:MOST_SAID],
        messages_more=max(0, len(said) - MOST_SAID),
        beside=[_beside(row) for row in around.beside],
    )


def _stages(
    people: Sequence[PersonRow], standing: Standing, ready: Prepared
) -> list[StageCard]:
    back, found = visit_url(ready.visit.pk), []
    day, language = day_words(day_for(ready.visit.day)), get_language() or ""
    minds = minds_of(people, ready.settings)
    for person in people[:MOST_MET]:
        stage = stage_brief(person, standing, ready.products, ready.settings, back)
        if stage is not None:
            change = change_brief(person, standing, stage.product_id, ready.settings)
            mind = minds.get(person.pk)
            ask = ask_for(ready.asks, stage.stage, mind.primaries if mind else ())
            card = StageCard(
                stage,
                change,
                ask=dated(ask.primary.told(language), day),
                fallback=dated(ask.fallback.told(language), day),
                tuned=str(Quadrant(ask.quadrant).label) if ask.quadrant else "",
            )
            found.append(card)
    return found


def _waves(
    user: User, people: Sequence[PersonRow], ready: Prepared, message: str
) -> list[WaveBrief]:
    minds, visit = minds_of(people, ready.settings), ready.visit
    aim = (message, "" if is_hidden(user, "objective") else visit.objective)
    return [
        wave_brief(person, minds[person.pk], ready.own, aim)
        for person in people[:MOST_MET]
        if person.pk in minds
    ]


def _beside(row: Beside) -> BesideLine:
    told = {"day": day_words(row.day), "people": names(row.people)}
    words = gettext("%(day)s见 %(people)s") % told
    return BesideLine(name=row.owner, words=words, url=visit_url(row.id))
