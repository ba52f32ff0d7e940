"""The probes of one meeting, as the reader may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery, TextField
from django.db.models.functions import Cast

from kam.core.errors import NotFound
from kam.core.expressions import Joined, split
from kam.people.scopes import hidden_fields
from kam.probing.models import Probe

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from kam.people.models import User


@dataclass(frozen=True)
class Planned:
    """One probe; `is_known` says that the ledger holds a fresh answer already."""

    id: int
    text: str
    aim: str
    level: int
    quadrant: str
    stakeholder_id: int | None
    person: str
    via: str
    question_id: int | None
    follows_id: int | None
    turn: int | None
    answer: str
    word: str
    confirmed: bool
    signal: str
    is_known: bool

    @property
    def was_asked(self) -> bool:
        """Whether it was asked."""
        return self.turn is not None


def probes_of(user: User, occasion: UUID, day: date) -> list[Planned]:
    """Return the standing probes of a meeting along the flow; one statement."""
    rows = Probe.objects.visible_to(user).of(occasion).standing()
    hidden = hidden_fields(user, "probe")
    return [_planned(user, row, hidden, day) for row in _known(rows)]


def probes_in(
    user: User, occasions: Collection[UUID], day: date
) -> dict[UUID, list[Planned]]:
    """Return the standing probes of several meetings; one statement."""
    rows = Probe.objects.visible_to(user).filter(occasion__in=occasions).standing()
    hidden = hidden_fields(user, "probe")
    told: dict[UUID, list[Planned]] = {occasion: [] for occasion in occasions}
    for row in _known(rows):
        told[row.occasion].append(_planned(user, row, hidden, day))
    return told


def _known(rows: Any) -> Any:
    return rows.annotate(
        person_name=F("stakeholder__person__name"),
        known_on=F("question__answered_on"),
        known_until=F("question__expires_on"),
    )


def _planned(user: User, row: Any, hidden: frozenset[str], day: date) -> Planned:
    def text(name: str) -> str:
        return "" if name in hidden else getattr(row, name)

    return Planned(
        id=row.pk,
        text=text("text"),
        aim=text("aim"),
        level=row.level,
        quadrant=row.quadrant,
        stakeholder_id=row.stakeholder_id,
        person=_person(user, row),
        via=row.via,
        question_id=row.question_id,
        follows_id=row.follows_id,
        turn=row.turn,
        answer=text("answer"),
        word=text("word"),
        confirmed=row.confirmed,
        signal=row.signal,
        is_known=bool(
            row.known_on and (row.known_until is None or row.known_until >= day)
        ),
    )


def _person(user: User, row: Any) -> str:
    if row.stakeholder_id is None:
        return ""
    if "name" in hidden_fields(user, "stakeholder"):
        return f"P{row.stakeholder_id}"
    return str(row.person_name)


def levels_beside(user: User, account: str, occasion: str) -> Subquery:
    """Return an annotation: the levels answered at an account's other meetings.

    `account` and `occasion` are columns of the row it comes with. Read it with
    `levels_from`.
    """
    rows = Probe.objects.visible_to(user).filter(account=OuterRef(account)).standing()
    told = rows.exclude(occasion=OuterRef(occasion)).exclude(answer="").order_by()
    return Subquery(
        told.values("account_id")
        .annotate(told=Joined(Cast("level", TextField()), "pk"))
        .values("told")
    )


def levels_from(text: str | None) -> tuple[int, ...]:
    """Return the levels that `levels_beside` brought along, rising."""
    return tuple(sorted({int(level) for level in split(text)}))


def probe_of(user: User, occasion: UUID, pk: int) -> Probe:
    """Return one probe of a meeting in sight, or NotFound."""
    rows = Probe.objects.visible_to(user).of(occasion)
    found: Probe | None = (
        rows.select_related("account__team", "question__account__team")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found
