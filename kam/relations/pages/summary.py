"""What the account room says of the map, from rows it has read already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.pages.tabs import TabState
from kam.judgements.rules.scales import BUSINESS, INFLUENCE, PERSONAL
from kam.relations.rules.map import Contact, coverage, deciders, gap_of, reached
from kam.web.templatetags.ui_words import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.relations.rules.map import Bounds


def summary(
    people: Sequence[PersonRow], standing: Standing, bounds: Bounds
) -> TabState:
    """Say how far the layers are covered, from rows already read; no statement."""
    here = _contacts(people, standing)
    if all(one.business is None and one.personal is None for one in here):
        return TabState(gettext("未判断"), "mute")
    share = percent(coverage(here, bounds.weights))
    far = gap_of(reached(here, bounds.high)) >= bounds.gap
    return TabState(gettext("覆盖 %(share)s") % {"share": share}, "warn" if far else "")


def decider_ids(people: Sequence[PersonRow], standing: Standing) -> frozenset[int]:
    """Return who decides, as the map reads it; no statement."""
    return frozenset(one.id for one in deciders(_contacts(people, standing)))


def _contacts(people: Sequence[PersonRow], standing: Standing) -> list[Contact]:
    return [
        Contact(
            id=row.pk,
            layer=row.layer,
            business=standing.value(row.pk, BUSINESS),
            personal=standing.value(row.pk, PERSONAL),
            influence=standing.value(row.pk, INFLUENCE),
            role=row.functional_role,
        )
        for row in people
        if not row.has_left
    ]
