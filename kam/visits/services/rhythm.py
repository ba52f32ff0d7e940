"""Keeping the visit rhythm of accounts, so that no page looks through visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from kam.accounts.models import Account
from kam.people.queries import settings_of
from kam.visits.models import Rhythm, Visit
from kam.visits.rules.rhythm import INTERVAL_KEYS, due_day, interval_for
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Iterable

ONE_QUESTION = 500


def refresh_rhythm(account_ids: Iterable[int]) -> None:
    """Renew the rhythm of some accounts; the room of accounts asks for it too.

    Cost: one question and one write for every 500 accounts.
    """
    ids = sorted(set(account_ids))
    if not ids:
        return
    chosen = settings_of(*INTERVAL_KEYS)
    for start in range(0, len(ids), ONE_QUESTION):
        rows = _read(ids[start : start + ONE_QUESTION])
        Rhythm.objects.bulk_create(
            [_rhythm(row, interval_for(row[5], row[6], chosen)) for row in rows],
            update_conflicts=True,
            unique_fields=["account"],
            update_fields=[
                "last_day",
                "last_visit",
                "next_day",
                "interval_days",
                "due_on",
            ],
        )


def _read(ids: list[int]) -> list[tuple]:
    of_account = Visit.objects.filter(account=OuterRef("pk"))
    last = of_account.filter(state=VisitState.SUBMITTED).order_by("-day", "-id")
    coming = of_account.upcoming().order_by("day", "id")
    rows = Account.objects.filter(pk__in=ids).annotate(
        last_id=Subquery(last.values("pk")[:1]),
        last_day=Subquery(last.values("day")[:1]),
        next_day=Subquery(coming.values("day")[:1]),
    )
    return list(
        rows.values_list(
            "pk",
            "created_at",
            "last_id",
            "last_day",
            "next_day",
            "visit_interval_days",
            "size_class",
        )
    )


def _rhythm(row: tuple, interval: int) -> Rhythm:
    account_id, created_at, last_id, last_day, next_day, *_rest = row
    return Rhythm(
        account_id=account_id,
        last_day=last_day,
        last_visit_id=last_id,
        next_day=next_day,
        interval_days=interval,
        due_on=due_day(last_day, created_at.date(), interval),
    )
