"""Questions about imports."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import now
from kam.core.paging import paginate
from kam.performance.models import ComparisonSet
from kam.transfer.models import Import
from kam.transfer.terms import ImportState

if TYPE_CHECKING:
    from kam.core.paging import Page
    from kam.people.models import User

PAGE = 20
STALE = timedelta(seconds=120)
UNDER_WAY = (ImportState.CHECKING, ImportState.RUNNING)


def own_imports(user: User, cursor: str) -> Page:
    """Return one page of a person's own imports, newest first."""
    rows = Import.objects.visible_to(user)
    return paginate(rows, order=("-id",), cursor=cursor, size=PAGE)


def own_import(user: User, pk: int) -> Import:
    """Return an import of this person, or the same NotFound as for none."""
    found: Import = Import.objects.select_related("created_by__team").seen(user, pk=pk)
    return found


def sets_in_sight(user: User) -> list[ComparisonSet]:
    """Return the comparison sets that figures may be imported into."""
    return list(ComparisonSet.objects.visible_to(user).order_by("name", "pk"))


def set_of(record: Import) -> ComparisonSet | None:
    """Return the comparison set that a file of figures was meant for, if it was one."""
    sets = ComparisonSet.objects.visible_to(record.created_by)
    pk, name = record.choices.get("set_id"), record.choices.get("comparison_set")
    if pk is not None:
        return sets.filter(pk=pk).first()
    return sets.filter(name=name).first() if name else None


def is_interrupted(record: Import) -> bool:
    """Say whether a run has shown no sign of life for too long."""
    beat = record.beat_at
    return record.state in UNDER_WAY and (beat is None or beat < now() - STALE)
