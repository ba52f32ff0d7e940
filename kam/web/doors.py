"""What a thin view needs: rendering a page, speaking a refusal into a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from kam.web.speech import faults, sentences

if TYPE_CHECKING:
    from django.forms import BaseForm

    from kam.core.errors import Invalid


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


def refuse(form: BaseForm, error: Invalid) -> None:
    """Put a service's refusal beside the fields it is about."""
    spoken = faults(error)
    for name, texts in spoken.items():
        place = name if name in form.fields else None
        for text in texts:
            form.add_error(place, text)
    if not spoken:
        told = sentences(error)
        form.add_error(None, gettext("；").join(part for part in told.values() if part))
