"""Who holds a territory, whether its card stands open, and who opened whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from kam.core.clock import today
from kam.people.models import TerritoryAssignment
from kam.performance.models import CardLook, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.performance.models import FrontierRun

MOST_LOOKS = 20


@dataclass(frozen=True)
class Holder:
    """Who holds a territory today, and whether the reader opened its card today."""

    territory_id: int
    user_id: int
    team_id: int
    is_opened: bool


@dataclass(frozen=True)
class CardLooked:
    """One look at a card: whose territory, who, what they are here for, when, why."""

    code: str
    reader: str
    role: str
    day: date
    purpose: str


def holders_of(user: User, territory_ids: Iterable[int]) -> list[Holder]:
    """Return who holds some territories of a run the reader sees; one statement."""
    day = today(user.time_zone)
    opened = CardLook.objects.of_day(user, day).filter(
        territory_id=OuterRef("territory_id"), subject_id=OuterRef("user_id")
    )
    rows = TerritoryAssignment.objects.filter(territory_id__in=list(territory_ids))
    told = rows.on(day).annotate(is_opened=Exists(opened)).order_by("pk")
    names = ("territory_id", "user_id", "user__team_id", "is_opened")
    return [Holder(*row) for row in told.values_list(*names)]


def card_looks_at(user: User, territory_ids: Iterable[int]) -> list[CardLooked]:
    """Return the newest looks of others at one's own cards; one statement."""
    rows = CardLook.objects.visible_to(user).filter(
        subject=user, territory_id__in=list(territory_ids)
    )
    names = ("territory__code", "reader__name", "reader__role", "day", "purpose")
    told = rows.order_by("-id").values_list(*names)
    return [CardLooked(*row) for row in told[:MOST_LOOKS]]


def purpose_of_today(user: User) -> str:
    """Return what somebody opened the last card of today for; one statement."""
    rows = CardLook.objects.visible_to(user).of_day(user, today(user.time_zone))
    last = rows.order_by("-id").values_list("purpose", flat=True).first()
    return str(last or "")


def further_of(
    run: FrontierRun, territory_ids: Sequence[int]
) -> dict[int, dict[str, float]]:
    """Return the further columns of some territories, as they stand now."""
    rows = Figure.objects.filter(
        comparison_set_id=run.comparison_set_id,
        period=run.period,
        territory_id__in=territory_ids,
    )
    return dict(rows.values_list("territory_id", "further"))
