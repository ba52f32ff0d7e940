"""What is due or asks for a person now, and what the person did with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.notices.queries.choices import held_by
from kam.notices.rules.pressing import AHEAD, GROUPS, group_of, is_put_off
from kam.notices.sources import MOST, sources
from kam.notices.terms import Group

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, timedelta

    from kam.notices.models import NoticeMark
    from kam.notices.sources import Notice, Source
    from kam.people.models import User


@dataclass(frozen=True)
class Waiting:
    """A notice as it stands for one person on one day."""

    notice: Notice
    source: Source
    group: Group
    is_read: bool
    until: date | None
    is_put_off: bool

    @property
    def is_new(self) -> bool:
        """Whether it is counted at the bell."""
        return not (self.is_read or self.is_put_off or self.group == Group.SOON)


@dataclass(frozen=True)
class Everything:
    """What waits for a person, the most pressing first, and what stays silent."""

    waiting: Sequence[Waiting]
    muted: Sequence[Source]
    cadence: str
    has_more: bool

    @property
    def new(self) -> int:
        """How many the bell counts."""
        return sum(row.is_new for row in self.waiting)

    def named(self, keys: Sequence[str]) -> list[Waiting]:
        """Return those with some keys, as they stand."""
        return [row for row in self.waiting if row.notice.key in keys]


def everything(user: User, day: date, ahead: timedelta = AHEAD) -> Everything:
    """Read what waits for a person; one statement besides those of the sources."""
    held = held_by(user)
    known = sources(user)
    heard = [source for source in known if source.kind not in held.muted]
    read = [(source, source.read(user, day, day + ahead)) for source in heard]
    rows = [
        _waiting(notice, source, held.marks.get(notice.key), day)
        for source, notices in read
        for notice in notices
    ]
    return Everything(
        waiting=sorted(rows, key=_pressing),
        muted=[source for source in known if source not in heard],
        cadence=held.cadence,
        has_more=any(len(notices) >= MOST for _source, notices in read),
    )


def _waiting(
    notice: Notice, source: Source, mark: NoticeMark | None, day: date
) -> Waiting:
    until = mark.until if mark else None
    return Waiting(
        notice=notice,
        source=source,
        group=group_of(notice.due_on, day),
        is_read=bool(mark and mark.read_at and mark.stamp == notice.stamp),
        until=until,
        is_put_off=is_put_off(until, day),
    )


def _pressing(row: Waiting) -> tuple[int, bool, date | None]:
    """Order by day; what is alike stays as the kinds, and each kind, have it."""
    due = row.notice.due_on
    return GROUPS.index(row.group), due is None, due
