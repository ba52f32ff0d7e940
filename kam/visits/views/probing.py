"""The doors of a visit's probing plan."""

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

from kam.core.clock import today
from kam.people.policies import require
from kam.people.scopes import may
from kam.probing.policies import may_plan_probe, may_probe
from kam.probing.queries import probe_of
from kam.probing.services import (
    drop_probe,
    edit_probe,
    follow_up,
    hear,
    plan_entry,
    plan_probe,
    restore_probe,
    unask,
)
from kam.questions.pages.lines import text_of
from kam.questions.queries import ledger_of, people_asked
from kam.visits.forms.probing import FollowForm, HeardForm, ProbeForm
from kam.visits.pages.choices import people_choices
from kam.visits.pages.meeting import KEYS
from kam.visits.pages.probing import one_probe_page, probing_page
from kam.visits.pages.prompts import loops
from kam.visits.queries.one import open_visit
from kam.visits.queries.preparing import visit_to_prepare
from kam.visits.services import require_held
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.probing.models import Probe
    from kam.visits.models import Visit
    from kam.web.doors import PersonRequest

ASKED = ["GET", "HEAD", "POST"]
ONE = "visits/probe.html"


def _plan(pk: int) -> HttpResponse:
    return see_other(reverse("visits:probes", args=[pk]))


def _probe(request: PersonRequest, visit: Visit, probe: int) -> Probe:
    row = probe_of(request.user, visit.client_id, probe)
    require(may_probe(request.user, visit.account))
    return row


@surface("probe", "see")
@require_safe
def probes(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what is to be asked at a visit, and what came of it."""
    require(may(request.user, "probe", "see"))
    page = probing_page(request.user, visit_to_prepare(request.user, pk, *KEYS))
    form = ProbeForm(people=page.people)
    return render_page(request, "visits/probes.html", page, form=form)


@surface("probe", "create")
@require_POST
def new_probe(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan a question of one's own."""
    visit = open_visit(request.user, pk)
    people = people_choices(request.user, visit.account)
    form = ProbeForm(request.POST, people=people)
    tried = attempted(form, lambda: _add(request, visit, form))
    if tried is None or tried.done is None:
        page = probing_page(request.user, visit_to_prepare(request.user, pk, *KEYS))
        return render_form(request, "visits/probes.html", page, form, tried)
    key = draft_key_of(request.user, "probe", f"of-{pk}")
    _tell(request, pk, tried.done, _("问题已放进计划"), f"saved:{key}")
    return _plan(pk)


def _add(request: PersonRequest, visit: Visit, form: ProbeForm) -> Probe:
    return plan_probe(
        actor=request.user,
        account=visit.account,
        occasion=visit.client_id,
        draft=form.draft,
    )


def _tell(
    request: PersonRequest, pk: int, probe: Probe, words: str, also: str = ""
) -> None:
    undo = reverse("visits:probe-drop", args=[pk, probe.pk])
    messages.success(request, words, extra_tags=f"{also} undo:{undo}".strip())


@surface("probe", "create")
@require_POST
def take(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan to ask what the ledger of questions says is not known."""
    visit, user = open_visit(request.user, pk), request.user
    require(may_plan_probe(user, visit.account))
    account, day = visit.account, today(user.time_zone)
    ledger = ledger_of(user, account, people_asked(user, account, day), day)
    entry = ledger.named(request.POST.get("name", "")[:100])
    probe = plan_entry(
        actor=user,
        account=account,
        occasion=visit.client_id,
        entry=entry,
        text=text_of(entry)[:300],
    )
    _tell(request, pk, probe, _("问题已放进计划，改成您会说的话"))
    return see_other(reverse("visits:probe-edit", args=[pk, probe.pk]))


@surface("probe", "change")
@require_http_methods(ASKED)
def edit(request: PersonRequest, pk: int, probe: int) -> HttpResponse:
    """Reword a question of the plan."""
    visit = open_visit(request.user, pk)
    row = _probe(request, visit, probe)
    people = people_choices(request.user, visit.account)
    form = ProbeForm(posted(request), instance=row, people=people)
    tried = attempted(
        form,
        lambda: edit_probe(
            actor=request.user, probe=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        ready = visit_to_prepare(request.user, pk, *KEYS)
        page = one_probe_page(request.user, ready, row, _("改问题"))
        return render_form(request, ONE, page, form, tried, kind="edit")
    key = draft_key_of(request.user, "probe-edit", probe)
    messages.success(request, _("问题已保存"), extra_tags=f"saved:{key}")
    return _plan(pk)


@surface("probe", "change")
@require_http_methods(ASKED)
def heard(request: PersonRequest, pk: int, probe: int) -> HttpResponse:
    """Note that a question was asked, and what was heard."""
    visit = open_visit(request.user, pk)
    require_held(request.user, visit)
    row = _probe(request, visit, probe)
    start = {n: getattr(row, n) for n in ("answer", "word", "confirmed", "signal")}
    form = HeardForm(posted(request), initial=start)
    day = min(visit.day, today(request.user.time_zone))
    tried = attempted(
        form, lambda: hear(actor=request.user, probe=row, heard=form.heard, day=day)
    )
    if tried is None or tried.done is None:
        ready = visit_to_prepare(request.user, pk, *KEYS)
        page = one_probe_page(request.user, ready, row, _("问过了"))
        return render_form(request, ONE, page, form, tried, kind="heard")
    key = draft_key_of(request.user, "probe-heard", probe)
    undo = reverse("visits:probe-unask", args=[pk, probe])
    messages.success(request, _("已记下问过"), extra_tags=f"saved:{key} undo:{undo}")
    return _plan(pk)


@surface("probe", "change")
@require_http_methods(ASKED)
def follow(request: PersonRequest, pk: int, probe: int) -> HttpResponse:
    """Note the next round on a topic, or from the customer's own word."""
    visit = open_visit(request.user, pk)
    require_held(request.user, visit)
    row = _probe(request, visit, probe)
    form = FollowForm(posted(request), can_pick_up=bool(row.word))
    tried = attempted(form, lambda: _follow(request, row, form))
    if tried is None or tried.done is None:
        ready = visit_to_prepare(request.user, pk, *KEYS)
        page = one_probe_page(request.user, ready, row, _("追问"), loops(row.quadrant))
        return render_form(request, ONE, page, form, tried, kind="follow")
    key = draft_key_of(request.user, "probe-follow", probe)
    _tell(request, pk, tried.done, _("追问已记下"), f"saved:{key}")
    return _plan(pk)


def _follow(request: PersonRequest, row: Probe, form: FollowForm) -> Probe:
    told = form.cleaned_data
    return follow_up(
        actor=request.user,
        probe=row,
        via=told["via"],
        text=told["text"],
        heard=form.heard,
    )


@surface("probe", "change")
@require_POST
def take_hearing_back(request: PersonRequest, pk: int, probe: int) -> HttpResponse:
    """Take back that a question was asked."""
    row = _probe(request, open_visit(request.user, pk), probe)
    unask(actor=request.user, probe=row)
    messages.success(request, _("已撤回，问题还在计划里"))
    return _plan(pk)


@surface("probe", "delete")
@require_POST
def drop(request: PersonRequest, pk: int, probe: int) -> HttpResponse:
    """Take a question out of the plan; the message puts it back."""
    row = _probe(request, open_visit(request.user, pk), probe)
    drop_probe(actor=request.user, probe=row)
    undo = reverse("visits:probe-restore", args=[pk, probe])
    messages.success(request, _("问题已撤下"), extra_tags=f"undo:{undo}")
    return _plan(pk)


@surface("probe", "delete")
@require_POST
def put_back(request: PersonRequest, pk: int, probe: int) -> HttpResponse:
    """Put a question back into the plan."""
    row = _probe(request, open_visit(request.user, pk), probe)
    restore_probe(actor=request.user, probe=row)
    messages.success(request, _("问题已放回计划"))
    return _plan(pk)
