"""Writing and sending the digests that are due: run by cron and beside the server.

However often and by however many it is run, a person gets one letter a local date. What
a letter says is read when it is written, with the rights of that moment and in words of
the reader's own today: one that is made up late calls nothing soon that is past.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from kam.core.clock import now, today
from kam.notices import services
from kam.notices.letter import message_of
from kam.notices.models import Letter
from kam.notices.pages import digest_of
from kam.notices.post import Fate, Postman
from kam.notices.queries import choice_of, is_refused, last_days, who_wants_mail
from kam.notices.rules.hours import is_new, last_due
from kam.notices.terms import Cadence, LetterState
from kam.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kam.notices.models import DigestChoice
    from kam.notices.pages import Digest
    from kam.notices.post import Handed
    from kam.notices.rules.hours import Due

A_BATCH = 200


@dataclass
class Run:
    """What one run did: how many letters came to what; for a trial, what they say."""

    counts: Counter[str] = field(default_factory=Counter)
    shown: list[tuple[User, Digest]] = field(default_factory=list)
    stopped: str = ""


def due_now() -> Iterator[tuple[DigestChoice, Due]]:
    """Yield whose digest is due and not written yet; two statements a batch."""
    batch: list[DigestChoice] = []
    for choice in who_wants_mail():
        batch.append(choice)
        if len(batch) == A_BATCH:
            yield from _due_of(batch)
            batch = []
    yield from _due_of(batch)


def _due_of(choices: Iterable[DigestChoice]) -> Iterator[tuple[DigestChoice, Due]]:
    known = list(choices)
    last = last_days(choice.user_id for choice in known)
    moment = now()
    for choice in known:
        due = last_due(choice.timetable(choice.user.time_zone), moment)
        since = choice.since or moment
        before = last.get(choice.user_id)
        if due is not None and is_new(due, since=since, last_day=before):
            yield choice, due


def run_digests(*, most: int | None = None, site: str = "") -> Run:
    """Send what is due and what waits for another try, `most` letters of each."""
    run = Run()
    run.counts[LetterState.UNCERTAIN] += services.settle_cut_off()
    with Postman() as postman:
        for letter in _taken(most):
            _deliver(letter, postman, run, site)
            if run.stopped:
                break
    run.counts += Counter()
    return run


def _taken(most: int | None) -> Iterator[Letter]:
    """Yield letters that this run holds, older ones first."""
    waiting = Letter.objects.to_try(now()).order_by("due_again_at", "pk")[:most]
    for letter in list(waiting):
        if services.claim_again(letter=letter):
            yield letter
    for number, (choice, due) in enumerate(list(due_now())):
        if number == most:
            return
        claimed = services.claim(user_id=choice.user_id, day=due.day, due_at=due.moment)
        if claimed is not None:
            yield claimed


def _deliver(letter: Letter, postman: Postman, run: Run, site: str) -> None:
    user = User.objects.select_related("team").get(pk=letter.user_id)
    choice = choice_of(user)
    if not _is_wanted(user, choice):
        services.settle(letter=letter, state=LetterState.SKIPPED)
        run.counts[LetterState.SKIPPED] += 1
        return
    with at_home(user):
        digest = digest_of(user, today(user.time_zone), choice.cadence, site)
        message = message_of(user, digest, letter.day) if digest else None
    if message is None:
        services.settle(letter=letter, state=LetterState.EMPTY)
        run.counts[LetterState.EMPTY] += 1
    elif services.hand_over(letter=letter):
        handed = postman.hand_over(message)
        run.counts[_settled(letter, user, handed, digest.number)] += 1
        run.stopped = handed.fault if handed.fate == Fate.UNREACHABLE else ""


def _is_wanted(user: User, choice: DigestChoice) -> bool:
    reached = user.is_active and user.email and not is_refused(choice, user.email)
    return bool(reached) and choice.cadence != Cadence.NEVER


def _settled(letter: Letter, user: User, handed: Handed, number: int) -> LetterState:
    """Store what became of a letter, and return it."""
    if handed.fate == Fate.TAKEN:
        state = LetterState.SENT
    elif handed.fate == Fate.UNKNOWN:
        state = LetterState.UNCERTAIN
    elif handed.fate == Fate.REFUSED:
        state = LetterState.REFUSED
        services.refuse_address(user=user, address=user.email)
    else:
        services.put_back(letter=letter, fault=handed.fault)
        return LetterState.WAITING
    services.settle(letter=letter, state=state, notices=number, fault=handed.fault)
    return state


def try_out(*, site: str = "") -> Run:
    """Return what would be sent now, without sending or storing anything."""
    run = Run()
    for choice, _due in due_now():
        user = choice.user
        with at_home(user):
            digest = digest_of(user, today(user.time_zone), choice.cadence, site)
        run.counts["due" if digest else LetterState.EMPTY] += 1
        if digest:
            run.shown.append((user, digest))
    return run


@contextmanager
def at_home(user: User) -> Iterator[None]:
    """Speak a person's language, at the person's place."""
    place = ZoneInfo(user.time_zone)
    with translation.override(user.language), timezone.override(place):
        yield
