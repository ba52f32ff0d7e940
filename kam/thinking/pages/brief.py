"""A preference in short: whom one meets, and how to speak to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.thinking.pages.wavelength import (
    MannerLine,
    distance_words,
    wavelength_of,
)
from kam.thinking.pages.words import Preference, preference_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.thinking.rules.preference import Estimate


@dataclass(frozen=True)
class WaveBrief:
    """How to speak to one person: the first preference, or a walk round all four."""

    name: str
    url: str
    title: str
    why: str
    preference: Preference
    distance: str
    manners: Sequence[MannerLine]
    is_walk: bool


def wave_brief(
    person: PersonRow,
    told: Estimate,
    own: Mapping[str, float] | None,
    aim: tuple[str, str],
) -> WaveBrief:
    """Say it for a message and an objective (`aim`); no statement."""
    wave = wavelength_of(told, *aim)
    return WaveBrief(
        name=person.name,
        url=reverse("thinking:person", args=[person.pk]),
        title=wave.title,
        why=wave.why,
        preference=preference_of(told, person.name, own),
        distance=distance_words(told, own),
        manners=wave.manners if not told.primaries else wave.manners[:1],
        is_walk=not told.primaries,
    )
