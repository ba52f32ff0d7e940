"""What the tab of an account says of its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.pages.tabs import TabState
from kam.judgements.rules.scales import BUSINESS, PERSONAL
from kam.relations.rules.map import Contact, coverage, gap_of, reached
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
    here = [
        Contact(
            id=row.pk,
            layer=row.layer,
            business=standing.value(row.pk, BUSINESS),
            personal=standing.value(row.pk, PERSONAL),
        )
        for row in people
        if not row.has_left
    ]
    if all(one.business is None and one.personal is None for one in here):
        return TabState(gettext("未判断"), "mute")
    share = percent(coverage(here, bounds.weights))
    far = gap_of(reached(here, bounds.high)) >= bounds.gap
    return TabState(gettext("覆盖 %(share)s") % {"share": share}, "warn" if far else "")
