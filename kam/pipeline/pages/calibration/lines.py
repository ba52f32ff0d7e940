"""The lines of age a list marks by, reckoned again whenever a case changed.

A list may not read every case each time it is opened, so the lines of a reader are kept
in the memory of the process for as long as nothing they come from is changed.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from kam.pipeline.engine.lines import course_of
from kam.pipeline.queries.calibration import bounds_in_force, cases_in, trace_of
from kam.pipeline.rules.platforms.grid import STANDING
from kam.pipeline.terms import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.pipeline.engine.lines import Course
    from kam.pipeline.rules.calibration import AgeLines, Bounds

    Courses = Mapping[str, Course]

    Key = tuple[object, ...]

MOST_KEPT = 200
DEALS = str(Subject.OPPORTUNITIES)


class _Kept:
    """The lines of some readers; the one not asked for longest goes first."""

    def __init__(self) -> None:
        self.lines: OrderedDict[Key, Courses] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> Courses | None:
        with self.lock:
            if key in self.lines:
                self.lines.move_to_end(key)
            return self.lines.get(key)

    def put(self, key: Key, lines: Courses) -> None:
        with self.lock:
            self.lines[key] = lines
            while len(self.lines) > MOST_KEPT:
                self.lines.popitem(last=False)


_KEPT = _Kept()


def deal_lines(user: User, day: date) -> AgeLines:
    """Return the lines of the opportunities in sight.

    Two statements; three more when something changed since.
    """
    return _courses(user, day, (DEALS,))[DEALS].lines


def stay_courses(user: User, day: date, bounds: Bounds | None = None) -> Courses:
    """Return how the stays in sight go, by platform.

    Two statements, one where the bounds are known; one more when something changed.
    """
    return _courses(user, day, STANDING, bounds)


def _courses(
    user: User, day: date, subjects: Sequence[str], bounds: Bounds | None = None
) -> Courses:
    bounds = bounds or bounds_in_force()
    key = (user.pk, user.role, subjects, day, bounds, trace_of(user, subjects[0]))
    known = _KEPT.get(key)
    if known is None:
        found = cases_in(user, subjects)
        known = {one: course_of(found[one], bounds, day) for one in subjects}
        _KEPT.put(key, known)
    return known
