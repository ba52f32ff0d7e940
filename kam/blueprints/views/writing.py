"""Writing a section, setting a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.blueprints.forms import ObjectiveForm, section_form
from kam.blueprints.pages.writing import objective_page, section_page
from kam.blueprints.policies import may_write
from kam.blueprints.queries import blueprint_of, objective_of
from kam.blueprints.services import (
    add_objective,
    drop_objective,
    edit_blueprint,
    edit_objective,
    restore_objective,
)
from kam.blueprints.terms import Section
from kam.core.errors import NotFound
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NOUN = "blueprint"
METHODS = ["GET", "HEAD", "POST"]
SECTION, OBJECTIVE = "blueprints/section.html", "blueprints/objective.html"


@surface(NOUN, "change")
@require_http_methods(METHODS)
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write the team's text of a section, and the words for the customer."""
    user = asker(request)
    row = blueprint_of(user, pk)
    if key not in Section.values:
        raise NotFound
    require(may_write(user, row.account))
    form = section_form(key)(posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_blueprint(
            actor=user, blueprint=row, wanted=form.chosen(), before=form.before
        ),
    )
    page = section_page(row, key)
    if tried is None or tried.done is None:
        return render_form(request, SECTION, page, form, tried)
    saved = draft_key_of(user, page.draft, page.record)
    messages.success(request, _("这一节已保存"), extra_tags=f"saved:{saved}")
    return see_other(page.back_url)


@surface(NOUN, "change")
@require_http_methods(METHODS)
def new_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a goal; its start is read from the records."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_write(user, row.account))
    form = ObjectiveForm(posted(request))
    tried = attempted(
        form, lambda: add_objective(actor=user, blueprint=row, draft=form.draft)
    )
    page = objective_page(row, _("加一个目标"))
    if tried is None or tried.done is None:
        return render_form(request, OBJECTIVE, page, form, tried)
    saved = draft_key_of(user, page.draft, page.record)
    messages.success(request, _("目标已定下"), extra_tags=f"saved:{saved}")
    return see_other(page.back_url)


@surface(NOUN, "change")
@require_http_methods(METHODS)
def objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a goal."""
    user = asker(request)
    row = objective_of(user, pk)
    require(may_write(user, row.blueprint.account))
    form = ObjectiveForm(posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_objective(
            actor=user, objective=row, wanted=form.chosen(), before=form.before
        ),
    )
    page = objective_page(row.blueprint, _("改目标"), row)
    if tried is None or tried.done is None:
        return render_form(request, OBJECTIVE, page, form, tried)
    saved = draft_key_of(user, page.draft, page.record)
    messages.success(request, _("目标已保存"), extra_tags=f"saved:{saved}")
    return see_other(page.back_url)


@surface(NOUN, "change")
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal out of the plan; the message puts it back."""
    user = asker(request)
    row = objective_of(user, pk)
    require(may_write(user, row.blueprint.account))
    drop_objective(actor=user, objective=row)
    undo = reverse("blueprints:objective-restore", args=[pk])
    messages.success(request, _("目标已去掉"), extra_tags=f"undo:{undo}")
    return see_other(_goals(row.blueprint_id))


@surface(NOUN, "change")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a goal back."""
    user = asker(request)
    row = objective_of(user, pk)
    require(may_write(user, row.blueprint.account))
    restore_objective(actor=user, objective=row)
    messages.success(request, _("目标已放回"))
    return see_other(_goals(row.blueprint_id))


def _goals(pk: int) -> str:
    return f"{reverse('blueprints:detail', args=[pk])}#goals"
