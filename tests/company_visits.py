"""The visits of the small company, and a file of one of them."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import today
from kam.visits.services import (
    FileDraft,
    Further,
    Said,
    amend_visit,
    announce_file,
    plan_visit,
    receive_part,
    record_visit,
    save_draft,
)
from tests.words import word, words

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Stakeholder
    from kam.people.models import User
    from kam.visits.models import Attachment, Visit


NOTED = ("fact", "insight", "next_objective", "noted_why", "brought")


def here() -> date:
    """Return the day at the company's place."""
    return today("Asia/Shanghai")


def build_visits(name: str, person: Stakeholder, owner: User) -> dict[str, Visit]:
    """Make a submitted, an unfinished and a planned visit."""
    day, people = here(), (person.pk,)
    account = person.account
    plan = words(name, "visit", "objective", "planned_ask", "fallback_ask", "bring")
    told = record_visit(
        actor=None,
        account=account,
        owner=owner,
        wanted={
            "day": day - timedelta(days=3),
            "people": people,
            "outcome": "advance",
            "insight_kind": "need",
            "noted_reason": "other",
            "next_day": day + timedelta(days=10),
            **words(name, "visit", *NOTED),
        },
    )
    amend_visit(actor=None, visit=told.visit, text=word(name, "visit", "amendments"))
    planned = plan_visit(
        actor=None,
        account=account,
        owner=owner,
        wanted={"day": day + timedelta(days=2), "people": people, **plan},
    )
    begun = plan_visit(
        actor=None,
        account=account,
        owner=owner,
        wanted={"day": day, "people": people, **plan},
    )
    said = Said(word(name, "visit", "quotes"), person.pk)
    draft = save_draft(
        actor=None,
        visit=begun,
        wanted=words(name, "visit", "fact", "insight"),
        further=Further(quotes=[said]),
    )
    return {"planned": planned, "draft": draft, "submitted": told.visit}


def build_file(name: str, visit: Visit, owner: User) -> Attachment:
    """Add a text to a visit in the owner's name, and send all of it."""
    said = word(name, "visit", "files")
    content = said.encode()
    digest = hashlib.sha256(content).hexdigest()
    draft = FileDraft(f"{said}.txt", "text/plain", len(content), digest)
    row = announce_file(actor=owner, visit=visit, draft=draft)
    return receive_part(actor=owner, file=row, offset=0, content=content)
