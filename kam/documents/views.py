"""Doors of the letterhead."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.documents.forms import LetterheadForm
from kam.documents.pages import letterhead_page, sample
from kam.documents.policies import may_change_letterhead
from kam.documents.press import FORMATS, printed
from kam.documents.press.pdf import picture
from kam.documents.queries import company_look, letterhead
from kam.documents.services import edit_letterhead
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import attempted, posted, render_form, see_other
from kam.web.downloads import file_answer
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from kam.documents.models import Letterhead
    from kam.people.models import User

NOUN = "letterhead"


@surface("letterhead", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest) -> HttpResponse:
    """Show and change how documents look."""
    user = asker(request)
    require(may_change_letterhead(user))
    form = LetterheadForm(posted(request), request.FILES or None, instance=letterhead())
    tried = attempted(form, lambda: _edit(user, form))
    if tried is None or tried.done is None:
        page = letterhead_page(user)
        return render_form(request, "documents/letterhead.html", page, form, tried)
    key = draft_key_of(user, NOUN, tried.done.pk)
    messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("documents:letterhead"))


def _edit(user: User, form: LetterheadForm) -> Letterhead:
    return edit_letterhead(
        actor=user, wanted=form.chosen(), before=form.before, picture=form.logo
    )


@surface("letterhead", "see")
@require_safe
def preview(request: HttpRequest) -> HttpResponseBase:
    """Answer with an invented document in the letterhead: a picture, or a file."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    ending = request.GET.get("format", "png")
    document, look = sample(user), company_look()
    if ending == "png":
        return HttpResponse(picture(document, look), content_type="image/png")
    if ending not in FORMATS:
        raise Invalid(fields={"format": [mark("没有这种文件格式")]})
    made = io.BytesIO(printed(document, look, ending))
    name = f"{document.title}.{ending}"
    return file_answer(made, name, FORMATS[ending].media_type)
