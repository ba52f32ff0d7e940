"""The doors of the transfer room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.people.asking import asker
from kam.transfer.background import carry_out
from kam.transfer.forms import AcceptForm, MappingForm, UploadForm
from kam.transfer.kinds import Choices, kind_named
from kam.transfer.leaving import (
    changes_sheet,
    export_sheet,
    failed_sheet,
    template_sheet,
)
from kam.transfer.pages import import_page, list_page, map_page, new_page
from kam.transfer.pages.mapping import paired
from kam.transfer.queries import own_import, sets_in_sight
from kam.transfer.reading import read_source
from kam.transfer.services import begin_check, begin_run, choose, discard, upload
from kam.transfer.services import carry_on as take_over
from kam.transfer.shelf import Shelf
from kam.transfer.terms import ImportState
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from kam.people.models import User
    from kam.transfer.models import Import
    from kam.transfer.reading import Source
    from kam.web.doors import Attempt

PAGE = ["GET", "HEAD", "POST"]
LIST, NEW, MAP = "transfer/list.html", "transfer/new.html", "transfer/map.html"
TEMPLATES = {
    ImportState.CHECKING: "transfer/under_way.html",
    ImportState.RUNNING: "transfer/under_way.html",
    ImportState.CHECKED: "transfer/checked.html",
    ImportState.DONE: "transfer/done.html",
    ImportState.FAILED: "transfer/refused.html",
    ImportState.DISCARDED: "transfer/refused.html",
}
RELOAD = 286


@surface("import", "see")
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """Show one's own imports, and what can come and go."""
    page = list_page(asker(request), request.GET.get("cursor", ""))
    return render_page(request, LIST, page)


@surface("import", "create")
@require_http_methods(PAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Take a file in."""
    user = asker(request)
    page = new_page(user)
    if request.method != "POST":
        form = UploadForm(user=user, initial={"kind": request.GET.get("kind", "")})
        return render_form(request, NEW, page, form)
    form = UploadForm(request.POST, request.FILES, user=user)
    tried = attempt(form, lambda: _upload(user, form))
    if tried.done is None:
        return render_form(request, NEW, page, form, tried)
    return see_other(reverse("transfer:map", args=[tried.done.pk]))


def _upload(user: User, form: UploadForm) -> Import:
    told = form.cleaned_data
    return upload(
        actor=user,
        kind=told["kind"],
        name=told["file"].name,
        content=told["file"].read(),
        sheet=told["sheet"],
    )


@surface("import", "change", once=False)
@require_http_methods(PAGE)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what the columns hold, then check every row."""
    user = asker(request)
    record = own_import(user, pk)
    if record.state not in (ImportState.UPLOADED, ImportState.CHECKED):
        return see_other(reverse("transfer:detail", args=[pk]))
    source = _source(record)
    form = _mapping_form(request, user, record, source)
    if request.method != "POST":
        return _map(request, record, source, form)
    tried = attempt(form, lambda: _check(user, record, form.choices()))
    if tried.done is None:
        return _map(request, record, source, form, tried)
    return see_other(reverse("transfer:detail", args=[pk]))


def _source(record: Import) -> Source:
    content = Shelf(record.place).content()
    chosen = Choices(**record.choices)
    kind = kind_named(record.kind)
    return read_source(content, record.name, kind, sheet=chosen.sheet)


def _mapping_form(
    request: HttpRequest, user: User, record: Import, source: Source
) -> MappingForm:
    return MappingForm(
        request.POST if request.method == "POST" else None,
        kind=source.kind,
        header=source.table.header,
        chosen=Choices(**record.choices),
        sets=sets_in_sight(user) if source.kind.asks_set else (),
    )


def _map(
    request: HttpRequest,
    record: Import,
    source: Source,
    form: MappingForm,
    tried: Attempt[Import] | None = None,
) -> HttpResponse:
    page = map_page(record, source)
    rows = paired(page, form)
    return render_form(request, MAP, page, form, tried, rows=rows)


def _check(user: User, record: Import, choices: Choices) -> Import:
    chosen = choose(actor=user, record=record, choices=choices)
    carry_out(begin_check(actor=user, record=chosen))
    return chosen


@surface("import", "see")
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an import as it stands."""
    record = own_import(asker(request), pk)
    if record.state == ImportState.UPLOADED:
        return see_other(reverse("transfer:map", args=[pk]))
    template = TEMPLATES[ImportState(record.state)]
    return render_page(request, template, import_page(record))


@surface("import", "see")
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a run is; at its end the page is read anew."""
    page = import_page(own_import(asker(request), pk))
    answer = render_page(request, "transfer/parts/progress.html", page)
    if page.state not in (ImportState.CHECKING, ImportState.RUNNING):
        answer["HX-Refresh"] = "true"
    return answer


@surface("import", "change", once=False)
@require_POST
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Store what was checked; a second click finds it begun and shows it."""
    user = asker(request)
    record = own_import(user, pk)
    if record.state == ImportState.CHECKED:
        doubtful = record.report["first"].get("doubts", ())
        form = AcceptForm(request.POST, rows=[row["row"] for row in doubtful])
        form.is_valid()
        begun = begin_run(
            actor=user,
            record=record,
            accepted=form.cleaned_data.get("accept", ()),
            rest=form.cleaned_data.get("rest", False),
        )
        carry_out(begun)
    return see_other(reverse("transfer:detail", args=[pk]))


@surface("import", "change", once=False)
@require_POST
def carry_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a run that was interrupted."""
    user = asker(request)
    begun = take_over(actor=user, record=own_import(user, pk))
    carry_out(begun)
    return see_other(reverse("transfer:detail", args=[pk]))


@surface("import", "change")
@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up an import that has not begun."""
    user = asker(request)
    record = discard(actor=user, record=own_import(user, pk))
    told = _("已放弃导入“%(name)s”，没有存入任何记录") % {"name": record.name}
    messages.success(request, told)
    return see_other(reverse("transfer:list"))


@surface("import", "export")
@require_safe
def failed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save the rows that failed, with why; the file can be imported again."""
    record = own_import(asker(request), pk)
    errors = Shelf(record.place).findings("errors")
    sheet = failed_sheet(_source(record).table, errors, record.kind)
    name = _("%(kind)s-未导入的行") % {"kind": _(kind_named(record.kind).label)}
    return download(sheet, request.GET.get("format", "csv"), name)


@surface("import", "export")
@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save the list of every value that was stored otherwise than written."""
    record = own_import(asker(request), pk)
    sheet = changes_sheet(Shelf(record.place).findings("changes"), record.kind)
    name = _("%(kind)s-改写的单元格") % {"kind": _(kind_named(record.kind).label)}
    return download(sheet, request.GET.get("format", "csv"), name)


@surface("import", "export")
@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Save an empty table that shows how to fill it."""
    chosen = kind_named(kind)
    new_page(asker(request))
    name = _("%(kind)s-模板") % {"kind": _(chosen.label)}
    return download(template_sheet(chosen), request.GET.get("format", "xlsx"), name)


@surface("import", "export")
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Save exactly what one may see of a kind."""
    chosen = kind_named(kind)
    sheet = export_sheet(asker(request), chosen)
    return download(sheet, request.GET.get("format", "csv"), _(chosen.label))
