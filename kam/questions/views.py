"""The doors of questions: the list, asking, answering, setting aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.accounts.queries.room import account_of, people_of
from kam.core.clock import today
from kam.judgements.terms import Source
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.questions.forms import (
    AnswerForm,
    AskedForm,
    EditQuestionForm,
    PuzzlesForm,
    QuestionForm,
)
from kam.questions.pages import (
    account_questions_page,
    asked_page,
    form_page,
    puzzles_page,
)
from kam.questions.policies import may_answer, may_question
from kam.questions.queries import asking_of, ledger_of, people_asked, question_of
from kam.questions.services import (
    answer_question,
    check_puzzles,
    create_question,
    dismiss_question,
    edit_question,
    note_asked,
    restore_question,
    retract_asking,
    store_gap,
    unanswer_question,
)
from kam.web.doors import (
    attempted,
    own_path,
    posted,
    render_form,
    render_page,
    see_other,
)
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.questions.models import Asking, Question

METHODS = ["GET", "HEAD", "POST"]
FORM = "questions/form.html"
PUZZLED = "puzzles"


def _back(request: HttpRequest, account_id: int) -> HttpResponse:
    usual = reverse("questions:account", args=[account_id])
    return see_other(own_path(request.POST.get("next", ""), usual))


def _people(user: User, account: Account) -> list[tuple[int, str]]:
    return [(r.pk, r.name) for r in people_of(user, account) if not r.has_left]


@surface("question", "see")
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what we do not know of an account, the most valuable first."""
    user = asker(request)
    require(may(user, "question", "see"))
    page = account_questions_page(user, account_of(user, pk))
    return render_page(request, "questions/account.html", page)


@surface("question", "create")
@require_http_methods(METHODS)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a question of one's own down."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_question(user, account))
    form = QuestionForm(posted(request), people=_people(user, account))
    tried = attempted(
        form, lambda: create_question(actor=user, account=account, draft=form.draft)
    )
    if tried is None or tried.done is None:
        page = form_page(account, _("写一个问题"), "question")
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, "question", f"of-{pk}")
    messages.success(request, _("问题已记下"), extra_tags=f"saved:{key}")
    return _back(request, pk)


@surface("question", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a stored question."""
    user = asker(request)
    row = question_of(user, pk)
    require(may_answer(user, row.account))
    people = _people(user, row.account)
    form = EditQuestionForm(posted(request), instance=row, people=people)
    tried = attempted(
        form,
        lambda: edit_question(
            actor=user, question=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = form_page(row.account, _("编辑问题"), "question", row)
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, "question", pk)
    messages.success(request, _("问题已保存"), extra_tags=f"saved:{key}")
    return _back(request, row.account_id)


@surface("question", "change")
@require_http_methods(METHODS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was learned."""
    user = asker(request)
    row = question_of(user, pk)
    require(may_answer(user, row.account))
    start = {"answered_on": today(user.time_zone), "source": row.source or Source.TOLD}
    form = AnswerForm(posted(request), instance=row, initial=start)
    tried = attempted(
        form,
        lambda: answer_question(
            actor=user, question=row, reply=form.reply, before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = form_page(row.account, _("记下答案"), "answer", row)
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, "answer", pk)
    undo = reverse("questions:unanswer", args=[pk])
    messages.success(request, _("答案已记下"), f"saved:{key} undo:{undo}")
    return _back(request, row.account_id)


def _named(user: User, account: Account, name: str) -> Question:
    """Return the stored row of what a form names; a gap is stored now."""
    day = today(user.time_zone)
    ledger = ledger_of(user, account, people_asked(user, account, day), day)
    return store_gap(actor=user, account=account, entry=ledger.named(name))


@surface("question", "change")
@require_http_methods(METHODS)
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a question was asked; the message takes it back."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_answer(user, account))
    start = {"name": request.GET.get("name", ""), "day": today(user.time_zone)}
    form = AskedForm(posted(request), initial=start, people=_people(user, account))
    tried = attempted(form, lambda: _note(user, account, form.cleaned_data))
    if tried is None or tried.done is None:
        page = asked_page(user, account, str(form["name"].value() or ""))
        return render_form(request, "questions/asked.html", page, form, tried)
    undo = reverse("questions:unask", args=[tried.done.pk])
    messages.success(request, _("已记下问过"), extra_tags=f"undo:{undo}")
    return _back(request, pk)


def _note(user: User, account: Account, told: dict[str, Any]) -> Asking:
    return note_asked(
        actor=user,
        question=_named(user, account, told["name"]),
        day=told["day"],
        stakeholder_id=told["stakeholder"],
    )


@surface("question", "change")
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a question aside; the message puts it back."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_answer(user, account))
    row = _named(user, account, request.POST.get("name", "")[:100])
    dismiss_question(actor=user, question=row)
    undo = reverse("questions:restore", args=[row.pk])
    messages.success(request, _("不再问这个问题"), extra_tags=f"undo:{undo}")
    return _back(request, pk)


@surface("question", "change")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question back that was set aside."""
    user = asker(request)
    row = restore_question(actor=user, question=question_of(user, pk))
    messages.success(request, _("已放回待问的问题"))
    return _back(request, row.account_id)


@surface("question", "change")
@require_POST
def unanswer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an answer back."""
    user = asker(request)
    row = unanswer_question(actor=user, question=question_of(user, pk))
    messages.success(request, _("答案已撤回，记录里仍可看到"))
    return _back(request, row.account_id)


@surface("question", "change")
@require_POST
def unask(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that a question was asked."""
    user = asker(request)
    row = retract_asking(actor=user, asking=asking_of(user, pk))
    messages.success(request, _("已撤回这次提问"))
    return _back(request, row.question.account_id)


@surface("puzzle", "change")
@require_http_methods(METHODS)
def puzzles(request: HttpRequest) -> HttpResponse:
    """Check oneself on the five puzzles, once a month."""
    user = asker(request)
    require(may(user, "puzzle", "change"))
    page = puzzles_page(user)
    start = page.current.values() if page.current else {}
    form = PuzzlesForm(posted(request), initial=start)
    month = today(user.time_zone)
    tried = attempted(
        form,
        lambda: check_puzzles(actor=user, month=month, told=form.cleaned_data),
    )
    if tried is None or tried.done is None:
        pairs = [
            {"score": score, "line": line, "tools": page.tools[name]}
            for name, score, line in form.pairs
        ]
        return render_form(
            request, "questions/puzzles.html", page, form, tried, pairs=pairs
        )
    key = draft_key_of(user, "puzzles", page.month)
    messages.success(request, _("这个月的自查已记下"), extra_tags=f"saved:{key}")
    return _checked(see_other(reverse("questions:puzzles")), page.month)


@surface("puzzle", "change")
@require_POST
def puzzles_later(request: HttpRequest) -> HttpResponse:
    """Ask no more this month."""
    user = asker(request)
    require(may(user, "puzzle", "change"))
    month = f"{today(user.time_zone):%Y-%m}"
    return _checked(see_other(reverse("desk:today")), month)


def _checked(answer: HttpResponse, month: str) -> HttpResponse:
    answer.set_cookie(PUZZLED, month, max_age=40 * 86400, httponly=True, samesite="Lax")
    return answer
