"""Links that keep the state of a list in its address: sorting and paging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from kam.web.templatetags.ui_library import register
from kam.web.templatetags.ui_words import draw_icon

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import HttpRequest
    from django.template import Context
    from django.utils.safestring import SafeString

SEARCH = "q"
FOLDED_FROM = 3


def changed_link(request: HttpRequest | None, **changes: object) -> str:
    """Return the current path with its query changed; None removes a key."""
    if request is None:
        return "?"
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        else:
            query[key] = str(value)
    text = query.urlencode()
    return f"{request.path}?{text}" if text else request.path


@register.simple_tag(takes_context=True)
def link_with(context: Context, **changes: object) -> str:
    """Return the current address with the query changed."""
    return changed_link(context.get("request"), **changes)


def next_sort(key: str, sort: str) -> tuple[str, str]:
    """Return (aria-sort now, sort key of the next press) for a column."""
    if sort == key:
        return "ascending", f"-{key}"
    if sort == f"-{key}":
        return "descending", key
    return "none", key


@register.simple_tag(takes_context=True)
def th(
    context: Context, label: str, key: str = "", sort: str = "", *, num: bool = False
) -> SafeString:
    """Return a column head; with a key it is a link that sorts."""
    css = "num" if num else ""
    if not key:
        return format_html('<th scope="col" class="{}">{}</th>', css, label)
    state, following = next_sort(key, sort)
    marks = {"ascending": "chevron-up", "descending": "chevron-down", "none": "sort"}
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}">'
        '<a class="sort" href="{}">{}{}</a></th>',
        css,
        state,
        changed_link(context.get("request"), sort=following, cursor=None),
        label,
        draw_icon(marks[state]),
    )


@register.inclusion_tag("web/parts/paging.html", takes_context=True)
def paging(context: Context, page: Any, count: object = None) -> dict[str, Any]:
    """Return the foot of a list: how many, and the neighbouring pages."""
    request = context.get("request")
    following = getattr(page, "next", "")
    previous = getattr(page, "previous", "")
    return {
        "count": count,
        "next": changed_link(request, cursor=following) if following else "",
        "previous": changed_link(request, cursor=previous) if previous else "",
        "first": changed_link(request, cursor=None) if previous else "",
        "label": gettext("翻页"),
    }


def parted(bounds: list[BoundField]) -> tuple[list[BoundField], list[BoundField]]:
    """Return what always stands in a filter bar, and what may fold away."""
    if len(bounds) < FOLDED_FROM:
        return bounds, []
    search = [bound for bound in bounds if bound.name == SEARCH]
    return search, [bound for bound in bounds if bound.name != SEARCH]


@register.inclusion_tag("web/parts/filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: Any, state: Any, label: str) -> dict[str, Any]:
    """Draw the filters of a list (`kam.web.lists`) and its way back to none.

    On a phone all but the search fold away, and the fold tells how many are in use.
    """
    request = context.get("request")
    first, further = parted(form.filters)
    return {
        "first": first,
        "further": further,
        "active": sum(state.uses(bound.name) for bound in further),
        "label": label,
        "sort": state.sort,
        "filtered": state.is_filtered,
        "clear": changed_link(None) if request is None else request.path,
    }


@register.inclusion_tag("web/parts/export_links.html", takes_context=True)
def export_links(context: Context, url: str) -> dict[str, Any]:
    """Draw the links that save exactly this list as a file."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query.pop("cursor", None)
    links = []
    for file_format in ("xlsx", "csv"):
        query["format"] = file_format
        links.append({"url": f"{url}?{query.urlencode()}", "format": file_format})
    return {"links": links}


@register.simple_tag(takes_context=True)
def history_link(context: Context, noun: str, pk: int | None) -> SafeString | str:
    """Return the link to a record's history, for those who may read histories."""
    if not pk or not context.get("reads_history"):
        return ""
    return format_html(
        '<a class="btn btn-quiet" href="{}">{}{}</a>',
        reverse("desk:history", args=[noun, pk]),
        draw_icon("history"),
        gettext("历史"),
    )
