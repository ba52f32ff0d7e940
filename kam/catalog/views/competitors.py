"""Competitors: the list, adding and changing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.catalog.forms import CompetitorForm
from kam.catalog.models import Competitor
from kam.catalog.pages.competitors import competitor_list_page
from kam.catalog.pages.forms import FormPage
from kam.catalog.policies import may_arrange_competitors
from kam.catalog.services import create_competitor, edit_competitor
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User

METHODS = ["GET", "HEAD", "POST"]
NOUN = "competitor"


def _page(title: str, record: int | str = "") -> FormPage:
    back = reverse("catalog:competitors")
    return FormPage(title, NOUN, record, back, _("竞争对手"))


@surface("competitor", "see")
@require_safe
def competitor_list(request: HttpRequest) -> HttpResponse:
    """Show who sells what we sell."""
    user = asker(request)
    require(may(user, "competitor", "see"))
    page = competitor_list_page(user)
    return render_page(request, "catalog/competitors.html", page)


@surface("competitor", "create")
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Add a competitor."""
    user = asker(request)
    require(may_arrange_competitors(user, "create"))
    form = CompetitorForm(posted(request))
    tried = attempted(form, lambda: _create(user, form))
    if tried is None or tried.done is None:
        page = _page(_("新建竞争对手"))
        return render_form(request, "catalog/form.html", page, form, tried)
    return _saved(request, draft_key_of(user, NOUN))


def _create(user: User, form: CompetitorForm) -> Competitor:
    given = form.cleaned_data
    return create_competitor(
        actor=user,
        name=given["name"],
        note=given["note"],
        is_active=given["is_active"],
    )


@surface("competitor", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a competitor."""
    user = asker(request)
    competitor = Competitor.objects.visible_to(user).seen(user, pk=pk)
    require(may_arrange_competitors(user, "change"))
    form = CompetitorForm(posted(request), instance=competitor)
    tried = attempted(
        form,
        lambda: edit_competitor(
            actor=user,
            competitor=competitor,
            wanted=form.chosen(),
            before=form.before,
        ),
    )
    if tried is None or tried.done is None:
        page = _page(_("编辑竞争对手"), pk)
        return render_form(request, "catalog/form.html", page, form, tried)
    return _saved(request, draft_key_of(user, NOUN, pk))


def _saved(request: HttpRequest, key: str) -> HttpResponse:
    messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("catalog:competitors"))
