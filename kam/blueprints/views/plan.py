"""One account plan: beginning it, reading it, its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kam.accounts.queries.room import account_of
from kam.blueprints.forms import BeginForm, DecisionForm, RemarkForm
from kam.blueprints.pages.lists import begin_page
from kam.blueprints.pages.plan import plan_page
from kam.blueprints.pages.versions import versions_page
from kam.blueprints.policies import may_write
from kam.blueprints.queries import blueprint_of, blueprints_of
from kam.blueprints.services import begin_blueprint
from kam.core.clock import today
from kam.core.errors import AlreadyThere, Invalid
from kam.core.text import mark
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User

NOUN = "blueprint"
DETAIL = "blueprints/detail.html"


@surface(NOUN, "see")
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the plan of this year, or show how one begins."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    found = account_of(user, pk)
    rows = blueprints_of(user, found)
    year = today(user.time_zone).year
    now = next((row for row in rows if row.year == year), None)
    if now is not None:
        return see_other(reverse("blueprints:detail", args=[now.pk]))
    page = begin_page(user, found, rows)
    form = BeginForm(initial={"year": year})
    return render_form(request, "blueprints/begin.html", page, form)


@surface(NOUN, "create")
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the plan of a year from the template in force."""
    user = asker(request)
    found = account_of(user, pk)
    require(may_write(user, found, "create"))
    form = BeginForm(request.POST)
    try:
        tried = attempt(
            form,
            lambda: begin_blueprint(
                actor=user, account=found, year=form.cleaned_data["year"]
            ),
        )
    except AlreadyThere as error:
        messages.info(request, _("这一年的计划书已经有了，这就是"))
        return see_other(reverse("blueprints:detail", args=[error.record]))
    if tried.done is None:
        page = begin_page(user, found, blueprints_of(user, found))
        return render_form(request, "blueprints/begin.html", page, form, tried)
    messages.success(request, _("计划书已开始，目标已按模板带上"))
    return see_other(reverse("blueprints:detail", args=[tried.done.pk]))


@surface(NOUN, "see")
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one plan, live."""
    return shown(request, asker(request), pk)


def shown(request: HttpRequest, user: User, pk: int) -> HttpResponse:
    """Show a plan with its forms."""
    page = plan_page(user, blueprint_of(user, pk))
    form = DecisionForm(initial={"number": page.number})
    return render_page(request, DETAIL, page, form=form, remark=RemarkForm())


@surface(NOUN, "see")
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the frozen versions, and two of them side by side."""
    user = asker(request)
    row = blueprint_of(user, pk)
    a, b = (_number(request.GET.get(name, "")) for name in ("a", "b"))
    page = versions_page(user, row, a, b)
    return render_page(request, "blueprints/versions.html", page)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004
        raise Invalid(fields={"a": [mark("没有这个版本")]})
    return int(text)
