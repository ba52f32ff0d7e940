"""The template of account plans: reading, writing, taking along, choosing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.blueprints.forms import OutlineForm
from kam.blueprints.pages.outlines import outlines_page
from kam.blueprints.policies import may_write_outlines
from kam.blueprints.queries import edition_of
from kam.blueprints.services import save_outline, use_outline
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.downloads import attachment
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest

NOUN = "outline"
TOML = "application/toml; charset=utf-8"


@surface(NOUN, "see")
@require_safe
def outlines(request: HttpRequest) -> HttpResponse:
    """Show the template in force."""
    page = outlines_page(asker(request))
    return render_page(request, "blueprints/outlines.html", page)


@surface(NOUN, "see")
@require_safe
def outline(request: HttpRequest, number: int) -> HttpResponse:
    """Show one version of the template."""
    page = outlines_page(asker(request), number)
    return render_page(request, "blueprints/outlines.html", page)


@surface(NOUN, "create")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write a new version; what does not parse is refused with its line."""
    user = asker(request)
    require(may_write_outlines(user))
    page = outlines_page(user)
    start = {"text": page.shown.text, "newest": page.versions[0].number}
    form = OutlineForm(posted(request), initial=start)
    tried = attempted(form, lambda: save_outline(actor=user, draft=form.draft))
    if tried is None or tried.done is None:
        return render_form(request, "blueprints/outline_form.html", page, form, tried)
    saved = draft_key_of(user, "outline", "new")
    undo = reverse("blueprints:outline-use", args=[page.shown.number])
    said = _("模板第 %(number)s 版已启用") % {"number": tried.done.number}
    messages.success(request, said, extra_tags=f"saved:{saved} undo:{undo}")
    return see_other(reverse("blueprints:outlines"))


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with a version as a file."""
    user = asker(request)
    edition = edition_of(user, number)
    require(may(user, NOUN, "export"))
    answer = HttpResponse(edition.text, content_type=TOML)
    answer["Content-Disposition"] = attachment(f"account-plan-{number}.toml")
    return answer


@surface(NOUN, "change")
@require_POST
def use(request: HttpRequest, number: int) -> HttpResponse:
    """Let new plans begin with a version; the message puts the former one back."""
    user = asker(request)
    require(may_write_outlines(user))
    before = use_outline(actor=user, number=number)
    undo = reverse("blueprints:outline-use", args=[before])
    said = _("新的计划书用第 %(number)s 版开始") % {"number": number}
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return see_other(reverse("blueprints:outlines"))
