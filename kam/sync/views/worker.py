"""What a browser needs to install the product: its service worker and its manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from kam.sync.build import worker as worker_script
from kam.sync.pages.manifest import manifest as manifest_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest


@surface("page", "see", open=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the service worker; browsers ask again at every visit."""
    answer = HttpResponse(
        worker_script(), content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@surface("page", "see", open=True)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give what the home screen of a device shows, in the reader's language."""
    kind = "application/manifest+json"
    return JsonResponse(manifest_page(), content_type=kind)
