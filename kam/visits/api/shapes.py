"""Records in the shape the API gives them, with hidden texts as null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.people.scopes import hidden_fields
from kam.visits.queries.company import company_of
from kam.visits.queries.reading import people_of

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.visits.models import Amendment, Attachment, Quote
    from kam.visits.services import Submission

VISIT = (
    "id",
    "revision",
    "account_id",
    "owner_id",
    "state",
    "day",
    "start_time",
    "minutes",
    "objective",
    "planned_ask",
    "fallback_ask",
    "bring",
    "carried_from_id",
    "reviewed_at",
    "fact",
    "insight",
    "insight_kind",
    "noted_reason",
    "noted_why",
    "brought",
    "outcome",
    "next_objective",
    "next_day",
    "submitted_at",
    "cancel_reason",
)
COMMITMENT = (
    "id",
    "revision",
    "account_id",
    "owner_id",
    "text",
    "due_on",
    "state",
    "source_visit_id",
)
FILE = (
    "id",
    "revision",
    "visit_id",
    "author_id",
    "name",
    "media_type",
    "size",
    "sha256",
    "stored_size",
    "stored_sha256",
    "traces",
    "received",
    "state",
    "retracted_at",
    "client_id",
    "created_at",
)
ACTION = (*COMMITMENT, "level", "resource", "done_at")
QUOTE = (
    "id",
    "visit_id",
    "stakeholder_id",
    "author_id",
    "retracted_at",
    "client_id",
    "created_at",
)
PROMISE = (*COMMITMENT, "stakeholder_id", "side", "closed_at")


def _told(user: User, noun: str, row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    hidden = hidden_fields(user, noun)
    return {n: None if n in hidden else getattr(row, n) for n in names}


def visit_out(user: User, row: Any) -> dict[str, Any]:
    """Return an annotated visit."""
    people = [{"id": p.id, "name": p.name} for p in people_of(user, row)]
    company = [colleague.id for colleague in company_of(row)]
    told = _told(user, "visit", row, VISIT)
    return {**told, "people": people, "colleagues": company}


def submission_out(user: User, done: Submission, row: Any) -> dict[str, Any]:
    """Return what submitting changed."""
    return {
        "visit": visit_out(user, row),
        "next_visit_id": done.next_visit.pk if done.next_visit else None,
        "next_is_new": done.next_is_new,
        "next_carries": done.next_carries,
        "copies_fact": done.copies_fact,
    }


def action_out(user: User, row: Any) -> dict[str, Any]:
    """Return an action."""
    return _told(user, "action", row, ACTION)


def promise_out(user: User, row: Any) -> dict[str, Any]:
    """Return a promise."""
    return _told(user, "promise", row, PROMISE)


def amendment_out(user: User, row: Amendment) -> dict[str, Any]:
    """Return an addition to a record."""
    hides = "amendments" in hidden_fields(user, "visit")
    return {
        "id": row.pk,
        "created_at": row.created_at,
        "author_id": row.author_id,
        "text": None if hides else row.text,
    }


def file_out(row: Attachment) -> dict[str, Any]:
    """Return a file; whoever may not read its name sees no file at all."""
    return {name: getattr(row, name) for name in FILE}


def quote_out(user: User, row: Quote) -> dict[str, Any]:
    """Return words of the customer."""
    hides = "quotes" in hidden_fields(user, "visit")
    told = {name: getattr(row, name) for name in QUOTE}
    return {**told, "text": None if hides else row.text}
