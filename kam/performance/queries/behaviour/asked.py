"""Whose behaviour is asked about, and in which days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Q, Value, When

from kam.performance.rules.behaviour import Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import Expression

    from kam.performance.rules.behaviour import Span

NOW, BEFORE = "now", "before"
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Asked:
    """The people, the period, whose earlier period is wanted too, and today."""

    people: Sequence[int]
    zones: Mapping[int, str]
    span: Span
    today: date
    subject: int | None = None

    def when(self, owner: str, day: str) -> Q:
        """Return the rows of the people in the period, and the subject's before it."""
        first = self.span.before.first if self.subject else self.span.now.first
        inside = Q((f"{owner}__in", self.people), (f"{day}__gte", first))
        inside &= Q((f"{day}__lte", self.span.now.last))
        if self.subject is None:
            return inside
        return inside & (Q((f"{day}__gte", self.span.now.first)) | self._own(owner))

    def _own(self, owner: str) -> Q:
        return Q((owner, self.subject))

    def takes(self, person: int, day: date) -> bool:
        """Say of a loaded row what `when` says of those in the database."""
        span = self.span
        first = span.before.first if person == self.subject else span.now.first
        return person in self.zones and first <= day <= span.now.last

    def part(self, day: str) -> Expression:
        """Return whether a row belongs to the period or to the one before it."""
        is_now = Q((f"{day}__gte", self.span.now.first))
        return Case(
            When(is_now, then=Value(NOW)),
            default=Value(BEFORE),
            output_field=CharField(),
        )

    def part_of(self, day: date) -> str:
        """Return to which part a day belongs."""
        return NOW if day >= self.span.now.first else BEFORE

    @property
    def lately(self) -> date:
        """The first day of the last ninety."""
        return self.today - LATELY


def asked_of(
    zones: Mapping[int, str], span: Span, today: date, subject: int | None = None
) -> Asked:
    """Return the question about some people, by their time zones."""
    return Asked(sorted(zones), zones, span, today, subject)


class Tallies:
    """Counts of metrics by person and part."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], dict[str, Count]] = defaultdict(dict)

    def add(self, person: int, part: str, key: str, count: Count) -> None:
        """Add to a count."""
        counts = self._found[person, part]
        counts[key] = counts.get(key, Count()) + count

    def of(self, person: int, part: str = NOW) -> Mapping[str, Count]:
        """Return the counts of a person by the metric's key."""
        return self._found.get((person, part), {})

    def whole(self, people: Iterable[int], key: str) -> Count:
        """Return the count of several people together."""
        found = Count()
        for person in people:
            found += self.of(person).get(key, Count())
        return found
