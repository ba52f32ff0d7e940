"""The copy of one's own work that a device keeps, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext

from kam.core.clock import now, today
from kam.sync.pages.brief import brief_of
from kam.sync.pages.ladder import ladder_words, product_rows
from kam.sync.pages.people import people_rows
from kam.sync.pages.rows import (
    account_row,
    colleague_rows,
    due_row,
    note_row,
    visit_row,
)
from kam.sync.pages.words import words
from kam.sync.queries.snapshot import may_hold, read_snapshot
from kam.visits.pages.meeting import KEYS
from kam.visits.queries.around import LAST_NOTES

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.sync.queries.snapshot import Read

SCHEMA = 1
NOTHING: dict[str, list[Any]] = {
    name: []
    for name in (
        "accounts",
        "colleagues",
        "people",
        "notes",
        "visits",
        "actions",
        "promises",
    )
}


def snapshot_of(user: User, key: str) -> dict[str, Any]:
    """Return what somebody may read without signal; eighteen statements, or none.

    `key` names the person on the device. Whoever writes no records is given none.
    """
    day = today(user.time_zone)
    head = {
        "schema": SCHEMA,
        "made_at": now().isoformat(),
        "today": day.isoformat(),
        "user": {
            "key": key,
            "id": user.pk,
            "name": user.name,
            "language": get_language(),
        },
        "words": words(),
    }
    if not may_hold(user):
        return {
            **head,
            **NOTHING,
            "why": gettext("您的角色不写拜访记录，没有要存在本机的内容。"),
        }
    return {**head, **_held(user, read_snapshot(user, day, *KEYS))}


def _held(user: User, read: Read) -> dict[str, Any]:
    notes, dues = read.together.notes, [*read.together.dues, *read.closed]
    return {
        "more": read.more,
        "accounts": [account_row(user, account, read) for account in read.accounts],
        "colleagues": colleague_rows(read),
        "people": people_rows(read),
        "products": product_rows(read),
        "ladder": ladder_words(read),
        "notes": [
            note_row(note, pk)
            for pk, all_ in notes.items()
            for note in all_[:LAST_NOTES]
        ],
        "visits": [
            {**visit_row(user, ready), "brief": brief_of(user, ready, around)}
            for ready, around in read.visits
        ],
        "actions": [due_row(row) for row in dues if row.kind == "action"],
        "promises": [due_row(row) for row in dues if row.kind == "promise"],
        "why": "",
    }
