"""Where each missing thing of a plan is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.blueprints.rules import labels
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.blueprints.models import Blueprint

OF_ACCOUNT = {
    "scope": "accounts:edit",
    "characteristics": "accounts:edit",
    "applications": "accounts:edit",
    "potential": "accounts:edit",
    "placed": "pipeline:platform",
    "purchases": "pipeline:account",
    "two_people": "accounts:person-new",
    "decider": "relations:map",
    "reached": "relations:map",
    "relation": "relations:map",
    "half_judged": "relations:map",
    "ladder": "adoption:account",
    "influence": "relations:map",
    "concerns": "relations:map",
    "probed": "change:account",
    "plan": "plans:phases",
    "next_ready": "plans:phases",
    "no_late": "plans:phases",
    "questions": "questions:account",
    "kept": "desk:account",
    "several": "relations:map",
}
OF_PLAN = {
    "objective": "blueprints:objective-new",
    "near": "blueprints:objective-new",
    "far": "blueprints:objective-new",
    "joint": "blueprints:objective-new",
    "confirmed": "blueprints:share",
    "reviewed": "blueprints:detail",
}


@dataclass(frozen=True)
class Missing:
    """What is missing, and where it is mended."""

    label: str
    url: str


def missing_of(
    blueprint: Blueprint, section: str, keys: Iterable[str]
) -> tuple[Missing, ...]:
    """Return what a section lacks, each with a link to mend it."""
    return tuple(
        Missing(say(labels.CHECKS[key]), mend_url(blueprint, section, key))
        for key in keys
    )


def mend_url(blueprint: Blueprint, section: str, key: str) -> str:
    """Return where a check is mended."""
    if key == "next_visit":
        return f"{reverse('visits:new')}?account={blueprint.account_id}"
    if key in OF_ACCOUNT:
        return reverse(OF_ACCOUNT[key], args=[blueprint.account_id])
    if key in OF_PLAN:
        return reverse(OF_PLAN[key], args=[blueprint.pk])
    return reverse("blueprints:section", args=[blueprint.pk, section])
