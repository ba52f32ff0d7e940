"""Readiness for change in short, for the preparation of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.change.pages.sides import views_of
from kam.change.pages.words import TONES, band_words, index_words, term_label
from kam.change.rules.equation import LEVERS, band_of
from kam.change.rules.limits import limits_from
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.queries.room import PersonRow
    from kam.core.settings_book import Value
    from kam.judgements.queries import Standing


@dataclass(frozen=True)
class ChangeBrief:
    """How ready somebody is to change, what holds them, and what lowers it.

    `is_ready` is None while the index is a guess.
    """

    words: str
    tone: str
    is_ready: bool | None
    block: str
    lever: str
    url: str


def change_brief(
    person: PersonRow,
    standing: Standing,
    product_id: int,
    settings: Mapping[str, Value],
) -> ChangeBrief:
    """Say it of one person and product, as the customer sees it; no statement."""
    limits = limits_from(settings)
    views = views_of(standing, person.pk, product_id, limits)
    value = views.index.value
    band = band_of(value, limits) if value is not None else ""
    term = views.block.term if views.block else ""
    judge = reverse("change:judge", args=[person.pk])
    return ChangeBrief(
        words=_words(value, band),
        tone=TONES.get(band, "warn"),
        is_ready=value >= limits.edges[0] if value is not None else None,
        block=term_label(term) if term else "",
        lever=say(LEVERS[term][0].text) if term else "",
        url=f"{judge}?product={product_id}",
    )


def _words(value: float | None, band: str) -> str:
    if value is None:
        return gettext("还是猜测，先问")
    return f"{index_words(value)} {band_words(band)}"
