"""The five layers of the map, their cards by place, and roles without a face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.rules.threads import LAYERS
from kam.accounts.terms import Layer
from kam.relations.rules.arranging import COLUMNS, arrange
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.relations.pages.cards import CardView
    from kam.relations.pages.reading import Told
    from kam.relations.pages.scene import Scene
    from kam.relations.queries import Wanted


@dataclass(frozen=True)
class GhostView:
    """A role without a face."""

    id: int
    title: str
    evidence: str
    day: str
    find_url: str
    retract_url: str
    author_id: int | None


@dataclass(frozen=True)
class Band:
    """One layer: its weight, its coverage, its cards by place, its faceless roles."""

    key: str
    label: str
    weight: str
    people: int
    share: int
    is_reached: bool
    is_beyond: bool
    slots: Sequence[CardView | None]
    ghosts: Sequence[GhostView]
    ghost_url: str

    @property
    def cards(self) -> list[CardView]:
        """The cards without the free places."""
        return [card for card in self.slots if card is not None]


def bands_of(told: Told, account_id: int, cards: Mapping[int, CardView]) -> list[Band]:
    """Return the five layers and, where somebody has none, a sixth.

    Cards that nobody laid are spread over the columns, so that lines cross few of them.
    """
    keys = [*LAYERS, *([""] if any(not c.layer for c in told.scene.cards) else [])]
    used = [0] * COLUMNS
    found = []
    for key in keys:
        slots = _slots(told.scene, key, used)
        for place, pk in enumerate(slots):
            used[place % COLUMNS] += pk is not None
        found.append(
            _band(told.scene, account_id, key, [cards.get(pk or 0) for pk in slots])
        )
    return found


def _slots(scene: Scene, key: str, used: Sequence[int]) -> list[int | None]:
    here = [card for card in scene.cards if card.layer == key]
    here.sort(key=lambda c: (-(scene.contact[c.id].influence or 0), c.id))
    return arrange([(card.id, card.place) for card in here], used)


def _band(
    scene: Scene, account_id: int, key: str, slots: Sequence[CardView | None]
) -> Band:
    weight = round(scene.bounds.weights.get(key, 0) * 100)
    reached = scene.reading.reached
    place = LAYERS.index(key) if key else len(LAYERS)
    return Band(
        key=key,
        label=str(Layer(key).label) if key else gettext("没有写层级"),
        weight=f"{weight}%" if key else "",
        people=sum(card is not None for card in slots),
        share=round(scene.reading.layers.get(key, 0) * 100),
        is_reached=bool(key) and key == reached,
        is_beyond=bool(key) and place < (LAYERS.index(reached) if reached else 0),
        slots=slots,
        ghosts=[_ghost(one) for one in scene.wanted if one.layer == key],
        ghost_url=f"{reverse('relations:role-new', args=[account_id])}?layer={key}",
    )


def _ghost(role: Wanted) -> GhostView:
    return GhostView(
        id=role.id,
        title=role.title or gettext("未识别的角色"),
        evidence=role.evidence,
        day=day_words(role.day),
        find_url=reverse("relations:role-find", args=[role.id]),
        retract_url=reverse("relations:role-retract", args=[role.id]),
        author_id=role.author_id,
    )
