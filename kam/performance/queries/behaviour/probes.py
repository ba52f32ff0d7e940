"""What was asked and heard at the visits of some people, in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from kam.performance.queries.behaviour.visits import submitted
from kam.performance.rules.behaviour import Count as Tally
from kam.probing.models import Probe
from kam.probing.terms import Signal
from kam.visits.models import Visit

if TYPE_CHECKING:
    from typing import Any

    from kam.performance.queries.behaviour.asked import Asked, Tallies
    from kam.probing.querysets import ProbeQuerySet

CONCERN = Q(signal=Signal.CONCERN)


def _asked() -> ProbeQuerySet:
    return Probe.objects.standing().filter(turn__isnull=False).order_by()


def add_probes(asked: Asked, found: Tallies) -> None:
    """Count the questions of each meeting; one statement."""
    meetings = submitted(asked).order_by().values("client_id")
    meeting = Visit.objects.filter(client_id=OuterRef("occasion")).order_by()
    followed = Exists(_asked().filter(follows=OuterRef("pk")))
    rows = _asked().filter(occasion__in=meetings).values("occasion")
    told = rows.annotate(
        asked=Count("pk"),
        answered=Count("pk", filter=~Q(answer="")),
        confirmed=Count("pk", filter=Q(confirmed=True)),
        concerns=Count("pk", filter=CONCERN),
        followed=Count("pk", filter=CONCERN & Q(followed)),
        who=Subquery(meeting.values("owner_id")[:1]),
        day=Subquery(meeting.values("day")[:1]),
    )
    for row in told:
        _add(asked, found, row)


def _add(asked: Asked, found: Tallies, row: dict[str, Any]) -> None:
    n = row["asked"]
    counts = {
        # The visits, asked at or not, are counted with the records.
        "questions": Tally(n, 0, n * n),
        "answered": Tally(row["answered"], n),
        "confirmed": Tally(int(row["confirmed"] > 0), 1),
        "relaxed": Tally(row["followed"], row["concerns"]),
    }
    for key, count in counts.items():
        found.add(row["who"], asked.part_of(row["day"]), key, count)
