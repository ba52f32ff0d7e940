"""The pages around the forms of a plan: a section, a goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.blueprints.pages.words import section_label
from kam.blueprints.queries import outline_numbered
from kam.blueprints.rules.handing import SHAREABLE

if TYPE_CHECKING:
    from kam.blueprints.models import Blueprint, Objective


@dataclass(frozen=True)
class WritingPage:
    """Something of a plan being written."""

    frame: RoomFrame
    pk: int
    title: str
    prompt: str
    draft: str
    record: str
    back_url: str
    is_shareable: bool = False


def section_page(blueprint: Blueprint, key: str) -> WritingPage:
    """Build the page of a section; no statement but for an own template."""
    prompt = outline_numbered(blueprint.outline).prompts.get(key)
    return WritingPage(
        frame=room_frame(blueprint.account, "growth"),
        pk=blueprint.pk,
        title=section_label(key),
        prompt=prompt.said(get_language()) if prompt else "",
        draft=f"blueprint-{key}",
        record=str(blueprint.pk),
        back_url=f"{reverse('blueprints:detail', args=[blueprint.pk])}#{key}",
        is_shareable=key in SHAREABLE,
    )


def objective_page(
    blueprint: Blueprint, title: str, objective: Objective | None = None
) -> WritingPage:
    """Build the page of a goal; no statement."""
    return WritingPage(
        frame=room_frame(blueprint.account, "growth"),
        pk=blueprint.pk,
        title=title,
        prompt="",
        draft="objective",
        record=str(objective.pk) if objective else f"of-{blueprint.pk}",
        back_url=f"{reverse('blueprints:detail', args=[blueprint.pk])}#goals",
    )
