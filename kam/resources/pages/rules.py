"""What has to be confirmed for every kind of resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.people.pages.tabs import settings_tabs
from kam.people.queries import setting
from kam.resources.queries.compliance import rules
from kam.resources.rules.limits import SAMPLES
from kam.resources.terms import ResourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.people.pages.tabs import Tab


@dataclass(frozen=True)
class RuleLine:
    """One kind and what is confirmed."""

    kind: str
    text: str
    always: bool
    is_own: bool
    is_off: bool
    url: str


@dataclass(frozen=True)
class RulesPage:
    """All kinds."""

    tabs: Sequence[Tab]
    lines: Sequence[RuleLine]


def rules_page(user: User) -> RulesPage:
    """Read the rules; two statements."""
    told, samples = rules(), bool(setting(SAMPLES.key))
    return RulesPage(
        tabs=settings_tabs(user, "resources"),
        lines=[
            RuleLine(
                kind=str(label),
                text=told[kind].text,
                always=told[kind].always,
                is_own=told[kind].is_own,
                is_off=kind == ResourceKind.SAMPLE and not samples,
                url=reverse("resources:rule", args=[kind]),
            )
            for kind, label in ResourceKind.choices
        ],
    )
