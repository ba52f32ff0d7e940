"""The chosen person of the map: judgements, lines, ties, and what if they left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import PersonLink, person_links
from kam.accounts.policies import may_take_back
from kam.accounts.terms import Layer
from kam.judgements.pages import HeldLine, confidence_words, held_line
from kam.judgements.terms import Aspect
from kam.relations.pages.scene import ASPECTS
from kam.relations.policies import may_draw
from kam.relations.rules.map import Reading, without
from kam.relations.rules.matrix import ADVICE, WARNINGS
from kam.relations.terms import TieLevel
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_words import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.relations.pages.advising import AdviceView
    from kam.relations.pages.cards import CardView, LineView
    from kam.relations.pages.reading import Told
    from kam.relations.queries import Bond


@dataclass(frozen=True)
class Opened:
    """A thing judged, as it stands, and where it is judged anew."""

    about: str
    line: HeldLine | None
    url: str


@dataclass(frozen=True)
class TieView:
    """Who of us knows them, how well, and how well we want to."""

    colleague: str
    level: int
    level_words: str
    wanted: int
    wanted_words: str
    evidence: str
    confidence: str
    day: str
    author: str
    is_short: bool
    url: str
    retract_url: str


@dataclass(frozen=True)
class MyLine:
    """A line of the chosen person, and whether the reader may take it back."""

    line: LineView
    may_retract: bool


@dataclass(frozen=True)
class WhatIf:
    """One figure before and after somebody leaves."""

    label: str
    before: str
    after: str
    is_worse: bool


@dataclass(frozen=True)
class Panel:
    """Everything about the chosen person."""

    card: CardView
    layer: str
    concerns: str
    links: Sequence[PersonLink]
    layer_url: str
    judgements: Sequence[Opened]
    lines: Sequence[MyLine]
    line_url: str
    ties: Sequence[TieView]
    tie_url: str
    what_if: Sequence[WhatIf]
    class_advice: str
    class_warning: str
    advice: Sequence[AdviceView]
    may_draw: bool
    here: str


def panel_of(
    user: User,
    account: Account,
    told: Told,
    card: CardView,
    lines: Sequence[LineView],
    advice: Sequence[AdviceView],
) -> Panel:
    """Build the panel of one person; no statement."""
    scene = told.scene
    mine = [
        MyLine(line, may_take_back(user, account, "line", line.author_id))
        for line in lines
        if card.id in (line.source, line.target)
    ]
    draw = reverse("relations:line-new", args=[account.pk])
    may = may_draw(user, account) and not told.is_past
    return Panel(
        card=card,
        layer=str(Layer(card.layer).label) if card.layer else gettext("没有写层级"),
        concerns=scene.by_id[card.id].concerns,
        links=person_links(card.id, account.pk, "relations:map"),
        layer_url=reverse("relations:layer", args=[card.id]),
        judgements=[_opened(told, card, aspect) for aspect in ASPECTS],
        lines=mine,
        line_url=f"{draw}?from={card.id}",
        ties=[_tie(bond) for bond in scene.bonds if bond.stakeholder_id == card.id],
        tie_url=reverse("relations:tie-new", args=[card.id]),
        what_if=what_if(told, card.id),
        class_advice=say(ADVICE[card.klass]) if card.klass else "",
        class_warning=say(WARNINGS[card.klass]) if card.klass in WARNINGS else "",
        advice=[one for one in advice if card.id in one.people],
        may_draw=may,
        here=card.url,
    )


def _opened(told: Told, card: CardView, aspect: str) -> Opened:
    held = told.scene.standing.of(card.id, aspect)
    url = reverse("judgements:judge", args=[card.id, aspect])
    return Opened(
        about=str(Aspect(aspect).label),
        line=held_line(held, told.scene.day, told.after) if held else None,
        url=f"{url}?next={quote(card.url)}",
    )


def _tie(bond: Bond) -> TieView:
    url = reverse("relations:tie-new", args=[bond.stakeholder_id])
    return TieView(
        colleague=bond.colleague,
        level=bond.level,
        level_words=str(TieLevel(bond.level).label),
        wanted=bond.wanted,
        wanted_words=str(TieLevel(bond.wanted).label),
        evidence=bond.evidence,
        confidence=confidence_words(bond.confidence),
        day=day_words(bond.day),
        author=bond.author,
        is_short=bond.level < bond.wanted,
        url=f"{url}?colleague={bond.colleague_id}",
        retract_url=reverse("relations:tie-retract", args=[bond.id]),
    )


def what_if(told: Told, person_id: int) -> list[WhatIf]:
    """Return coverage, reached layer and concentration before and after a leaving."""
    scene = told.scene
    before = scene.reading
    after = without(scene.contacts, person_id, scene.bounds)
    return [
        WhatIf(
            gettext("层级覆盖度"),
            percent(before.coverage),
            percent(after.coverage),
            after.coverage < before.coverage,
        ),
        WhatIf(
            gettext("已到达的最高层"),
            _layer(before),
            _layer(after),
            after.gap > before.gap,
        ),
        WhatIf(
            gettext("关系集中"),
            _share(before),
            _share(after),
            after.is_concentrated and not before.is_concentrated,
        ),
    ]


def _layer(reading: Reading) -> str:
    return str(Layer(reading.reached).label) if reading.reached else "—"


def _share(reading: Reading) -> str:
    return f"{round(reading.strongest.share * 100)}%" if reading.strongest else "—"
