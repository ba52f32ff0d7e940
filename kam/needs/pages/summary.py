"""What the account room says of needs in its tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.pages.tabs import TabState
from kam.needs.rules.tree import METHOD
from kam.needs.rules.white import white_space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.needs.queries import Thought


def summary(thoughts: Sequence[Thought]) -> TabState:
    """Say how many places to grow there are; no statement."""
    told = white_space(row.fit for row in thoughts if row.kind == METHOD)
    if not told.leaves:
        return TabState(gettext("还没问过"), "mute")
    return TabState(gettext("空白点 %(n)s") % {"n": told.spots})
