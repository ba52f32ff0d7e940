"""The lists of this room, one beside the other."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, pgettext


@dataclass(frozen=True)
class Tab:
    """One of the lists of this room."""

    label: str
    url: str
    current: bool
    state: str = ""
    tone: str = ""
    note: str = ""
    shortcut: str = ""


def tabs(current: str) -> list[Tab]:
    """Return the lists; no statement."""
    named = {
        "pipeline:list": pgettext("place", "商机"),
        "pipeline:purchases": pgettext("deal", "采购"),
        "pipeline:grids": gettext("三个平台"),
        "pipeline:board": gettext("看板"),
        "pipeline:placements": gettext("平台名单"),
        "pipeline:calibration": gettext("校准"),
    }
    return [Tab(label, reverse(n), n == current) for n, label in named.items()]
