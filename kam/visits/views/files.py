"""Photos and files of a visit: sent in parts or whole, fetched, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.core.errors import Invalid
from kam.people.policies import require
from kam.visits.forms.files import AnnounceForm, FilesForm
from kam.visits.pages.words import visit_url
from kam.visits.policies import may_attach, may_send
from kam.visits.queries.files import open_file, seen_file, sent_file
from kam.visits.queries.one import seen_visit
from kam.visits.rules.files import offset_of
from kam.visits.services import (
    Misplaced,
    attach_file,
    find_or_announce,
    receive_part,
    restore_file,
    retract_file,
)
from kam.web.doors import own_path, see_other
from kam.web.downloads import file_answer
from kam.web.problems import problem_json
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from uuid import UUID

    from django.http.response import HttpResponseBase

    from kam.visits.models import Attachment
    from kam.web.doors import PersonRequest

OFFSET = "Upload-Offset"


@surface("attachment", "create")
@require_POST
def add(request: PersonRequest, pk: int) -> HttpResponse:
    """Take whole files in, as a browser without script sends them."""
    visit = seen_visit(request.user, pk)
    require(may_attach(request.user, visit))
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid(_("没有收到文件"), todo=_("请先选照片或文件，再按“加上”"))
    with transaction.atomic():
        for upload in form.cleaned_data["photos"]:
            attach_file(actor=request.user, visit=visit, upload=upload)
    n = len(form.cleaned_data["photos"])
    messages.success(
        request, ngettext("加了 %(n)s 个附件", "加了 %(n)s 个附件", n) % {"n": n}
    )
    return see_other(_back(request, pk))


@surface("attachment", "create", json=True)
@require_POST
def announce(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that a file will come in parts; the answer says from where on."""
    visit = seen_visit(request.user, pk)
    require(may_attach(request.user, visit))
    form = AnnounceForm(request.POST)
    if not form.is_valid():
        fields = {name: [str(t) for t in texts] for name, texts in form.errors.items()}
        raise Invalid(fields=fields)
    file = find_or_announce(actor=request.user, visit=visit, draft=form.draft)
    return _told(file)


@surface("attachment", "change", json=True)
@require_http_methods(["GET", "HEAD", "PUT"])
def parts(request: PersonRequest, key: UUID) -> HttpResponse:
    """Take the next part of a file, or tell how much has come."""
    file = sent_file(request.user, key)
    require(may_send(request.user, file))
    if request.method != "PUT":
        return _told(file)
    offset = offset_of(request.headers.get(OFFSET) or request.GET.get("offset", ""))
    try:
        file = receive_part(
            actor=request.user, file=file, offset=offset, content=request.body
        )
    except Misplaced as error:
        answer = problem_json(error)
        answer[OFFSET] = str(error.offset)
        return answer
    return _told(file)


def _told(file: Attachment) -> JsonResponse:
    answer = JsonResponse(
        {
            "id": str(file.client_id),
            "size": file.size,
            "offset": file.received,
            "state": file.state,
            "url": reverse("visits:file-parts", args=[file.client_id]),
        }
    )
    answer[OFFSET] = str(file.received)
    return answer


@surface("attachment", "see")
@require_safe
def content(request: PersonRequest, key: UUID) -> HttpResponseBase:
    """Give a file that has all arrived; a browser saves it and runs nothing of it."""
    file = seen_file(request.user, key)
    opened = open_file(file)
    return file_answer(opened, file.name, file.media_type)


@surface("attachment", "delete")
@require_POST
def retract(request: PersonRequest, key: UUID) -> HttpResponse:
    """Take a file back."""
    file = seen_file(request.user, key)
    retract_file(actor=request.user, file=file)
    back = _back(request, file.visit_id)
    undo = f"{reverse('visits:file-restore', args=[key])}?next={back}"
    messages.success(request, _("附件已撤回"), extra_tags=f"undo:{undo}")
    return see_other(back)


@surface("attachment", "delete")
@require_POST
def restore(request: PersonRequest, key: UUID) -> HttpResponse:
    """Put a file back that was taken back."""
    file = seen_file(request.user, key)
    restore_file(actor=request.user, file=file)
    messages.success(request, _("附件放回来了"))
    return see_other(_back(request, file.visit_id))


def _back(request: PersonRequest, pk: int) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return own_path(wanted, visit_url(pk))
