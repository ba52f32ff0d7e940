"""Reading the cases once, for the page, the file and the API alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kam.core.clock import today
from kam.pipeline.engine.reckoning import Reckoning, reckon
from kam.pipeline.queries.calibration import bounds_in_force, cases_of
from kam.pipeline.queries.calibration.names import (
    names_of,
    opportunities_named,
    stays_named,
)
from kam.pipeline.rules.calibration import standing_at
from kam.pipeline.terms import Age, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.pipeline.rules.calibration import Case
    from kam.pipeline.rules.calibration.aging import Aged

LATE = (Age.ZOMBIE, Age.STALE)


@dataclass(frozen=True)
class Late:
    """Something open that takes too long, and how long."""

    case: Case
    aged: Aged


@dataclass(frozen=True)
class Read:
    """What was asked, the cases, what they come to, and what groups are called."""

    subject: Subject
    by: str
    day: date
    cases: Sequence[Case]
    found: Reckoning
    names: Mapping[str, str]
    late: Sequence[Late]

    @property
    def closed(self) -> int:
        """How many ended, one way or the other."""
        fit = self.found.happened.incidence
        return fit.closed if fit is not None else 0

    @property
    def open(self) -> int:
        """How many of those used have no end yet."""
        return self.found.happened.n - self.closed


def group_words() -> dict[str, str]:
    """Return what cases may be grouped by."""
    return {
        "owner": gettext("负责人"),
        "team": gettext("团队"),
        "product": gettext("产品"),
    }


def read_calibration(
    user: User, filters: Mapping[str, Any], *, named: bool = True
) -> Read:
    """Read and reckon; five statements for opportunities, three for stays."""
    day = today(user.time_zone)
    subject = Subject(filters.get("of") or Subject.OPPORTUNITIES)
    by = filters.get("by") or "owner"
    if subject != Subject.OPPORTUNITIES and by == "product":
        by = "owner"
    bounds = bounds_in_force()
    cases = cases_of(user, subject, filters, by)
    found = reckon(cases, bounds=bounds, censor=day, column=group_words()[by])
    groups = found.happened.groups
    keys = [one.name for one in groups.groups] if groups is not None else []
    names = names_of(user, by, keys) if named else {}
    return Read(subject, by, day, cases, found, names, _late(cases, found, day))


def _late(cases: Sequence[Case], found: Reckoning, day: date) -> list[Late]:
    """Return who is late: zombies first, the oldest first."""
    told = []
    for case in cases:
        if case.is_open:
            last = case.last
            aged = standing_at(found.lines, last.place, last.day, case.start, day)
            if aged.age in LATE:
                told.append(Late(case, aged))
    return sorted(
        told,
        key=lambda one: (LATE.index(one.aged.age), -(one.aged.days or 0), one.case.key),
    )


def records_of(user: User, read: Read, keys: Sequence[int]) -> dict[int, Any]:
    """Return the records behind some cases; one statement."""
    if read.subject == Subject.OPPORTUNITIES:
        return opportunities_named(user, keys)
    return stays_named(user, keys)
