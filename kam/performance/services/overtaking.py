"""Who was faster to agree a target, when, and what stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.audit.queries import newest_of
from kam.core.errors import AlreadyThere, Stale
from kam.core.marking import mark
from kam.performance.models import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

AGREED = mark("%(who)s 在 %(when)s 先商定了：现在是 %(figure)s")
WITH_REASON = mark(
    "%(who)s 在 %(when)s 先商定了：现在是 %(figure)s，理由是“%(reason)s”"
)
UNDONE = mark("%(who)s 在 %(when)s 先撤销了商定：现在没有目标")
BY_SYSTEM = mark("系统在 %(when)s 先商定了：现在是 %(figure)s")
LOOK_AGAIN = mark("请看现在的目标，再决定要不要改")


def refuse_second(place: Mapping[str, object]) -> None:
    """Refuse to agree a target for a place that has one: say whose it is."""
    found = Target.objects.filter(**place).first()
    if found is None:
        return
    error = AlreadyThere(record=found.pk, todo=LOOK_AGAIN)
    error.what, error.params = _told(found)
    raise error


def overtaken(
    pk: int, conflicts: Mapping[str, Mapping[str, object]] | None = None
) -> Stale:
    """Say of a target who changed it first, and what it is now."""
    target = Target.objects.get(pk=pk)
    error = Stale(conflicts=conflicts, revision=target.revision, todo=LOOK_AGAIN)
    error.what, error.params = _told(target)
    return error


def _told(target: Target) -> tuple[str, dict[str, object]]:
    """Return the sentence of who was faster, and what fills its places."""
    entry = newest_of("target", [target.pk])
    actor = entry.actor if entry else None
    told: dict[str, object] = {
        "who": actor.name if actor else "",
        "when": entry.at if entry else target.updated_at,
        "reason": target.reason,
    }
    if target.figure is not None:
        told["figure"] = f"{target.figure:,.10g}"
    if target.figure is None:
        return UNDONE, told
    if actor is None:
        return BY_SYSTEM, told
    return (WITH_REASON if target.reason else AGREED), told
