"""Reading method packs: the list, one pack, its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.core.errors import NotFound
from kam.packs.pages.listing import pack_list_page
from kam.packs.pages.reading import pack_page
from kam.packs.pages.versions import versions_page
from kam.people.asking import asker
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST = 9


@surface("pack", "see")
@require_safe
def pack_list(request: HttpRequest) -> HttpResponse:
    """Show every pack as it is used today."""
    return render_page(request, "packs/list.html", pack_list_page(asker(request)))


@surface("pack", "see")
@require_safe
def pack(request: HttpRequest, key: str) -> HttpResponse:
    """Show the version in force."""
    return render_page(request, "packs/pack.html", pack_page(asker(request), key))


@surface("pack", "see")
@require_safe
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show any version."""
    page = pack_page(asker(request), key, number)
    return render_page(request, "packs/pack.html", page)


@surface("pack", "see")
@require_safe
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """Show the versions, and what changed between two of them."""
    old, new = (number_of(request.GET.get(name, "")) for name in ("old", "new"))
    page = versions_page(asker(request), key, old, new)
    return render_page(request, "packs/versions.html", page)


def number_of(text: str) -> int | None:
    """Return the number of a version; what is none names no version there is."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= LONGEST):
        raise NotFound
    return int(text)
