"""Verbs on letters: claim one, hand it over, settle what became of it.

The row of a person and a date is claimed before anything is written, so that of any
number of workers one goes on. Whoever stops midway leaves a lease that runs out; who
takes over raises the fence, and the former holder can settle nothing any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from kam.audit.services import Deed, record
from kam.core.clock import now
from kam.notices.models import Letter
from kam.notices.policies import may_try_again
from kam.notices.rules.tries import LEASE, next_try
from kam.notices.terms import LetterState
from kam.people.policies import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from kam.notices.querysets import LetterQuerySet
    from kam.people.models import User


def claim(*, user_id: int, day: date, due_at: datetime) -> Letter | None:
    """Take the digest of a person and date; None when it is somebody else's.

    An earlier one that still waited for its next try is made up by this one.
    """
    moment = now()
    row = Letter(
        user_id=user_id,
        day=day,
        due_at=due_at,
        state=LetterState.CLAIMED,
        lease_until=moment + LEASE,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            earlier = Letter.objects.filter(user=user_id, day__lt=day)
            earlier.filter(state=LetterState.WAITING).update(
                state=LetterState.FAILED, settled_at=moment, due_again_at=None
            )
    except IntegrityError:
        return None
    return row


def claim_again(*, letter: Letter) -> bool:
    """Take a letter whose next try has come, or whose holder stopped."""
    moment = now()
    rows = Letter.objects.to_try(moment).filter(pk=letter.pk, fence=letter.fence)
    taken = rows.update(
        state=LetterState.CLAIMED,
        fence=F("fence") + 1,
        tries=F("tries") + 1,
        lease_until=moment + LEASE,
        due_again_at=None,
    )
    if taken:
        letter.refresh_from_db()
    return bool(taken)


def hand_over(*, letter: Letter) -> bool:
    """Say that a letter goes to the mail server now; only its holder may."""
    moment = now()
    rows = _held(letter, LetterState.CLAIMED).filter(lease_until__gt=moment)
    lease = moment + LEASE
    return bool(rows.update(state=LetterState.SENDING, lease_until=lease))


def settle(
    *, letter: Letter, state: LetterState, notices: int = 0, fault: str = ""
) -> bool:
    """Store what became of a letter; who no longer holds it stores nothing."""
    rows = _held(letter, LetterState.CLAIMED, LetterState.SENDING)
    settled = {"settled_at": now(), "due_again_at": None, "notices": notices}
    return bool(rows.update(state=state, fault=fault[:60], **settled))


def put_back(*, letter: Letter, fault: str) -> bool:
    """Keep a letter that was certainly not taken for its next try, or give it up."""
    again = next_try(letter.tries, now())
    if again is None:
        return settle(letter=letter, state=LetterState.FAILED, fault=fault)
    rows = _held(letter, LetterState.CLAIMED, LetterState.SENDING)
    state = LetterState.WAITING
    return bool(rows.update(state=state, fault=fault[:60], due_again_at=again))


def settle_cut_off() -> int:
    """Settle letters whose holder stopped while handing over: never sent again.

    Whether the mail server has them nobody knows; a reminder too few is better than
    one twice, and the product shows what it said.
    """
    rows = Letter.objects.cut_off(now())
    return rows.update(
        state=LetterState.UNCERTAIN, settled_at=now(), fence=F("fence") + 1
    )


def try_again(*, actor: User | None, letter: Letter) -> bool:
    """Let a letter that was given up or refused be tried once more, at once."""
    require(may_try_again(actor))
    given_up = (LetterState.FAILED, LetterState.REFUSED, LetterState.WAITING)
    with transaction.atomic():
        rows = Letter.objects.filter(pk=letter.pk, state__in=given_up)
        changed = rows.update(
            state=LetterState.WAITING, tries=1, due_again_at=now(), settled_at=None
        )
        if changed:
            told = {"state": (letter.state, LetterState.WAITING)}
            deed = Deed(
                verb="letter.again", noun="letter", object_id=letter.pk, changes=told
            )
            record(actor=actor, deed=deed)
    return bool(changed)


def _held(letter: Letter, *states: LetterState) -> LetterQuerySet:
    rows: LetterQuerySet = Letter.objects.filter(pk=letter.pk, fence=letter.fence)
    return rows.filter(state__in=states)
