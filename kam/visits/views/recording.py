"""Writing the record, beginning an unplanned one, adding to a locked one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.accounts.queries.room import account_of
from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.forms.lists import NewVisitQuery
from kam.visits.forms.record import AmendForm, Offer, RecordForm, StartForm
from kam.visits.pages.note import note_page
from kam.visits.pages.planning import choose_page
from kam.visits.pages.recording import record_page, start_page
from kam.visits.pages.words import visit_url
from kam.visits.policies import may_amend, may_plan, may_write
from kam.visits.queries.one import seen_visit, visit_to_record
from kam.visits.rules.states import OPEN
from kam.visits.services import (
    amend_visit,
    attach_file,
    save_draft,
    start_record,
    submit_visit,
)
from kam.visits.views.telling import tell_submitted
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.visits.models import Visit
    from kam.web.doors import PersonRequest

ASKED = ["GET", "HEAD", "POST"]
TEMPLATE = "visits/record.html"


@surface("visit", "change")
@require_http_methods(ASKED)
def record(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the five steps on one page: keep them as a draft, or submit them."""
    visit = visit_to_record(request.user, pk)
    require(may_write(request.user, visit))
    if visit.state not in OPEN and request.method != "POST":
        return see_other(visit_url(pk))
    page = record_page(request.user, visit)
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        instance=visit,
        offer=Offer(page.people, page.company, page.owners, page.planned),
        me=request.user.pk,
        initial={"next_day": page.proposed},
    )
    if request.method != "POST":
        return render_form(request, TEMPLATE, page, form)
    verb = _draft if request.POST.get("verb") == "draft" else _submit
    tried = attempt(form, lambda: verb(request, visit, form))
    if tried.done is None:
        return render_form(request, TEMPLATE, page, form, tried)
    return see_other(tried.done)


def _attach(request: PersonRequest, visit: Visit, form: RecordForm) -> None:
    """Keep the files that came with the form, where no script sent them before."""
    for upload in form.cleaned_data["photos"]:
        attach_file(actor=request.user, visit=visit, upload=upload)


@transaction.atomic
def _draft(request: PersonRequest, visit: Visit, form: RecordForm) -> str:
    save_draft(
        actor=request.user,
        visit=visit,
        wanted=form.chosen(),
        before=form.before,
        further=form.further,
    )
    _attach(request, visit, form)
    key = draft_key_of(request.user, "visit-record", visit.pk)
    words = _("草稿已保存，只有提交后才会锁定")
    messages.success(request, words, extra_tags=f"saved:{key}")
    return request.path


@transaction.atomic
def _submit(request: PersonRequest, visit: Visit, form: RecordForm) -> str:
    done = submit_visit(
        actor=request.user,
        visit=visit,
        wanted=form.chosen(),
        before=form.before,
        further=form.further,
    )
    _attach(request, visit, form)
    tell_submitted(request, done)
    return visit_url(visit.pk)


@surface("visit", "create")
@require_http_methods(ASKED)
def start(request: PersonRequest) -> HttpResponse:
    """Begin the record of an unplanned visit: a person, an outcome."""
    asked = NewVisitQuery(request.GET).told()
    if asked.account is None:
        require(may(request.user, "visit", "create"))
        page = choose_page(request.user, asked.q)
        return render_page(request, "visits/choose.html", page)
    account = account_of(request.user, asked.account)
    require(may_plan(request.user, account))
    begin = start_page(request.user, account)
    form = StartForm(request.POST or None, people=begin.people)
    if request.method != "POST":
        return render_form(request, "visits/start.html", begin, form)
    tried = attempt(
        form,
        lambda: start_record(actor=request.user, account=account, wanted=form.wanted),
    )
    if tried.done is None:
        return render_form(request, "visits/start.html", begin, form, tried)
    return see_other(f"{visit_url(tried.done.pk)}/record")


@surface("visit", "create")
@require_POST
def amend(request: PersonRequest, pk: int) -> HttpResponse:
    """Add to a locked record."""
    visit = seen_visit(request.user, pk)
    require(may_amend(request.user, visit))
    form = AmendForm(request.POST)
    tried = attempt(
        form,
        lambda: amend_visit(
            actor=request.user, visit=visit, text=form.cleaned_data["text"]
        ),
    )
    if tried.done is None:
        page = note_page(request.user, visit)
        return render_form(request, "visits/note.html", page, form, tried)
    key = draft_key_of(request.user, "visit-amend", pk)
    messages.success(
        request, _("补充已记下，原记录没有改动"), extra_tags=f"saved:{key}"
    )
    return see_other(visit_url(pk))
