"""The pages that the work of an account is told on."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

PLACES = ("account", "grid", "value", "messages")


@dataclass(frozen=True)
class PartLink:
    """One of the pages."""

    label: str
    url: str
    is_current: bool


def part_links(account_id: int, current: str) -> list[PartLink]:
    """Return the way between the pages; `current` is the name of one's address."""
    labels = {
        "account": gettext("思路树"),
        "grid": gettext("空白格"),
        "value": gettext("价值"),
        "messages": gettext("信息"),
    }
    return [
        PartLink(
            labels[name], reverse(f"needs:{name}", args=[account_id]), name == current
        )
        for name in PLACES
    ]
