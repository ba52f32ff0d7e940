"""The doors of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kam.accounts.queries.room import account_of
from kam.catalog.queries import competitors_for
from kam.core.clock import today
from kam.core.errors import NotFound
from kam.needs.forms import PlaceForm
from kam.needs.pages.grid import Asked, grid_page
from kam.needs.policies import may_write
from kam.needs.queries import cell_of, units_of
from kam.needs.services import fill_place
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Account
    from kam.people.models import User

LONGEST_ID = 18


def _asked(request: HttpRequest) -> Asked | None:
    """Return the cell the address names, or None for the grid alone."""
    told = [request.GET.get(name, "") for name in ("unit", "product")]
    if not any(told):
        return None
    if not all(t.isascii() and t.isdigit() and len(t) <= LONGEST_ID for t in told):
        raise NotFound
    return Asked(*map(int, told))


@surface("need", "see")
@require_http_methods(["GET", "HEAD"])
def account_grid(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the grid, with the form of one cell where it is asked for."""
    user, asked = asker(request), _asked(request)
    account = account_of(user, pk)
    page = grid_page(user, account, asked)
    form = _form(request, user, _unit(user, account, asked), asked) if asked else None
    return render_page(request, "needs/grid.html", page, form=form)


@surface("need", "change")
@require_http_methods(["POST"])
def fill_cell(request: HttpRequest, pk: int) -> HttpResponse:
    """Write one cell of the grid."""
    user, asked = asker(request), _asked(request)
    account = account_of(user, pk)
    require(may_write(user, account))
    if asked is None:
        raise NotFound
    unit = _unit(user, account, asked)
    form = _form(request, user, unit, asked)
    tried = attempted(
        form,
        lambda: fill_place(
            actor=user,
            account=unit,
            product_id=asked.product_id,
            wanted=form.chosen(),
            before=form.before,
        ),
    )
    if tried is None or tried.done is None:
        page = grid_page(user, account, asked)
        return render_form(request, "needs/grid.html", page, form, tried)
    key = draft_key_of(user, "place", f"{asked.unit_id}-{asked.product_id}")
    messages.success(request, _("已保存"), f"saved:{key}")
    return see_other(reverse("needs:grid", args=[pk]))


def _unit(user: User, account: Account, asked: Asked) -> Account:
    """Return the unit of this account that is asked for, or NotFound."""
    for unit in units_of(user, account):
        if unit.pk == asked.unit_id:
            return unit
    raise NotFound


def _form(request: HttpRequest, user: User, unit: Account, asked: Asked) -> PlaceForm:
    return PlaceForm(
        posted(request),
        instance=cell_of(user, unit, asked.product_id),
        competitors=competitors_for(user),
        initial={"day": today(user.time_zone)},
    )
