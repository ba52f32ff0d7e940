"""What the account room says of needs in its tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.pages.tabs import TabState
from kam.needs.rules.white import white_space

if TYPE_CHECKING:
    from collections.abc import Iterable


def summary(fits: Iterable[str]) -> TabState:
    """Say how many places to grow there are, from the fit of every method."""
    told = white_space(fits)
    if not told.leaves:
        return TabState(gettext("还没问过"), "mute")
    return TabState(gettext("空白点 %(n)s") % {"n": told.spots})
