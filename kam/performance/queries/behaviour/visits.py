"""What the submitted visits of some people tell, in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    Exists,
    FloatField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.lookups import LessThan

from kam.accounts.models import Stakeholder
from kam.core.expressions import SecondsAfter
from kam.needs.models import Message
from kam.performance.rules.behaviour import Count as Tally
from kam.performance.rules.behaviour import zone_offsets
from kam.visits.models import Action, Promise, Visit
from kam.visits.rules.returns import FORWARD
from kam.visits.terms import PromiseSide

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import Expression

    from kam.performance.queries.behaviour.asked import Asked, Tallies
    from kam.visits.querysets import VisitQuerySet

A_DAY = 86_400
CARRIED = Q(carried_from__isnull=False)
REVIEWED = Q(reviewed_at__isnull=False)
ASKED = ~Q(planned_ask="")
# Which count is the numerator of which metric, and which its denominator.
SHARES = {
    "continuity": ("carried", "following"),
    "chain": ("chained", "following"),
    "review": ("reviewed", "following"),
    "same_day": ("same_day", "n"),
    "prepared": ("prepared", "n"),
    "ask": ("asked", "n"),
    "asked_forward": ("forward", "asked"),
    "acted": ("acted", "n"),
    "tailored": ("tailored", "concerned"),
    "concern": ("concern", "concerned"),
    "digging": ("", "n"),
    "questions": ("", "n"),
}


def submitted(asked: Asked) -> VisitQuerySet:
    """Return the records that are asked about."""
    return Visit.objects.submitted().filter(asked.when("owner", "day"))


def add_visits(asked: Asked, found: Tallies) -> None:
    """Count what stands in the records of visits; one statement."""
    rows = submitted(asked).order_by().annotate(part=asked.part("day"))
    counts = _counts(asked)
    for row in rows.values("owner_id", "part").annotate(**counts):
        for key, (k, n) in SHARES.items():
            tally = Tally(row[k] if k else 0, row[n])
            found.add(row["owner_id"], row["part"], key, tally)


def _counts(asked: Asked) -> dict[str, Any]:
    # What settles a case without a look elsewhere stands first: it spares that look.
    following = CARRIED | Q(_earlier())
    kept = {
        "carried": CARRIED,
        "following": following,
        "chained": CARRIED & REVIEWED,
        "reviewed": REVIEWED & following,
        "same_day": _same_day(asked),
        "prepared": ~Q(objective="") & (REVIEWED | ~following),
        "asked": ASKED,
        "forward": ASKED & Q(outcome__in=FORWARD),
        "acted": _acted(),
        "concerned": _concerns(),
        "concern": _ready(Q()),
        "tailored": _ready(_in_other_words()),
    }
    counts = {name: Count("pk", filter=Q(wanted)) for name, wanted in kept.items()}
    return {"n": Count("pk"), **counts}


def _earlier() -> Exists:
    """Say whether the account had a record before."""
    rows = Visit.objects.submitted().filter(account=OuterRef("account"))
    before = Q(day__lt=OuterRef("day")) | Q(pk__lt=OuterRef("pk"))
    return Exists(rows.filter(before, day__lte=OuterRef("day")).order_by())


def _same_day(asked: Asked) -> Q:
    """Say whether the record was submitted on the day of the visit, on their clock."""
    local = SecondsAfter("day", "submitted_at") + _offset(asked)
    return Q(LessThan(local, Value(float(A_DAY))))


def _offset(asked: Asked) -> Expression:
    first = (asked.span.before if asked.subject else asked.span.now).first
    whens = []
    for zone in sorted({*asked.zones.values()}):
        people = [pk for pk, name in asked.zones.items() if name == zone]
        for day, ahead in reversed(zone_offsets(zone, first, asked.span.now.last)):
            own = Q(owner__in=people, day__gte=day)
            whens.append(When(own, then=Value(float(ahead))))
    return Case(*whens, default=Value(0.0), output_field=FloatField())


def _acted() -> Q:
    actions = Action.objects.filter(source_visit=OuterRef("pk")).order_by()
    ours = Promise.objects.filter(source_visit=OuterRef("pk"), side=PromiseSide.OURS)
    return Q(Exists(actions)) | Q(Exists(ours.order_by()))


def _concerns() -> Exists:
    met = Stakeholder.objects.filter(seats__visit=OuterRef("pk"))
    return Exists(met.exclude(concerns="").order_by())


def _ready(further: Q) -> Exists:
    """Say whether a message stood ready when the record was locked.

    It was for somebody met whose concern is written down.
    """
    rows = Message.objects.filter(stakeholder__seats__visit=OuterRef("pk"))
    ready = Q(ready_at__lte=OuterRef("submitted_at")) & ~Q(stakeholder__concerns="")
    kept = Q(archived_at__isnull=True) | Q(archived_at__gt=OuterRef("submitted_at"))
    return Exists(rows.filter(ready, kept, further).order_by())


def _in_other_words() -> Q:
    return ~Q(variant_a="", variant_b="", variant_c="", variant_d="")
