"""Writing a version of the template, and choosing the one plans begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kam.audit import changes
from kam.blueprints.models import Outline
from kam.blueprints.policies import may_write_outlines
from kam.blueprints.rules.outlines.reading import read_outline
from kam.blueprints.rules.outlines.shipped import SHIPPED_NUMBER
from kam.core.errors import Invalid, NotFound, Stale
from kam.core.text import clean_text
from kam.people.policies import require

if TYPE_CHECKING:
    from kam.people.models import User


@dataclass(frozen=True)
class OutlineDraft:
    """A new version; `newest` is the newest one the person knew."""

    text: str
    change_note: str = ""
    in_force: bool = True
    newest: int | None = None


def save_outline(*, actor: User | None, draft: OutlineDraft) -> Outline:
    """Write a new version; older ones stay, and plans keep the one they began with."""
    require(may_write_outlines(actor))
    text = clean_text(draft.text.replace("\r\n", "\n").replace("\r", "\n"))
    content = read_outline(text)
    with transaction.atomic():
        newest = _newest()
        if draft.newest not in (None, newest):
            raise _stale(draft.newest, newest)
        row = Outline(
            number=newest + 1,
            name=content.name,
            text=text,
            change_note=draft.change_note,
            author=actor,
        )
        _store(actor, row, newest)
        if draft.in_force:
            use_outline(actor=actor, number=row.number)
            row.refresh_from_db()
        return row


def _newest() -> int:
    rows = Outline.objects.select_for_update().order_by("-number")
    last = rows.first()
    return last.number if last else SHIPPED_NUMBER


def _store(actor: User | None, row: Outline, newest: int) -> None:
    """Store a version; somebody who wrote the same number a moment ago came first."""
    try:
        with transaction.atomic():
            changes.create(actor=actor, row=row, verb="outline.write")
    except (IntegrityError, Invalid) as error:
        theirs = _newest()
        if theirs == newest:
            raise
        raise _stale(newest, theirs) from error


def _stale(mine: int | None, theirs: int) -> Stale:
    told = {"before": mine, "mine": mine, "theirs": theirs}
    return Stale(conflicts={"number": told}, revision=theirs)


def use_outline(*, actor: User | None, number: int) -> int:
    """Let new plans begin with a version; returns the one used before."""
    require(may_write_outlines(actor))
    with transaction.atomic():
        rows = list(Outline.objects.select_for_update().order_by("number"))
        used = next((row for row in rows if row.in_force), None)
        wanted = next((row for row in rows if row.number == number), None)
        if wanted is None and number != SHIPPED_NUMBER:
            raise NotFound
        before = used.number if used else SHIPPED_NUMBER
        if before == number:
            return before
        for row, on in ((used, False), (wanted, True)):
            if row is not None:
                verb = "outline.put_in_force" if on else "outline.put_aside"
                changes.change(actor=actor, row=row, wanted={"in_force": on}, verb=verb)
        return before
