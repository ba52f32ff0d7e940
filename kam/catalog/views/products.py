"""Products: the list, the file, adding and changing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.catalog.forms import ProductForm, ProductListForm
from kam.catalog.models import Product
from kam.catalog.pages.forms import FormPage
from kam.catalog.pages.products import product_list_page, product_sheet
from kam.catalog.policies import may_arrange_products
from kam.catalog.services import create_product, edit_product
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

METHODS = ["GET", "HEAD", "POST"]
NOUN = "product"


def _page(title: str, record: int | str = "") -> FormPage:
    return FormPage(title, NOUN, record, reverse("catalog:products"), _("产品"))


@surface("product", "see")
@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    """Show what we sell."""
    user = asker(request)
    require(may(user, "product", "see"))
    form = ProductListForm(user, request.GET)
    page = product_list_page(user, form, read_list(form, request.GET))
    return render_page(request, "catalog/products.html", page)


@surface("product", "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the products of the list as a file."""
    user = asker(request)
    require(may(user, "product", "export"))
    form = ProductListForm(user, request.GET)
    sheet = product_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), _("产品"))


@surface("product", "create")
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Add a product."""
    user = asker(request)
    require(may_arrange_products(user, "create"))
    form = ProductForm(posted(request))
    tried = attempted(form, lambda: create_product(actor=user, draft=form.draft))
    if tried is None or tried.done is None:
        page = _page(_("新建产品"))
        return render_form(request, "catalog/form.html", page, form, tried)
    return _saved(request, draft_key_of(user, NOUN))


@surface("product", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a product."""
    user = asker(request)
    product = Product.objects.visible_to(user).seen(user, pk=pk)
    require(may_arrange_products(user, "change"))
    form = ProductForm(posted(request), instance=product)
    tried = attempted(
        form,
        lambda: edit_product(
            actor=user, product=product, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = _page(_("编辑产品"), pk)
        return render_form(request, "catalog/form.html", page, form, tried)
    return _saved(request, draft_key_of(user, NOUN, pk))


def _saved(request: HttpRequest, key: str) -> HttpResponse:
    messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("catalog:products"))
