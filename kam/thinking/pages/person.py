"""How one person prefers to think: clues, estimate, and the wavelength to speak on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import PersonLink, RoomFrame, person_links, room_frame
from kam.accounts.pages.words import layer_label
from kam.accounts.policies import may_take_back
from kam.people.scopes import hidden_fields
from kam.thinking.pages.wavelength import (
    Wavelength,
    distance_words,
    wavelength_of,
)
from kam.thinking.pages.words import Preference, label_of, preference_of
from kam.thinking.policies import may_observe
from kam.thinking.queries import choices, exempt_ids, own_shares, person_sightings
from kam.thinking.rules.clues import BY_CODE
from kam.thinking.rules.preference import (
    Clue,
    estimate,
)
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Stakeholder
    from kam.people.models import User
    from kam.thinking.queries import Seen


@dataclass(frozen=True)
class SightingLine:
    """One observation of the list."""

    id: int
    text: str
    note: str
    quadrant: str
    weight: int
    day: str
    author: str
    is_retracted: bool
    may_retract: bool
    url: str


@dataclass(frozen=True)
class PersonThinking:
    """The page of one person's preference."""

    pk: int
    frame: RoomFrame
    name: str
    layer: str
    links: Sequence[PersonLink]
    is_enabled: bool
    is_exempt: bool
    may_observe: bool
    preference: Preference
    distance: str
    lines: Sequence[SightingLine]
    wavelength: Wavelength
    draft: str


def person_thinking(
    user: User, stakeholder: Stakeholder, message: str = "", objective: str = ""
) -> PersonThinking:
    """Build the page; cost: four statements."""
    chosen = choices()
    rows = person_sightings(user, stakeholder)
    is_exempt = stakeholder.pk in exempt_ids(user, stakeholder.account)
    own = own_shares(user)
    is_used = chosen.is_enabled and not is_exempt
    told = estimate(_clues(rows) if is_used else [], chosen.limits)
    name = _name(user, stakeholder)
    return PersonThinking(
        pk=stakeholder.pk,
        frame=room_frame(stakeholder.account, "person"),
        name=name,
        layer=layer_label(stakeholder.layer),
        links=person_links(stakeholder.pk, stakeholder.account_id, "thinking:person"),
        is_enabled=chosen.is_enabled,
        is_exempt=is_exempt,
        may_observe=may_observe(user, stakeholder.account)
        and not stakeholder.person.is_erased,
        preference=preference_of(told, name, own),
        distance=distance_words(told, own),
        lines=[_sighting(user, stakeholder, row) for row in rows],
        wavelength=wavelength_of(told, message, objective),
        draft=str(stakeholder.pk),
    )


def _clues(rows: Sequence[Seen]) -> list[Clue]:
    return [
        Clue(row.quadrant, row.weight, row.occasion)
        for row in rows
        if not row.is_retracted
    ]


def _name(user: User, stakeholder: Stakeholder) -> str:
    hidden = "name" in hidden_fields(user, "stakeholder")
    return str(stakeholder) if hidden else stakeholder.person.name


def _sighting(user: User, stakeholder: Stakeholder, row: Seen) -> SightingLine:
    known = BY_CODE.get(row.clue)
    name = "restore" if row.is_retracted else "retract"
    return SightingLine(
        id=row.id,
        text=say(known.text) if known else gettext("自己写的观察"),
        note=row.note,
        quadrant=label_of(row.quadrant),
        weight=row.weight,
        day=day_words(row.day),
        author=row.author,
        is_retracted=row.is_retracted,
        may_retract=_may_retract(user, stakeholder, row),
        url=reverse(f"thinking:{name}", args=[row.id]),
    )


def _may_retract(user: User, stakeholder: Stakeholder, row: Seen) -> bool:
    return may_take_back(user, stakeholder.account, "observation", row.author_id)
