"""Lines, ties and wanted roles of an account, as they stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from kam.people.scopes import hidden_fields
from kam.relations.models import Line, Move, Tie, WantedRole

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

MOST = 5_000


@dataclass(frozen=True)
class Wire:
    """A line as the reader may read it."""

    id: int
    source: int
    target: int
    kind: str
    strength: int
    evidence: str
    confidence: str
    day: date
    ended_on: date | None
    author_id: int | None
    author: str

    def holds(self, day: date) -> bool:
        """Say whether it was drawn and had not ended by the end of a day."""
        return self.day <= day and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True)
class Bond:
    """How well one of us knows somebody, as the reader may read it."""

    id: int
    stakeholder_id: int
    colleague_id: int
    colleague: str
    level: int
    wanted: int
    evidence: str
    confidence: str
    day: date
    author_id: int | None
    author: str


@dataclass(frozen=True)
class Wanted:
    """A role without a face."""

    id: int
    layer: str
    title: str
    evidence: str
    confidence: str
    day: date
    author_id: int | None
    author: str


@dataclass(frozen=True)
class Shift:
    """A change of somebody's layer."""

    stakeholder_id: int
    layer_before: str
    layer: str
    day: date


def lines_of(user: User, account: Account) -> list[Wire]:
    """Return every line that nobody took back, ended ones too; one statement."""
    hidden = hidden_fields(user, "line")
    rows = Line.objects.visible_to(user).filter(account=account).standing()
    named = rows.annotate(author_name=F("author__name")).order_by("pk")[:MOST]
    return [
        Wire(
            id=row.pk,
            source=row.from_stakeholder_id,
            target=row.to_stakeholder_id,
            kind=row.kind,
            strength=row.strength,
            evidence="" if "evidence" in hidden else row.evidence,
            confidence=row.confidence,
            day=row.day,
            ended_on=row.ended_on,
            author_id=row.author_id,
            author=row.author_name or "",
        )
        for row in named
    ]


def bonds_on(user: User, account: Account, day: date) -> list[Bond]:
    """Return what stood of who of us knows whom; one statement."""
    hidden = hidden_fields(user, "line")
    rows = Tie.objects.visible_to(user).filter(account=account).newest(day)
    named = rows.annotate(
        author_name=F("author__name"), colleague_name=F("colleague__name")
    )
    return [
        Bond(
            id=row.pk,
            stakeholder_id=row.stakeholder_id,
            colleague_id=row.colleague_id,
            colleague=row.colleague_name,
            level=row.level,
            wanted=row.wanted,
            evidence="" if "evidence" in hidden else row.evidence,
            confidence=row.confidence,
            day=row.day,
            author_id=row.author_id,
            author=row.author_name or "",
        )
        for row in named.order_by("colleague_name", "pk")[:MOST]
    ]


def wanted_on(user: User, account: Account, day: date) -> list[Wanted]:
    """Return the roles that had no face at the end of a day; one statement."""
    hidden = hidden_fields(user, "line")
    rows = WantedRole.objects.visible_to(user).filter(account=account).on(day)
    return [
        Wanted(
            id=row.pk,
            layer=row.layer,
            title="" if "title" in hidden else row.title,
            evidence="" if "evidence" in hidden else row.evidence,
            confidence=row.confidence,
            day=row.day,
            author_id=row.author_id,
            author=row.author_name or "",
        )
        for row in rows.annotate(author_name=F("author__name")).order_by("pk")[:MOST]
    ]


def shifts_after(user: User, account: Account, day: date) -> list[Shift]:
    """Return the changes of layer since a day, the first one first; one statement."""
    rows = Move.objects.visible_to(user).filter(account=account, day__gt=day)
    return [
        Shift(row.stakeholder_id, row.layer_before, row.layer, row.day)
        for row in rows.standing().order_by("day", "pk")[:MOST]
    ]
