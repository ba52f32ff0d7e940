"""Writing a new version, and choosing the one that everybody uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.packs.forms.editor import PackForm
from kam.packs.pages.editing import editing_page
from kam.packs.policies import may_write_packs
from kam.packs.queries import edition_of, editions_of
from kam.packs.services import VersionDraft, put_in_force, save_version
from kam.packs.views.reading import number_of
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.packs.models import Pack

USE = "use"


@surface("pack", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Write a new version, beginning with the one in force or with another."""
    user = asker(request)
    editions = editions_of(user, key)
    require(may_write_packs(user))
    base = edition_of(editions, number_of(request.GET.get("from", "")))
    form = PackForm(posted(request), document=base.document, newest=editions[0].version)
    tried = attempted(
        form,
        lambda: save_version(actor=user, key=key, draft=_draft(request, form)),
    )
    if tried is None or tried.done is None:
        page = editing_page(editions, base, form)
        return render_form(request, "packs/edit.html", page, form, tried)
    draft = draft_key_of(user, "pack", f"{key}-{base.version}")
    return _saved(request, tried.done, draft, edition_of(editions).version)


def _draft(request: HttpRequest, form: PackForm) -> VersionDraft:
    return VersionDraft(
        document=form.raw,
        change_note=form.cleaned_data["change_note"],
        in_force=USE in request.POST,
        newest=form.cleaned_data["newest"] or 0,
    )


def _saved(request: HttpRequest, row: Pack, draft: str, before: int) -> HttpResponse:
    told = {"number": row.number}
    if row.in_force:
        text = _("版本 %(number)s 已启用") % told
        marks = f"saved:{draft} {undo_of(row.method, before)}"
        messages.success(request, text, extra_tags=marks)
        return see_other(reverse("packs:pack", args=[row.method]))
    text = _("已存为版本 %(number)s，还没有启用") % told
    messages.success(request, text, extra_tags=f"saved:{draft}")
    return see_other(reverse("packs:version", args=[row.method, row.number]))


@surface("pack", "change")
@require_POST
def use(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Let everybody use a version; the message puts the earlier one back."""
    before = put_in_force(actor=asker(request), key=key, version=number)
    told = _("版本 %(number)s 已启用") % {"number": number}
    messages.success(request, told, extra_tags=undo_of(key, before))
    return see_other(reverse("packs:pack", args=[key]))


def undo_of(key: str, before: int) -> str:
    """Return the mark of a message that puts an earlier version back in force."""
    return "undo:" + reverse("packs:use", args=[key, before])
