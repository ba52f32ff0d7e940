"""What was observed of somebody, or of everybody in an account."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Subquery, TextField
from django.db.models import Value as Constant
from django.db.models.functions import Cast, Concat

from kam.core.errors import NotFound
from kam.people.queries import settings_of
from kam.people.scopes import hidden_fields
from kam.thinking.models import Exemption, Observation, SelfView
from kam.thinking.rules.limits import ENABLED, KEYS, limits_from
from kam.thinking.rules.preference import QUADRANTS, Clue, Limits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User

MOST = 500


@dataclass(frozen=True)
class Seen:
    """One observation as the reader may read it."""

    id: int
    clue: str
    quadrant: str
    weight: int
    note: str
    day: date
    occasion: str
    author_id: int | None
    author: str
    is_retracted: bool


@dataclass(frozen=True)
class Choices:
    """What the company chose for this room."""

    is_enabled: bool
    limits: Limits


def choices() -> Choices:
    """Return whether preferences are estimated here, and from when; one statement."""
    chosen = settings_of(*KEYS)
    return Choices(bool(chosen[ENABLED.key]), limits_from(chosen))


def account_clues(user: User, account: Account, day: date) -> dict[int, list[Clue]]:
    """Return the clues about each person by the end of a day; one statement.

    People who are left out have none.
    """
    rows = (
        Observation.objects.visible_to(user)
        .filter(account=account, stakeholder__exemption__isnull=True)
        .standing()
        .by(day)
        .order_by()
        .values_list("stakeholder_id", "quadrant", "weight", "occasion")
    )
    found: dict[int, list[Clue]] = defaultdict(list)
    for stakeholder_id, quadrant, weight, occasion in rows:
        found[stakeholder_id].append(Clue(quadrant, weight, occasion))
    return dict(found)


def exempt_ids(user: User, account: Account) -> frozenset[int]:
    """Return who of an account is left out; one statement."""
    rows = Exemption.objects.visible_to(user).filter(account=account)
    return frozenset(rows.values_list("stakeholder_id", flat=True))


def person_sightings(user: User, stakeholder: Stakeholder) -> list[Seen]:
    """Return every observation of somebody, the newest first; one statement."""
    rows = (
        Observation.objects.visible_to(user)
        .filter(stakeholder=stakeholder)
        .annotate(author_name=F("author__name"))
        .order_by("-day", "-id")[:MOST]
    )
    hidden = "note" in hidden_fields(user, "observation")
    return [_seen(row, hidden=hidden) for row in rows]


def _seen(row: Observation, *, hidden: bool) -> Seen:
    return Seen(
        id=row.pk,
        clue=row.clue,
        quadrant=row.quadrant,
        weight=row.weight,
        note="" if hidden else row.note,
        day=row.day,
        occasion=row.occasion,
        author_id=row.author_id,
        author=row.author_name or "",  # type: ignore[attr-defined]
        is_retracted=row.retracted_at is not None,
    )


def observation_of(user: User, pk: int) -> Observation:
    """Return one observation in sight, or NotFound."""
    rows = Observation.objects.visible_to(user).select_related("account", "stakeholder")
    found: Observation | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def own_shares(user: User) -> dict[str, float] | None:
    """Return what somebody said of themselves, or None; one statement."""
    row = SelfView.objects.visible_to(user).first()
    told = row.shares() if row is not None else None
    return {q: told[q] for q in QUADRANTS} if told else None


def own_beside(user: User) -> Subquery:
    """Return an annotation that brings one's own scores along with a row read anyway.

    Read it with `own_from`.
    """
    parts = [Cast(quadrant, TextField()) for quadrant in QUADRANTS]
    told = Concat(*_between(parts, Constant(" ")), output_field=TextField())
    return Subquery(SelfView.objects.visible_to(user).annotate(t=told).values("t")[:1])


def _between(parts: Sequence[Any], mark: Any) -> list[Any]:
    return [one for part in parts for one in (mark, part)][1:]


def own_from(text: str | None) -> dict[str, float] | None:
    """Return the shares that `own_beside` brought along, None where none were."""
    if not text:
        return None
    scores = map(int, text.split())
    return SelfView(**dict(zip(QUADRANTS, scores, strict=True))).shares()


def own_scores(user: User) -> dict[str, int]:
    """Return the scores somebody gave themselves, for their form; one statement."""
    row = SelfView.objects.visible_to(user).first()
    return {q: getattr(row, q) for q in QUADRANTS} if row is not None else {}
