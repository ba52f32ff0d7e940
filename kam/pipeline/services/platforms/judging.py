"""What a move is, what it lacks, and what it is called; whoever moves, one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.pipeline.rules.platforms.grid import ENDED
from kam.pipeline.rules.platforms.moves import (
    conditions_of,
    is_open_way,
    is_shut,
    missing,
    revisit_fault,
)
from kam.pipeline.terms import Platform, Verdict

if TYPE_CHECKING:
    from datetime import date

    from kam.pipeline.models import Placement
    from kam.pipeline.queries.platforms import Book
    from kam.pipeline.rules.platforms.moves import Evidence

NO_WAY = mark("不能从“%(before)s”直接到“%(to)s”，请一步一步来")
LACKING = mark("还缺条件，要移动请写理由")


def is_same(before: Placement, row: Placement) -> bool:
    """Say whether a wanted place says nothing that the present one does not."""
    told = ("note", "lost_reason_id", "revisit_on")
    if row.position != before.position:
        return False
    return all(getattr(row, n) in ("", None, getattr(before, n)) for n in told)


def is_move(before: Placement | None, row: Placement) -> bool:
    """Refuse a way that is not open; staying on a platform asks nothing again."""
    was = before.platform if before is not None else ""
    if not is_open_way(was, row.platform):
        raise Invalid(
            fields={"platform": [NO_WAY]},
            before=before.get_platform_display() if before is not None else "",
            to=row.get_platform_display(),
        )
    return was != row.platform


def judged(row: Placement, seen: Evidence, book: Book) -> str:
    """Return what is missing, for which a reason stands; what the gate shuts, none."""
    if is_shut(row.platform, seen):
        said = mark("筛选有必须项答了“否”，只能淘汰")
        raise Invalid(fields={"platform": [said]})
    lacking = missing(conditions_of(row.platform, seen, book.weights))
    if lacking and not row.note and row.lost_reason_id is None:
        told: dict[str, Any] = {}
        for one in lacking:
            told |= one.params
        raise Invalid(fields={"note": [LACKING, *(c.said for c in lacking)]}, **told)
    return ",".join(one.code for one in lacking)


def require_end(row: Placement, verdict: str, today: date) -> None:
    """Ask of an end the day to look again, and a reason."""
    if row.platform not in ENDED:
        return
    if fault := revisit_fault(row.revisit_on, today):
        raise Invalid(fields={"revisit_on": [fault]})
    if row.platform == Platform.LOST:
        if row.lost_reason_id is None:
            raise Invalid(fields={"lost_reason_id": [mark("请选流失原因")]})
    elif not row.note.strip() and verdict != Verdict.REJECTED:
        raise Invalid(fields={"note": [mark("筛选没有答“否”的必须项，请写淘汰的理由")]})


def verb_of(before: Placement | None, row: Placement) -> str:
    """Return what a move is called in the history."""
    if before is None or before.platform == row.platform:
        verb = "settle" if before is None else "rejudge"
    elif row.platform in ENDED:
        verb = "reject" if row.lost_reason_id is None else "let_go"
    else:
        verb = "take_up" if before.platform in ENDED else "shift"
    return f"placement.{verb}"
