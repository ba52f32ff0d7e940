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
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import LessThan

from kam.accounts.models import Account, Stakeholder
from kam.core.expressions import SecondsAfter
from kam.needs.models import Message
from kam.performance.queries.behaviour.asked import NOW
from kam.performance.rules.behaviour import Count as Tally
from kam.performance.rules.behaviour import zone_offsets
from kam.visits.models import Action, Promise, Visit
from kam.visits.rules.returns import FORWARD
from kam.visits.terms import PromiseSide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from django.db.models import Expression

    from kam.performance.queries.behaviour.asked import Asked, Tallies
    from kam.visits.querysets import VisitQuerySet

A_DAY = 86_400
CARRIED = Q(carried_from__isnull=False)
CARRIES_NOTHING = Q(carried_from__isnull=True)
REVIEWED = Q(reviewed_at__isnull=False)
AIMED = ~Q(objective="")
ASKED = ~Q(planned_ask="")
# Which count is the numerator of which metric, and which its denominator.
SHARES = {
    "continuity": ("carried", "n"),
    "chain": ("chained", "n"),
    "review": ("reviewed", "n"),
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
    """Count what stands in the records of visits; two statements.

    Every record follows another but the first of an account: those few are looked up
    and taken off, so that not every record has to look for an earlier one.
    """
    rows = submitted(asked).order_by()
    # One part alone needs no telling apart: the index then gives the groups in order.
    halves = Value(NOW) if asked.subject is None else asked.part("day")
    counts = _counts(asked)
    for row in rows.annotate(part=halves).values("owner_id", "part").annotate(**counts):
        for key, (k, n) in SHARES.items():
            tally = Tally(row[k] if k else 0, row[n])
            found.add(row["owner_id"], row["part"], key, tally)
    for who, part, is_reviewed, is_aimed in _firsts(asked):
        first = Tally(0, -1)
        found.add(who, part, "continuity", first)
        found.add(who, part, "chain", first)
        found.add(who, part, "review", Tally(-int(is_reviewed), -1))
        found.add(who, part, "prepared", Tally(int(is_aimed and not is_reviewed), 0))


def _firsts(asked: Asked) -> Iterator[tuple[int, str, bool, bool]]:
    """Return the records asked about that are the first of their account."""
    accounts = Account.objects.filter(pk__in=submitted(asked).values("account"))
    others = Visit.objects.submitted().filter(account=OuterRef("pk"))
    first = Subquery(others.order_by("day", "pk").values("pk")[:1])
    rows = Visit.objects.filter(pk__in=accounts.order_by().values_list(first))
    told = (
        rows.filter(CARRIES_NOTHING)
        .order_by()
        .values_list("owner_id", "day", "reviewed_at", "objective")
    )
    for who, day, reviewed_at, objective in told:
        if asked.takes(who, day):
            is_reviewed, is_aimed = reviewed_at is not None, objective != ""
            yield who, asked.part_of(day), is_reviewed, is_aimed


def _counts(asked: Asked) -> dict[str, Any]:
    kept = {
        "carried": CARRIED,
        "chained": CARRIED & REVIEWED,
        "reviewed": REVIEWED,
        "same_day": _same_day(asked),
        "prepared": AIMED & REVIEWED,
        "asked": ASKED,
        "forward": ASKED & Q(outcome__in=FORWARD),
        "acted": _acted(),
        "concerned": _concerns(),
        "concern": _ready(Q()),
        "tailored": _ready(_in_other_words()),
    }
    counts = {name: Count("pk", filter=Q(wanted)) for name, wanted in kept.items()}
    return {"n": Count("pk"), **counts}


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
