"""The pages around the forms of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.packs.queries import current_pack
from kam.plans.pages import words
from kam.plans.rules.templates import PACK, template_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.plans.models import Plan, Step
    from kam.plans.rules.templates import Template


@dataclass(frozen=True)
class TemplateLink:
    """A template a step can begin with."""

    key: str
    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class PlanFormPage:
    """A form of a plan or step."""

    frame: RoomFrame
    title: str
    note: str
    record: str
    back_url: str
    submit: str
    draft: str = "plan"
    templates: Sequence[TemplateLink] = ()


def plan_form_page(user: User, plan: Plan, title: str, draft: str) -> PlanFormPage:
    """Build the page of a form about a plan; no statement."""
    return PlanFormPage(
        frame=room_frame(plan.account, "growth"),
        title=title,
        note=words.name_of(user, plan),
        record=str(plan.pk),
        back_url=reverse("desk:plan", args=[plan.pk]),
        submit=gettext("保存"),
        draft=draft,
    )


def step_form_page(user: User, step: Step, title: str, draft: str) -> PlanFormPage:
    """Build the page of a form about a step; no statement."""
    plan = step.plan
    back = reverse("desk:plan", args=[plan.pk])
    return PlanFormPage(
        frame=room_frame(plan.account, "growth"),
        title=title,
        note=f"{words.name_of(user, plan)} · {words.what_of(user, step)}",
        record=str(step.pk),
        back_url=f"{back}#step-{step.pk}",
        submit=gettext("保存"),
        draft=draft,
    )


def step_new_page(
    user: User, plan: Plan, chosen: str
) -> tuple[PlanFormPage, Template | None]:
    """Build the page of a new step and the template it begins with; one statement."""
    pack, language = current_pack(PACK), get_language() or ""
    here = reverse("plans:step-new", args=[plan.pk])
    template = template_of(pack, chosen, language) if chosen else None
    page = PlanFormPage(
        frame=room_frame(plan.account, "growth"),
        title=gettext("加一步"),
        note=words.name_of(user, plan),
        record=f"of-{plan.pk}",
        back_url=reverse("desk:plan", args=[plan.pk]),
        submit=gettext("加上这一步"),
        draft="step",
        templates=[
            TemplateLink(
                key=step.key,
                label=step.name.told(language),
                url=f"{here}?from={step.key}",
                is_chosen=step.key == chosen,
            )
            for step in pack.steps
        ],
    )
    return page, template
