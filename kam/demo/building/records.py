"""What the troubled accounts show of a record: photos, things to bring, company."""

from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.script.customers import customers
from kam.visits.models import Visit
from kam.visits.services import FileDraft, announce_file, edit_plan, receive_part

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage

WIDE, HIGH, EDGE = 240, 160, 20
LEAD = "lead1"
PNG = "image/png"


def build_records(stage: Stage) -> None:
    """Give the coming visits things to bring, and the last records photos."""
    book = chapter("records")
    names = [c.name for c in customers() if c.trouble]
    rows = Visit.objects.select_related("account__team", "owner").order_by("day", "pk")
    for number, name in enumerate(names):
        here = rows.filter(account__name=name)
        coming = here.upcoming().filter(day__gte=stage.today).first()
        last = here.submitted().last()
        if coming is not None:
            bring = book["bring"][number % len(book["bring"])]
            _pack(stage, coming, bring, with_lead=number == 0)
        if last is not None:
            _photograph(stage, last, whole=number != len(names) - 1)


def _pack(stage: Stage, visit: Visit, bring: str, *, with_lead: bool) -> None:
    lead = stage.people[LEAD]
    sees = with_lead and visit.account.team_id in lead.team_ids
    wanted = {"bring": bring, "colleagues": [lead.pk] if sees else []}
    with pretend(stage.moment(stage.today - timedelta(days=1))):
        edit_plan(actor=visit.owner, visit=visit, wanted=wanted)


def _photograph(stage: Stage, visit: Visit, *, whole: bool) -> None:
    """Attach a photo; of the last one half is still on its way."""
    content = picture(visit.day.toordinal())
    digest = hashlib.sha256(content).hexdigest()
    draft = FileDraft(chapter("records")["photo"], PNG, len(content), digest)
    with pretend(stage.moment(visit.day)):
        file = announce_file(actor=visit.owner, visit=visit, draft=draft)
        part = content if whole else content[: len(content) // 2]
        receive_part(actor=visit.owner, file=file, offset=0, content=part)


def picture(seed: int) -> bytes:
    """Draw a whiteboard with a few lines on it, the same for the same seed."""
    rows = b"".join(_line(row, seed) for row in range(HIGH))
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _line(row: int, seed: int) -> bytes:
    written = row % 24 in (10, 11) and EDGE < row < HIGH - EDGE
    length = 60 + (seed * 37 + row // 24 * 53) % (WIDE - 90) if written else 0
    inked = bytes([60]) * length
    return b"\x00" + bytes([245]) * 16 + inked + bytes([245]) * (WIDE - 16 - length)


def _chunk(kind: bytes, content: bytes) -> bytes:
    told = kind + content
    return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))
