"""The people of an account with what the rooms know of each, beside the write-up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext

from kam.adoption.pages import furthest
from kam.adoption.pages.words import stage_words
from kam.adoption.rules import limits as ladder
from kam.judgements.rules.freshness import AGEING_AFTER, is_ageing
from kam.judgements.rules.scales import BUSINESS, PERSONAL
from kam.judgements.terms import Source
from kam.relations.pages.summary import decider_ids
from kam.relations.rules.map import bounds_of
from kam.relations.rules.matrix import FRIEND, LABELS, NONE, PARTNER, SUPPLIER, class_of
from kam.thinking.pages.marks import mark_of
from kam.web.doors import address_of
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kam.accounts.pages.people import PersonLine
    from kam.accounts.queries.room import PersonRow
    from kam.adoption.pages.climbers import Climber
    from kam.judgements.pages.marks import Mark
    from kam.judgements.queries import Standing
    from kam.thinking.rules.preference import Estimate

SHOWN = 60
TONES = {NONE: "mute", SUPPLIER: "info", FRIEND: "warn", PARTNER: "good"}


@dataclass(frozen=True)
class Relation:
    """The class of a relationship, with the two scores it follows from."""

    label: str
    tone: str
    scores: str


@dataclass(frozen=True)
class Stage:
    """How far somebody has come with one product, and on what evidence."""

    level: int
    words: str
    product: str
    url: str
    evidence: str
    is_quote: bool
    day: str
    is_ageing: bool


@dataclass(frozen=True)
class RoomPerson:
    """One line of the table: who, how far, how close, and how they think."""

    line: PersonLine
    decides: bool = False
    stage: Stage | None = None
    relation: Relation | None = None
    preference: Mark | None = None
    map_url: str = ""
    thinking_url: str = ""


def room_people(
    account_id: int,
    lines: Sequence[PersonLine],
    rows: Sequence[PersonRow],
    standing: Standing,
    minds: Mapping[int, Estimate],
    settings: Mapping[str, float],
) -> list[RoomPerson]:
    """Build some lines of the table from what the room has read; no statement."""
    shown = {line.pk for line in lines}
    people = [row for row in rows if row.pk in shown]
    read = _Read(
        placed=furthest(people, standing, ladder.limits_from(settings)),
        deciders=decider_ids(rows, standing),
        standing=standing,
        minds=minds,
        high=bounds_of(settings).high,
        after=int(settings[AGEING_AFTER.key]),
        ladder=reverse("adoption:account", args=[account_id]),
        map=reverse("relations:map", args=[account_id]),
        thinking=address_of("thinking:person"),
    )
    return [
        RoomPerson(line) if line.is_ghost else _person(line, read) for line in lines
    ]


class _Words:
    """What is said of many people in the same words, said once a page."""

    def __init__(self) -> None:
        self.stage = cache(stage_words)
        self.day = cache(day_words)
        self.klass = cache(lambda klass: say(LABELS[klass]))
        self.scores = gettext("业务 %(business)s · 个人 %(personal)s")


@dataclass(frozen=True)
class _Read:
    placed: Mapping[int, Climber]
    deciders: frozenset[int]
    standing: Standing
    minds: Mapping[int, Estimate]
    high: int
    after: int
    ladder: str
    map: str
    thinking: Callable[[int], str]
    words: _Words = field(default_factory=_Words)


def _person(line: PersonLine, read: _Read) -> RoomPerson:
    mind = read.minds.get(line.pk)
    return RoomPerson(
        line=line,
        decides=line.pk in read.deciders,
        stage=_stage(read.placed.get(line.pk), read),
        relation=_relation(line.pk, read),
        preference=mark_of(mind) if mind else None,
        map_url=f"{read.map}?person={line.pk}",
        thinking_url=read.thinking(line.pk),
    )


def _stage(row: Climber | None, read: _Read) -> Stage | None:
    if row is None or (held := row.deciding) is None:
        return None
    return Stage(
        level=row.place.stage or 0,
        words=read.words.stage(row.place.stage),
        product=held.product,
        url=f"{read.ladder}?product={held.product_id}#person-{row.person.pk}",
        evidence=Truncator(held.evidence).chars(SHOWN),
        is_quote=held.source == Source.TOLD,
        day=read.words.day(held.day),
        is_ageing=is_ageing(held.day, read.standing.day, read.after),
    )


def _relation(person_id: int, read: _Read) -> Relation | None:
    business = read.standing.value(person_id, BUSINESS)
    personal = read.standing.value(person_id, PERSONAL)
    klass = class_of(business, personal, read.high)
    if not klass:
        return None
    return Relation(
        label=read.words.klass(klass),
        tone=TONES[klass],
        scores=read.words.scores % {"business": business, "personal": personal},
    )
