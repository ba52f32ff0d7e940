"""Taking back and putting back: what no longer stands stays readable.

A record that may be taken back has a moment since which it no longer stands, such as
`retracted_at`. Turning it is one change, written down like any other, and turning it
back undoes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from kam.audit import changes
from kam.core import clock
from kam.core.models import Record

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

R = TypeVar("R", bound=Record)
RETRACTED = "retracted_at"


def take_back(
    *, actor: AbstractBaseUser | None, row: R, verb: str, moment: str = RETRACTED
) -> R:
    """Let a record stand no more; once more changes nothing, not even the moment."""
    return _turned(actor, row, verb, moment, stands=False)


def put_back(
    *, actor: AbstractBaseUser | None, row: R, verb: str, moment: str = RETRACTED
) -> R:
    """Undo `take_back`; once more changes nothing."""
    return _turned(actor, row, verb, moment, stands=True)


def _turned(
    actor: AbstractBaseUser | None, row: R, verb: str, moment: str, *, stands: bool
) -> R:
    with transaction.atomic():
        rows = type(row)._default_manager.select_for_update()
        current: R = rows.get(pk=row.pk)
        if (getattr(current, moment) is None) == stands:
            return current
        wanted = {moment: None if stands else clock.now()}
        return changes.change(actor=actor, row=current, wanted=wanted, verb=verb)
