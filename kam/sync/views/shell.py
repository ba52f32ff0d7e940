"""The one page that a device keeps, to work without signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.views.decorators.http import require_safe

from kam.core.errors import NotFound
from kam.sync.forms import shell_forms
from kam.sync.pages.shell import shell_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@surface("page", "see", open=True)
@require_safe
def shell(request: HttpRequest, language: str) -> HttpResponse:
    """Give the page in one language; it is the same for everybody."""
    if language not in dict(settings.LANGUAGES):
        raise NotFound
    with translation.override(language):
        page = shell_page()
        answer = render_page(request, "sync/offline.html", page, forms=shell_forms())
    answer["Content-Language"] = language
    return answer
