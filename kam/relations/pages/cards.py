"""Cards and lines as the map draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.terms import FunctionalRole
from kam.judgements.pages import confidence_words
from kam.judgements.rules.freshness import age, is_ageing
from kam.judgements.terms import Confidence
from kam.relations.rules.matrix import LABELS
from kam.relations.terms import LineKind, Strength
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.judgements.pages.marks import Mark
    from kam.relations.pages.reading import Told
    from kam.relations.pages.scene import Scene
    from kam.relations.queries import Card, Wire
    from kam.relations.rules.paths import Way


@dataclass(frozen=True)
class LineView:
    """A line as the page says it and as the drawing reads it."""

    id: int
    kind: str
    source: int
    target: int
    source_name: str
    target_name: str
    words: str
    strength: int
    strength_words: str
    evidence: str
    confidence: str
    is_unsure: bool
    day: str
    author: str
    author_id: int | None
    is_on_path: bool


@dataclass(frozen=True)
class CardView:
    """Somebody on the map."""

    id: int
    name: str
    title: str
    role: str
    url: str
    layer: str
    influence: int | None
    influence_words: str
    klass: str
    klass_label: str
    stage: Mark | None
    preference: Mark | None
    day: str
    days: int
    is_ageing: bool
    step: int
    decides: bool
    lines: Sequence[LineView]
    is_chosen: bool
    revision: int

    @property
    def kite(self) -> str:
        """The preferred quadrants in their order: AB, or nothing."""
        return self.preference.kite if self.preference else ""


KINDS = {
    "reports": lambda a, b: gettext("%(a)s 向 %(b)s 汇报") % {"a": a, "b": b},
    "influence": lambda a, b: gettext("%(a)s 影响 %(b)s") % {"a": a, "b": b},
    "support": lambda a, b: gettext("%(a)s 支持 %(b)s") % {"a": a, "b": b},
    "conflict": lambda a, b: gettext("%(a)s 与 %(b)s 有冲突") % {"a": a, "b": b},
}


def wire_words(wire: Wire, source: str, target: str) -> str:
    """Say a line in a sentence, and that we are not sure of it."""
    return doubted(KINDS[wire.kind](source, target), wire.confidence)


def doubted(said: str, confidence: str) -> str:
    """Mark something said of which we are not sure."""
    if confidence != Confidence.LOW:
        return said
    return gettext("%(said)s（把握低）") % {"said": said}


def strength_words(strength: int) -> str:
    """Return how strong a line is, in a word."""
    return str(Strength(strength).label)


def line_views(scene: Scene) -> list[LineView]:
    """Return every line of a day."""
    on_path = set(scene.way.lines) if scene.way else set()
    return [_line(wire, scene, on_path) for wire in scene.wires]


def _line(wire: Wire, scene: Scene, on_path: set[int]) -> LineView:
    source, target = scene.by_id[wire.source].name, scene.by_id[wire.target].name
    return LineView(
        id=wire.id,
        kind=wire.kind,
        source=wire.source,
        target=wire.target,
        source_name=source,
        target_name=target,
        words=wire_words(wire, source, target),
        strength=wire.strength,
        strength_words=strength_words(wire.strength),
        evidence=wire.evidence,
        confidence=confidence_words(wire.confidence),
        is_unsure=wire.confidence == Confidence.LOW,
        day=day_words(wire.day),
        author=wire.author,
        author_id=wire.author_id,
        is_on_path=wire.id in on_path,
    )


def lines_by_person(lines: Sequence[LineView]) -> dict[int, list[LineView]]:
    """Return the lines that begin at each person; a conflict belongs to both."""
    found: dict[int, list[LineView]] = {}
    for line in lines:
        found.setdefault(line.source, []).append(line)
        if line.kind == LineKind.CONFLICT:
            found.setdefault(line.target, []).append(line)
    return found


def card_views(
    told: Told, base: str, lines: Sequence[LineView], chosen: int | None
) -> dict[int, CardView]:
    """Return every card of the day, by person."""
    ahead = lines_by_person(lines)
    return {
        card.id: _card(told, card, base, ahead.get(card.id, []), chosen)
        for card in told.scene.cards
    }


def _card(
    told: Told,
    card: Card,
    base: str,
    lines: Sequence[LineView],
    chosen: int | None,
) -> CardView:
    scene = told.scene
    day = scene.newest.get(card.id)
    influence = scene.contact[card.id].influence
    klass = scene.class_of(card.id)
    return CardView(
        id=card.id,
        name=card.name,
        title=card.title,
        role=str(FunctionalRole(card.role).label) if card.role else "",
        url=f"{base}person={card.id}",
        layer=card.layer,
        influence=influence,
        influence_words=gettext("影响%(n)s") % {"n": influence or "—"},
        klass=klass,
        klass_label=say(LABELS[klass]) if klass else gettext("未判断"),
        stage=told.beside("adoption", card.id),
        preference=told.beside("thinking", card.id),
        day=day_words(day) if day else "",
        days=age(day, scene.day) if day else 0,
        is_ageing=bool(day) and is_ageing(day, scene.day, told.after),  # type: ignore[arg-type]
        step=_step(scene.way, card.id),
        decides=card.id in scene.decider_ids,
        lines=lines,
        is_chosen=card.id == chosen,
        revision=card.revision,
    )


def address(told: Told, account_id: int, view: str = "") -> str:
    """Return the map of the same day and view, ready for what is chosen next."""
    kept = {"on": told.scene.day.isoformat()} if told.is_past else {}
    kept |= {"view": view} if view else {}
    query = "".join(f"{name}={value}&" for name, value in kept.items())
    return f"{reverse('relations:map', args=[account_id])}?{query}"


def _step(way: Way | None, person_id: int) -> int:
    people = way.people if way else ()
    return people.index(person_id) + 1 if person_id in people else 0
