"""What the account room says of change in its tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.accounts.pages.tabs import TabState
from kam.change.pages.sides import CUSTOMER, customer_index
from kam.change.rules.equation import band_of
from kam.change.rules.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing


def summary(
    people: Sequence[PersonRow], standing: Standing, limits: Limits | None = None
) -> TabState:
    """Say how many are not ready, over all products; no statement."""
    limits = limits or Limits()
    sides = {(key[0], key[1]) for key in standing.rows if key[3] == CUSTOMER}
    here = {p.pk for p in people if not p.has_left}
    found = [
        customer_index(standing, person, product, limits)
        for person, product in sides
        if person in here and product is not None
    ]
    if not found:
        return TabState(gettext("未探询"), "mute")
    values = [index.value for index in found if index.value is not None]
    if not values:
        return TabState(gettext("还是猜测"), "warn")
    blocked = sum(band_of(value, limits) == "not-ready" for value in values)
    if not blocked:
        return TabState(gettext("没有人未就绪"), "good")
    told = ngettext("%(n)s 处未就绪", "%(n)s 处未就绪", blocked) % {"n": blocked}
    return TabState(told, "bad")
