"""What the account room says of thinking preferences in its tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.accounts.pages.tabs import TabState
from kam.thinking.rules.preference import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.thinking.rules.preference import Estimate


def summary(estimates: Sequence[Estimate]) -> TabState:
    """Return what the tab says: of how many people the preference is known."""
    together = group(estimates)
    if not together.total:
        return TabState(gettext("不估计"), "mute")
    text = ngettext("已知 %(known)s / %(n)s", "已知 %(known)s / %(n)s", together.total)
    tone = "" if together.known else "warn"
    return TabState(text % {"known": together.known, "n": together.total}, tone)
