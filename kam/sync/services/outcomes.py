"""What carrying one item out brought."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kam.core.errors import Forbidden, Invalid
from kam.core.text import mark
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.errors import KamError
    from kam.core.models import Record


class NoAccess(Forbidden):
    """The account is not the author's to write to, now."""

    code = "no-access"
    usual = mark("这家客户现在不归您，这一项没有写进去")

    def __init__(self) -> None:
        super().__init__(
            why=mark("原文已在服务器上保管好"),
            todo=mark("请管理员放行，或者请主管把客户共享给您"),
        )


class Unknown(Invalid):
    """The thing an item is about is not there."""

    code = "unknown"
    usual = mark("没有找到这一项要改的东西")

    def __init__(self) -> None:
        super().__init__(
            why=mark("建立它的那一项还没有写进去"),
            todo=mark("先处理那一项，再回来处理这一项"),
        )


@dataclass
class Outcome:
    """What became of an item; the ids of new records are known after storing."""

    state: str = EnvelopeState.STORED
    reason: str = ""
    error: KamError | None = None
    conflicts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    row: Record | None = None


def done(row: Record, *, merged: list[str] | None = None, reason: str = "") -> Outcome:
    """Return that an item is stored."""
    state = EnvelopeState.MERGED if merged else EnvelopeState.STORED
    return Outcome(state, reason=reason, merged=merged or [], row=row)


def to_choose(
    row: Record,
    conflicts: Mapping[str, Mapping[str, Any]],
    merged: list[str] | None = None,
) -> Outcome:
    """Return that a person has to choose, field by field."""
    return Outcome(
        EnvelopeState.CONFLICT, conflicts=conflicts, merged=merged or [], row=row
    )


def put_aside(error: KamError) -> Outcome:
    """Return that an item is refused and kept safe."""
    return Outcome(EnvelopeState.QUARANTINED, reason=error.code, error=error)
