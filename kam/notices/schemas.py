"""The shapes of notices and digests at the API."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from ninja import Schema
from pydantic import Field

from kam.notices.terms import Cadence, Group
from kam.web.interface import Closed

if TYPE_CHECKING:
    from kam.notices.models import DigestChoice
    from kam.notices.queries import Everything, Waiting

Key = Annotated[str, Field(min_length=1, max_length=80)]
Keys = Annotated[list[Key], Field(min_length=1, max_length=500)]


class NoticeOut(Schema):
    """One thing that is due or asks for the caller."""

    key: str
    kind: str
    group: Group
    title: str
    note: str
    url: str
    due_on: date | None
    is_read: bool
    put_off_until: date | None
    is_new: bool


class NoticesOut(Schema):
    """What waits for the caller, the most pressing first."""

    new: int
    has_more: bool
    muted: list[str]
    items: list[NoticeOut]


class KeysIn(Closed):
    """Which notices."""

    keys: Keys


class PutOffIn(Closed):
    """Which notices, and until which day; without a day they are back at once."""

    keys: Keys
    until: date | None


class DigestOut(Schema):
    """When the caller's digest comes."""

    revision: int
    cadence: Cadence
    weekday: int
    hour: int


class DigestIn(Closed):
    """What to change of it."""

    cadence: Cadence | None = None
    weekday: Annotated[int, Field(ge=0, le=6)] | None = None
    hour: Annotated[int, Field(ge=0, le=23)] | None = None


def notices_out(found: Everything) -> NoticesOut:
    """Write everything that waits."""
    return NoticesOut(
        new=found.new,
        has_more=found.has_more,
        muted=[source.kind for source in found.muted],
        items=[_notice_out(row) for row in found.waiting],
    )


def _notice_out(row: Waiting) -> NoticeOut:
    notice = row.notice
    return NoticeOut(
        key=notice.key,
        kind=row.source.kind,
        group=row.group,
        title=notice.title,
        note=notice.note,
        url=notice.url,
        due_on=notice.due_on,
        is_read=row.is_read,
        put_off_until=row.until if row.is_put_off else None,
        is_new=row.is_new,
    )


def digest_out(row: DigestChoice) -> DigestOut:
    """Write when a digest comes."""
    return DigestOut(
        revision=row.revision,
        cadence=Cadence(row.cadence),
        weekday=row.weekday,
        hour=row.hour,
    )
