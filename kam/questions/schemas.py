"""What the API of questions takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.judgements.terms import Source
from kam.people.scopes import hidden_fields
from kam.questions.services import Draft, Reply
from kam.questions.terms import Impact
from kam.web.interface import Closed, Id, PageQuery

FIELDS = (
    "id",
    "revision",
    "account_id",
    "text",
    "why",
    "impact",
    "stakeholder_id",
    "other_id",
    "answer",
    "source",
    "answered_on",
    "expires_on",
    "dismissed_at",
    "author_id",
)
Text = Annotated[str, Field(min_length=1, max_length=300)]


class QuestionQuery(PageQuery):
    """Which questions to list."""

    account: Id | None = None
    stakeholder: Id | None = None


class QuestionIn(Closed):
    """A question of one's own."""

    account_id: Id
    text: Text
    why: Annotated[str, Field(max_length=500)] = ""
    impact: Impact = Impact.MIDDLE
    stakeholder_id: Id | None = None
    other_id: Id | None = None

    @property
    def draft(self) -> Draft:
        """What the service is given."""
        return Draft(**self.model_dump(exclude={"account_id"}))


class QuestionPatch(Closed):
    """What is asked, why, and whether it is set aside."""

    text: Text | None = None
    why: Annotated[str, Field(max_length=500)] | None = None
    impact: Impact | None = None
    stakeholder_id: Id | None = None
    other_id: Id | None = None
    dismissed: bool | None = None

    @property
    def wanted(self) -> dict[str, Any]:
        """What is to be edited; only somebody named may be null."""
        told = self.model_dump(exclude_unset=True, exclude={"dismissed"})
        return {n: v for n, v in told.items() if v is not None or n.endswith("_id")}


class AnswerIn(Closed):
    """What was learned."""

    answer: Annotated[str, Field(min_length=1, max_length=2000)]
    source: Source
    day: date | None = None
    expires_on: date | None = None

    @property
    def reply(self) -> Reply:
        """What the service is given."""
        return Reply(**self.model_dump())


class AskingIn(Closed):
    """That a question was asked."""

    stakeholder_id: Id | None = None
    day: date | None = None
    answered: bool = False


class AskingOut(Schema):
    """One asking."""

    id: int
    question_id: int
    stakeholder_id: int | None
    user_id: int | None
    day: date
    answered: bool


class QuestionOut(Schema):
    """A question; text that the reader may not read is null."""

    id: int
    revision: int
    account_id: int
    text: str | None
    why: str | None
    impact: Impact
    stakeholder_id: int | None
    other_id: int | None
    answer: str | None
    source: str
    answered_on: date | None
    expires_on: date | None
    dismissed_at: datetime | None
    author_id: int | None


def question_out(user: Any, row: Any) -> dict[str, Any]:
    """Return a question as the reader may read it."""
    hidden = hidden_fields(user, "question")
    return {n: None if n in hidden else getattr(row, n) for n in FIELDS}
