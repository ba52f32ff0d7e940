"""Questions through the API: list, write, ask, answer, set aside."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.questions.models import Question
from kam.questions.policies import may_answer, may_question
from kam.questions.queries import question_of
from kam.questions.schemas import (
    AnswerIn,
    AskingIn,
    AskingOut,
    QuestionIn,
    QuestionOut,
    QuestionPatch,
    QuestionQuery,
    question_out,
)
from kam.questions.services import (
    answer_question,
    create_question,
    dismiss_question,
    edit_question,
    note_asked,
    restore_question,
)
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["questions"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-id",)


@router.get("", response=Listing[QuestionOut])
@surface("question", "see")
def list_questions(request: HttpRequest, query: Query[QuestionQuery]) -> Any:
    """Return visible stored questions, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "question", "see"))
    rows = Question.objects.visible_to(user)
    return paged(rows, query, ORDER, lambda row: question_out(user, row))


@router.post("", response={201: QuestionOut})
@surface("question", "create")
def create(request: HttpRequest, response: HttpResponse, body: QuestionIn) -> Any:
    """Write a question down."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_question(user, account))
    row = create_question(actor=user, account=account, draft=body.draft)
    tagged(response, row)
    return Status(201, question_out(user, row))


@router.get("/{pk}", response=QuestionOut)
@surface("question", "see")
def get_question(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one question."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = question_of(user, pk)
    tagged(response, row)
    return question_out(user, row)


@router.patch("/{pk}", response=QuestionOut)
@surface("question", "change")
def patch_question(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: QuestionPatch
) -> Any:
    """Edit a question, set it aside, or take it up again."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = question_of(user, pk)
    require(may_answer(user, row.account))
    require_match(request, row)
    if body.wanted:
        row = edit_question(actor=user, question=row, wanted=body.wanted)
    if body.dismissed is not None:
        turn = dismiss_question if body.dismissed else restore_question
        row = turn(actor=user, question=row)
    tagged(response, row)
    return question_out(user, row)


@router.put("/{pk}/answer", response=QuestionOut)
@surface("question", "change")
def put_answer(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: AnswerIn
) -> Any:
    """Write down what was learned."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = question_of(user, pk)
    require(may_answer(user, row.account))
    require_match(request, row)
    row = answer_question(actor=user, question=row, reply=body.reply)
    tagged(response, row)
    return question_out(user, row)


@router.post("/{pk}/askings", response={201: AskingOut})
@surface("question", "change")
def post_asking(request: HttpRequest, pk: Pk, body: AskingIn) -> Any:
    """Note that a question was asked."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = question_of(user, pk)
    require(may_answer(user, row.account))
    asking = note_asked(actor=user, question=row, **body.model_dump())
    return Status(201, asking)
