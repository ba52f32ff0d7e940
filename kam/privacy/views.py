"""The doors of privacy: see what is held, take it along, erase it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.asking import asker
from kam.privacy.forms import EraseForm
from kam.privacy.pages import privacy_page
from kam.privacy.queries import holding_of, told
from kam.privacy.services import erase_person, note_taken, readable
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest

FORMATS = {"json": "application/json", "txt": "text/plain; charset=utf-8"}


@surface("erasure", "see")
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is held of a person, and what erasing would do."""
    page = privacy_page(asker(request), pk)
    return render_page(request, "privacy/person.html", page, form=EraseForm())


@surface("erasure", "export")
@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Give everything that is held of a person as one file."""
    user = asker(request)
    asked = request.POST.get("format", "json")
    if asked not in FORMATS:
        raise Invalid(fields={"format": [mark("没有这个选项")]})
    place = holding_of(user, pk).place
    held = told(user, place.person)
    note_taken(actor=user, person=place.person, account=place.account)
    whole = json.dumps(held, ensure_ascii=False, indent=1)
    content = whole if asked == "json" else readable(held)
    answer = HttpResponse(content, content_type=FORMATS[asked])
    name = f"person-{place.person_id}.{asked}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@surface("erasure", "delete")
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a person, after their name was typed."""
    user = asker(request)
    place = holding_of(user, pk).place
    form = EraseForm(posted(request))
    tried = attempted(
        form,
        lambda: erase_person(
            actor=user, person=place.person, typed=form.cleaned_data["typed"]
        ),
    )
    if tried is None or tried.done is None:
        page = privacy_page(user, pk)
        return render_form(request, "privacy/person.html", page, form, tried)
    messages.success(request, _("已清除。下面是回执。"))
    return see_other(reverse("privacy:person", args=[pk]))
