"""What a thin view needs: rendering a page, speaking a refusal into a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from kam.web.speech import faults, sentences

if TYPE_CHECKING:
    from django.forms import BaseForm

    from kam.core.errors import KamError, TooMany


def render_page(
    request: HttpRequest,
    template: str,
    page: object,
    status: int = 200,
    **further: Any,
) -> HttpResponse:
    """Render one finished page; templates ask the database nothing."""
    return render(request, template, {"page": page, **further}, status=status)


def see_other(url: str) -> HttpResponse:
    """Send the browser on after a successful change."""
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer


def shown_once(answer: HttpResponse, url: str) -> HttpResponse:
    """Mark an answer that holds a secret: the same form sent again leads to `url`."""
    answer.shown_once = url  # type: ignore[attr-defined]
    return answer


def own_path(text: str, default: str) -> str:
    """Return `text` where it is a path of this site, and `default` otherwise."""
    is_own = text.startswith("/") and url_has_allowed_host_and_scheme(text, None)
    return text if is_own else default


def wait(answer: HttpResponse, error: TooMany) -> HttpResponse:
    """Say in an answer when another try is welcome."""
    answer["Retry-After"] = str(error.retry_after)
    return answer


def refuse(form: BaseForm, error: KamError) -> None:
    """Put a service's refusal beside the fields it is about."""
    spoken = faults(error)
    for name, texts in spoken.items():
        place = name if name in form.fields else None
        for text in texts:
            form.add_error(place, text)
    if not spoken:
        told = sentences(error)
        form.add_error(None, gettext("；").join(part for part in told.values() if part))
