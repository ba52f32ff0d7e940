"""Method packs as files: taking one along, taking one in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.packs.forms.files import ImportForm
from kam.packs.policies import may_write_packs
from kam.packs.queries import edition_of, editions_of
from kam.packs.services import VersionDraft, save_version
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import attempted, posted, render_form, see_other
from kam.web.downloads import attachment
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kam.packs.models import Pack
    from kam.people.models import User

JSON = "application/json; charset=utf-8"


@surface("pack", "export")
@require_safe
def export(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Answer with a version as a file that can be taken in elsewhere."""
    user = asker(request)
    edition = edition_of(editions_of(user, key), number)
    require(may(user, "pack", "export"))
    answer = HttpResponse(edition.document.file, content_type=JSON)
    answer["Content-Disposition"] = attachment(f"{key}-{number}.json")
    return answer


@surface("pack", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a file in as a new version; nobody uses it before somebody says so."""
    user = asker(request)
    require(may_write_packs(user))
    form = ImportForm(posted(request), request.FILES or None)
    tried = attempted(form, lambda: _taken(user, form))
    if tried is None or tried.done is None:
        return render_form(request, "packs/import.html", None, form, tried)
    row = tried.done
    told = _("已作为版本 %(number)s 存入，还没有启用") % {"number": row.number}
    messages.success(request, told)
    query = urlencode({"new": row.number})
    return see_other(f"{reverse('packs:versions', args=[row.method])}?{query}")


def _taken(user: User, form: ImportForm) -> Pack:
    document = form.cleaned_data["file"]
    draft = VersionDraft(document.as_json(), form.cleaned_data["change_note"])
    return save_version(actor=user, key=document.key, draft=draft)
