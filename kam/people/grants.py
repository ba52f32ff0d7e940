"""The one table of who may do what; policies, pages and tests all read it.

`docs/reference/permissions.md` shows the same table and a test keeps them equal.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from kam.people.hidden import (
    ACCOUNT_TEXT,
    BLUEPRINT_TEXT,
    BOOKING_TEXT,
    NEED_TEXT,
    PLAN_TEXT,
    STAKEHOLDER_TEXT,
    VISIT_TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

REPRESENTATIVE = "representative"
MANAGER = "manager"
ANALYST = "analyst"
TRAINER = "trainer"
ADMINISTRATOR = "administrator"
ROLES = (REPRESENTATIVE, MANAGER, ANALYST, TRAINER, ADMINISTRATOR)


class Reach(StrEnum):
    """How far a right goes."""

    NONE = "none"
    SELF = "self"
    OWN = "own"
    SHARED = "shared"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True)
class Grant:
    """What one role may do with one noun, and which fields stay hidden."""

    see: Reach = Reach.NONE
    create: Reach = Reach.NONE
    change: Reach = Reach.NONE
    delete: Reach = Reach.NONE
    share: Reach = Reach.NONE
    export: Reach = Reach.NONE
    hidden: frozenset[str] = frozenset()


VERBS = tuple(f.name for f in fields(Grant) if f.name != "hidden")

_NONE, _SELF, _OWN = Reach.NONE, Reach.SELF, Reach.OWN
_SHARED, _TEAM, _ALL = Reach.SHARED, Reach.TEAM, Reach.ALL

GRANTS: Mapping[tuple[str, str], Grant] = {
    (REPRESENTATIVE, "account"): Grant(_SHARED, _OWN, _OWN, _NONE, _OWN, _SHARED),
    (REPRESENTATIVE, "stakeholder"): Grant(
        _SHARED, _SHARED, _SHARED, _NONE, _NONE, _SHARED
    ),
    (REPRESENTATIVE, "visit"): Grant(_SHARED, _SHARED, _SELF, _NONE, _NONE, _SHARED),
    (REPRESENTATIVE, "attachment"): Grant(_SHARED, _SHARED, _SELF, _SELF),
    (REPRESENTATIVE, "calendar"): Grant(_SELF, _SELF, _SELF, _SELF),
    (REPRESENTATIVE, "envelope"): Grant(_SELF, _SELF, _SELF, _SELF),
    (REPRESENTATIVE, "device"): Grant(_SELF, delete=_SELF),
    (REPRESENTATIVE, "handover"): Grant(_SHARED, change=_SELF),
    (REPRESENTATIVE, "action"): Grant(_SHARED, _SHARED, _SHARED, _NONE, _NONE, _NONE),
    (REPRESENTATIVE, "promise"): Grant(_SHARED, _SHARED, _SHARED, _NONE, _NONE, _NONE),
    (REPRESENTATIVE, "judgement"): Grant(
        _SHARED, _SHARED, _NONE, _SELF, _NONE, _SHARED
    ),
    (REPRESENTATIVE, "need"): Grant(_SHARED, _SHARED, _SHARED, _NONE, _NONE, _SHARED),
    (REPRESENTATIVE, "line"): Grant(_SHARED, _SHARED, _SHARED, _SELF, _NONE, _SHARED),
    (REPRESENTATIVE, "observation"): Grant(
        _SHARED, _SHARED, _NONE, _SELF, _NONE, _SHARED
    ),
    (REPRESENTATIVE, "question"): Grant(
        _SHARED, _SHARED, _SHARED, _NONE, _NONE, _SHARED
    ),
    (REPRESENTATIVE, "probe"): Grant(
        _SHARED, _SHARED, _SHARED, _SHARED, export=_SHARED
    ),
    (REPRESENTATIVE, "opportunity"): Grant(_SHARED, _SHARED, _SHARED, export=_SHARED),
    (REPRESENTATIVE, "purchase"): Grant(_SHARED, _SHARED, _SHARED, export=_SHARED),
    (REPRESENTATIVE, "blueprint"): Grant(
        _SHARED, _SHARED, _SHARED, share=_OWN, export=_SHARED
    ),
    (REPRESENTATIVE, "outline"): Grant(_ALL, export=_ALL),
    (REPRESENTATIVE, "placement"): Grant(_SHARED, _SHARED, _SHARED, export=_SHARED),
    (REPRESENTATIVE, "plan"): Grant(_SHARED, _SHARED, _SHARED, export=_SHARED),
    (REPRESENTATIVE, "resource"): Grant(_ALL, export=_ALL),
    (REPRESENTATIVE, "booking"): Grant(_SHARED, _SHARED, _SHARED, export=_SHARED),
    (REPRESENTATIVE, "puzzle"): Grant(_SELF, change=_SELF),
    (REPRESENTATIVE, "product"): Grant(_ALL, export=_ALL),
    (REPRESENTATIVE, "competitor"): Grant(_ALL),
    (REPRESENTATIVE, "pack"): Grant(_ALL, export=_ALL),
    (REPRESENTATIVE, "territory"): Grant(_SELF),
    (REPRESENTATIVE, "team"): Grant(_SELF),
    (REPRESENTATIVE, "user"): Grant(_SELF),
    (REPRESENTATIVE, "profile"): Grant(_SELF, change=_SELF),
    (REPRESENTATIVE, "notice"): Grant(_SELF, change=_SELF),
    (REPRESENTATIVE, "token"): Grant(_SELF, _SELF, delete=_SELF),
    (REPRESENTATIVE, "figure"): Grant(_SELF),
    (REPRESENTATIVE, "comparison_set"): Grant(_SELF),
    (REPRESENTATIVE, "frontier"): Grant(_SELF, export=_SELF),
    (REPRESENTATIVE, "target"): Grant(_SELF, export=_SELF),
    (REPRESENTATIVE, "behaviour"): Grant(_SELF, export=_SELF),
    (REPRESENTATIVE, "habit"): Grant(_SELF, export=_SELF),
    (REPRESENTATIVE, "rating"): Grant(_SELF, _SELF, share=_SELF),
    (REPRESENTATIVE, "import"): Grant(_SELF, _SELF, _SELF, export=_SELF),
    (REPRESENTATIVE, "setting"): Grant(_ALL),
    (REPRESENTATIVE, "history"): Grant(_SHARED),
    (MANAGER, "account"): Grant(_TEAM, _TEAM, _TEAM, _TEAM, _TEAM, _TEAM),
    (MANAGER, "stakeholder"): Grant(_TEAM, _TEAM, _TEAM, _NONE, _NONE, _TEAM),
    (MANAGER, "visit"): Grant(_TEAM, _TEAM, _SELF, _NONE, _NONE, _TEAM),
    (MANAGER, "attachment"): Grant(_TEAM, _TEAM, _SELF, _TEAM),
    (MANAGER, "calendar"): Grant(_SELF, _SELF, _SELF, _SELF),
    (MANAGER, "envelope"): Grant(_SELF, _SELF, _SELF, _SELF),
    (MANAGER, "device"): Grant(_SELF, delete=_SELF),
    (MANAGER, "handover"): Grant(_TEAM, change=_SELF),
    (MANAGER, "action"): Grant(_TEAM, _TEAM, _TEAM, _NONE, _NONE, _NONE),
    (MANAGER, "promise"): Grant(_TEAM, _TEAM, _TEAM, _NONE, _NONE, _NONE),
    (MANAGER, "judgement"): Grant(_TEAM, _TEAM, _NONE, _TEAM, _NONE, _TEAM),
    (MANAGER, "need"): Grant(_TEAM, _TEAM, _TEAM, _NONE, _NONE, _TEAM),
    (MANAGER, "line"): Grant(_TEAM, _TEAM, _TEAM, _TEAM, _NONE, _TEAM),
    (MANAGER, "observation"): Grant(_TEAM, _TEAM, _NONE, _TEAM, _NONE, _TEAM),
    (MANAGER, "question"): Grant(_TEAM, _TEAM, _TEAM, _NONE, _NONE, _TEAM),
    (MANAGER, "probe"): Grant(_TEAM, _TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "opportunity"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "purchase"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "blueprint"): Grant(_TEAM, _TEAM, _TEAM, share=_TEAM, export=_TEAM),
    (MANAGER, "approval"): Grant(_TEAM, _TEAM, _TEAM),
    (MANAGER, "outline"): Grant(_ALL, export=_ALL),
    (MANAGER, "placement"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "plan"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "resource"): Grant(_ALL, _TEAM, _TEAM, export=_ALL),
    (MANAGER, "booking"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "erasure"): Grant(_TEAM, delete=_TEAM, export=_TEAM),
    (MANAGER, "puzzle"): Grant(_SELF, change=_SELF),
    (MANAGER, "product"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (MANAGER, "competitor"): Grant(_ALL, _ALL, _ALL),
    (MANAGER, "pack"): Grant(_ALL, export=_ALL),
    (MANAGER, "territory"): Grant(_TEAM, _OWN, export=_TEAM),
    (MANAGER, "team"): Grant(_TEAM),
    (MANAGER, "user"): Grant(_TEAM),
    (MANAGER, "profile"): Grant(_SELF, change=_SELF),
    (MANAGER, "notice"): Grant(_SELF, change=_SELF),
    (MANAGER, "token"): Grant(_SELF, _SELF, delete=_SELF),
    (MANAGER, "figure"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "comparison_set"): Grant(_TEAM, _TEAM, _TEAM),
    (MANAGER, "frontier"): Grant(_TEAM, _TEAM, delete=_NONE, export=_TEAM),
    (MANAGER, "target"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "column_run"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (MANAGER, "behaviour"): Grant(_TEAM, _TEAM, export=_TEAM),
    (MANAGER, "habit"): Grant(_TEAM, _TEAM, export=_TEAM),
    (MANAGER, "rating"): Grant(_SELF, _SELF, share=_SELF),
    (MANAGER, "import"): Grant(_SELF, _SELF, _SELF, export=_SELF),
    (MANAGER, "setting"): Grant(_ALL),
    (MANAGER, "history"): Grant(_TEAM),
    (ANALYST, "account"): Grant(_TEAM, export=_TEAM, hidden=ACCOUNT_TEXT),
    (ANALYST, "stakeholder"): Grant(_TEAM, export=_TEAM, hidden=STAKEHOLDER_TEXT),
    (ANALYST, "visit"): Grant(_TEAM, export=_TEAM, hidden=VISIT_TEXT),
    (ANALYST, "action"): Grant(_TEAM, hidden=frozenset({"text", "resource"})),
    (ANALYST, "promise"): Grant(_TEAM, hidden=frozenset({"text"})),
    (ANALYST, "judgement"): Grant(_TEAM, export=_TEAM, hidden=frozenset({"evidence"})),
    (ANALYST, "need"): Grant(_TEAM, export=_TEAM, hidden=NEED_TEXT),
    (ANALYST, "line"): Grant(
        _TEAM, export=_TEAM, hidden=frozenset({"evidence", "title"})
    ),
    (ANALYST, "observation"): Grant(
        _TEAM, export=_TEAM, hidden=frozenset({"note", "occasion", "reason"})
    ),
    (ANALYST, "question"): Grant(
        _TEAM, export=_TEAM, hidden=frozenset({"text", "why", "answer"})
    ),
    (ANALYST, "probe"): Grant(
        _TEAM, export=_TEAM, hidden=frozenset({"text", "aim", "answer", "word"})
    ),
    (ANALYST, "opportunity"): Grant(
        _TEAM, export=_TEAM, hidden=frozenset({"name", "reference"})
    ),
    (ANALYST, "purchase"): Grant(_TEAM, export=_TEAM),
    (ANALYST, "blueprint"): Grant(_TEAM, hidden=BLUEPRINT_TEXT),
    (ANALYST, "outline"): Grant(_ALL, export=_ALL),
    (ANALYST, "placement"): Grant(_TEAM, export=_TEAM, hidden=frozenset({"note"})),
    (ANALYST, "plan"): Grant(_TEAM, export=_TEAM, hidden=PLAN_TEXT),
    (ANALYST, "resource"): Grant(_ALL, export=_ALL),
    (ANALYST, "booking"): Grant(_TEAM, export=_TEAM, hidden=BOOKING_TEXT),
    (ANALYST, "product"): Grant(_ALL, export=_ALL),
    (ANALYST, "competitor"): Grant(_ALL),
    (ANALYST, "pack"): Grant(_ALL, export=_ALL),
    (ANALYST, "territory"): Grant(_TEAM, export=_TEAM),
    (ANALYST, "team"): Grant(_TEAM),
    (ANALYST, "user"): Grant(_SELF),
    (ANALYST, "profile"): Grant(_SELF, change=_SELF),
    (ANALYST, "notice"): Grant(_SELF, change=_SELF),
    (ANALYST, "token"): Grant(_SELF, _SELF, delete=_SELF),
    (ANALYST, "figure"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (ANALYST, "comparison_set"): Grant(_TEAM, _TEAM, _TEAM),
    (ANALYST, "frontier"): Grant(_TEAM, _TEAM, export=_TEAM),
    (ANALYST, "target"): Grant(_TEAM, export=_TEAM),
    (ANALYST, "column_run"): Grant(_TEAM, _TEAM, _TEAM, export=_TEAM),
    (ANALYST, "behaviour"): Grant(
        _TEAM, _TEAM, export=_TEAM, hidden=frozenset({"name"})
    ),
    (ANALYST, "import"): Grant(_SELF, _SELF, _SELF, export=_SELF),
    (ANALYST, "setting"): Grant(_ALL),
    (ANALYST, "history"): Grant(_TEAM),
    (TRAINER, "product"): Grant(_ALL, export=_ALL),
    (TRAINER, "competitor"): Grant(_ALL),
    (TRAINER, "resource"): Grant(_ALL, export=_ALL),
    (TRAINER, "pack"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (TRAINER, "outline"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (TRAINER, "history"): Grant(_ALL),
    (TRAINER, "team"): Grant(_SELF),
    (TRAINER, "user"): Grant(_SELF),
    (TRAINER, "profile"): Grant(_SELF, change=_SELF),
    (TRAINER, "notice"): Grant(_SELF, change=_SELF),
    (TRAINER, "token"): Grant(_SELF, _SELF, delete=_SELF),
    (TRAINER, "setting"): Grant(_ALL),
    (ADMINISTRATOR, "product"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (ADMINISTRATOR, "competitor"): Grant(_ALL, _ALL, _ALL),
    (ADMINISTRATOR, "resource"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (ADMINISTRATOR, "pack"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (ADMINISTRATOR, "outline"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (ADMINISTRATOR, "territory"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (ADMINISTRATOR, "team"): Grant(_ALL, _ALL, _ALL),
    (ADMINISTRATOR, "user"): Grant(_ALL, _ALL, _ALL, export=_ALL),
    (ADMINISTRATOR, "profile"): Grant(_SELF, change=_SELF),
    (ADMINISTRATOR, "notice"): Grant(_SELF, change=_SELF),
    (ADMINISTRATOR, "letter"): Grant(_ALL, change=_ALL),
    (ADMINISTRATOR, "token"): Grant(_SELF, _SELF, delete=_SELF),
    (ADMINISTRATOR, "import"): Grant(_SELF, _SELF, _SELF, export=_SELF),
    (ADMINISTRATOR, "setting"): Grant(_ALL, change=_ALL),
    (ADMINISTRATOR, "letterhead"): Grant(_ALL, change=_ALL),
    (ADMINISTRATOR, "quarantine"): Grant(_ALL, _ALL, _ALL),
    (ADMINISTRATOR, "count"): Grant(_ALL),
    (ADMINISTRATOR, "history"): Grant(_ALL),
}

NOUNS = tuple(dict.fromkeys(noun for _, noun in GRANTS))
_NOTHING = Grant()


def grant_for(role: str, noun: str) -> Grant:
    """Return the row of the table; what is not listed is not allowed."""
    return GRANTS.get((role, noun), _NOTHING)


def reach_of(role: str, noun: str, verb: str) -> Reach:
    """Return how far a role's right to a verb goes."""
    reach: Reach = getattr(grant_for(role, noun), verb)
    return reach
