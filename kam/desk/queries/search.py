"""Finding accounts, people and visits, within what one person may see and read.

The index only proposes keys; every row is read through `visible_to`. A kind whose
fields are hidden from the reader is not searched at all, so that not even the number
of its rows tells what stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account, Stakeholder
from kam.core.words import Sought, folded, sought
from kam.desk.index.asking import Reach, keys
from kam.desk.index.rows import ACCOUNT, KINDS, PERSON, VISIT, VISIT_FIELDS
from kam.people.grants import Reach as Right
from kam.people.grants import reach_of
from kam.people.models import Team
from kam.people.scopes import hidden_fields, may
from kam.visits.models import Visit

if TYPE_CHECKING:
    from kam.core.querysets import ScopedQuerySet
    from kam.people.models import User

NOUNS = {ACCOUNT: "account", PERSON: "stakeholder", VISIT: "visit"}
READ = {ACCOUNT: {"name", "city"}, PERSON: {"name", "title"}, VISIT: {*VISIT_FIELDS}}
# So many candidates are compared before the best are shown.
CANDIDATES = 60
MOST_ACCOUNTS = 5000


@dataclass(frozen=True)
class Found:
    """What a question found, the best of each kind first."""

    asked: Sought
    accounts: list[Account] = field(default_factory=list)
    people: list[Stakeholder] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)


def searchable(user: User) -> tuple[str, ...]:
    """Return the kinds a person may search: seen, and with no searched field hidden."""
    return tuple(
        kind
        for kind in KINDS
        if may(user, NOUNS[kind], "see")
        and not READ[kind] & hidden_fields(user, NOUNS[kind])
    )


def find(user: User, question: str, size: int) -> Found:
    """Return at most `size` rows of each kind that a person may search."""
    asked = sought(question)
    kinds = searchable(user)
    if not (asked and kinds):
        return Found(asked)
    looked = _Looking(user, asked, question, size, _reach(user))
    return Found(
        asked,
        accounts=looked.by_name(ACCOUNT) if ACCOUNT in kinds else [],
        people=looked.by_name(PERSON) if PERSON in kinds else [],
        visits=looked.visits() if VISIT in kinds and not asked.is_short else [],
    )


@dataclass(frozen=True)
class _Looking:
    user: User
    asked: Sought
    question: str
    size: int
    reach: Reach

    def rows(self, kind: str, rows: ScopedQuerySet, most: int) -> list[Any]:
        if not self.reach:
            return []
        wanted = keys(kind, self.asked, self.reach, most)
        found = rows.visible_to(self.user).filter(pk__in=wanted).order_by("-pk")
        return list(found)

    def by_name(self, kind: str) -> list[Any]:
        """The same name first, then names that begin so, then the shortest."""
        wanted = folded(self.question).strip()

        def distance(row: Any) -> tuple[bool, bool, int]:
            name = folded(row.name if kind == ACCOUNT else row.person.name)
            return name != wanted, not name.startswith(wanted), len(name)

        found = self.rows(kind, _SOURCES[kind](), CANDIDATES)
        return sorted(found, key=distance)[: self.size]

    def visits(self) -> list[Visit]:
        """The newest first."""
        rows = Visit.objects.select_related("account", "owner")
        found = self.rows(VISIT, rows, self.size)
        return sorted(found, key=lambda visit: (visit.day, visit.pk), reverse=True)


_SOURCES = {
    ACCOUNT: lambda: Account.objects.active().select_related("owner"),
    PERSON: lambda: Stakeholder.objects.select_related("person", "account"),
}


def _reach(user: User) -> Reach:
    """Return whose rows the index is asked for."""
    right = reach_of(user.role, "account", "see")
    if right is Right.ALL:
        return Reach(everything=True)
    if right is Right.TEAM:
        elsewhere = Team.objects.exclude(pk__in=user.team_ids).exists()
        teams = tuple(sorted(user.team_ids))
        return Reach(team_ids=teams, everything=not elsewhere)
    seen = Account.objects.visible_to(user).order_by()
    return Reach(account_ids=tuple(seen.values_list("pk", flat=True)[:MOST_ACCOUNTS]))
