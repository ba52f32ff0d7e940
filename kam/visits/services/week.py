"""Verbs on a week: plan what was proposed, move a visit, take plans back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account, Stakeholder
from kam.accounts.rules.erased import is_erased
from kam.audit.batches import remove_many
from kam.core.errors import NotFound, Stale
from kam.core.text import mark
from kam.people.policies import require
from kam.probing.models import Probe
from kam.visits.models import Visit, VisitPerson
from kam.visits.policies import may_plan, may_write
from kam.visits.rules import states
from kam.visits.services.books import open_ledger
from kam.visits.services.ledger import merged
from kam.visits.services.planning import apply_plan, cancel_entry, enter_plan
from kam.visits.services.rhythm import refresh_rhythm
from kam.visits.services.writing import rewrite, stale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.visits.services.ledger import Book, Entry, Ledger

TWICE = mark("这一天已经有这个客户的拜访，没有再排一次")
FULL = mark("这一天已经排满，没有再排")
OPEN_IT = mark("请看一下这周的安排，需要时改到别的一天")


@dataclass(frozen=True)
class Pick:
    """An account to be visited on a day."""

    account_id: int
    day: date


@dataclass(frozen=True)
class Planned:
    """The visits that were planned, and the picks that a day had no place for."""

    visits: tuple[Visit, ...]
    twice: tuple[Pick, ...]
    full: tuple[Pick, ...]


def plan_week(
    *, actor: User, picks: Sequence[Pick], most: int | None = None
) -> Planned:
    """Plan visits with the people and the objective of each account's last record.

    The same account is never planned twice on a day, and no day beyond `most` where
    that is given. Cost: the same number of statements for one pick and for fifty.
    """
    ids = {pick.account_id for pick in picks}
    accounts = list(Account.objects.visible_to(actor).active().filter(pk__in=ids))
    if len(accounts) != len(ids):
        raise NotFound
    for account in accounts:
        require(may_plan(actor, account))
    with transaction.atomic():
        days = {pick.day for pick in picks}
        ledger = open_ledger(actor=actor, account_ids=sorted(ids), days=days)
        planned = _Planning(actor, ledger, _held(actor, days), most)
        for pick in picks:
            planned.take(pick)
        ledger.store()
    return planned.done()


class _Planning:
    """What becomes of the picks of one press."""

    def __init__(
        self, actor: User, ledger: Ledger, held: Counter[date], most: int | None
    ) -> None:
        self.actor, self.ledger, self.held, self.most = actor, ledger, held, most
        self.here = _still_here(ledger)
        self.visits: list[Visit] = []
        self.twice: list[Pick] = []
        self.full: list[Pick] = []

    def take(self, pick: Pick) -> None:
        """Plan one pick, or keep why it was left."""
        book = self.ledger.books[pick.account_id]
        if book.visit_on(pick.day, self.actor.pk):
            self.twice.append(pick)
        elif self.most is not None and self.held[pick.day] >= self.most:
            self.full.append(pick)
        else:
            self._enter(book, pick.day)

    def _enter(self, book: Book, day: date) -> None:
        note = _last_note(book, day)
        visit = Visit(account=book.account, owner=self.actor, day=day)
        visit.objective = note.visit.next_objective if note else ""
        people = tuple(pk for pk in note.people if pk in self.here) if note else ()
        self.visits.append(enter_plan(self.ledger, visit, people).visit)
        self.held[day] += 1

    def done(self) -> Planned:
        """Return what was planned; nothing at all is a refusal that says why."""
        if not self.visits and (self.twice or self.full):
            raise Stale(TWICE if self.twice else FULL, todo=OPEN_IT)
        return Planned(tuple(self.visits), tuple(self.twice), tuple(self.full))


def _last_note(book: Book, day: date) -> Entry | None:
    notes = [e for e in book.entries if e.is_note and e.visit.day <= day]
    return max(notes, key=lambda e: e.place, default=None)


def _still_here(ledger: Ledger) -> frozenset[int]:
    """Return who of the accounts may still be met: neither gone nor erased."""
    rows = Stakeholder.objects.filter(account__in=list(ledger.books), left_on=None)
    keys = rows.values_list("pk", "person__name_key")
    return frozenset(pk for pk, key in keys if not is_erased(key))


def _held(owner: User, days: Iterable[date]) -> Counter[date]:
    """Count what somebody's days already hold."""
    rows = Visit.objects.filter(owner=owner, day__in=list(days))
    return Counter(rows.exclude(state=states.CANCELLED).values_list("day", flat=True))


def move_visit(*, actor: User, visit: Visit, day: date, seen: date) -> Visit:
    """Move a visit from the day it was seen on to another; its objective stays.

    Where it was moved meanwhile, both days are told and nothing changes.
    """
    with rewrite(actor, visit, days=[day]) as (ledger, entry):
        chosen, conflicts = merged(entry, {"day": day}, {"day": seen})
        if conflicts:
            raise stale(entry, conflicts)
        book = ledger.books[visit.account_id]
        if chosen and book.visit_on(day, entry.visit.owner_id, but=entry):
            raise Stale(TWICE, todo=OPEN_IT)
        if chosen:
            apply_plan(ledger, entry, chosen)
    return entry.visit


def take_back(*, actor: User, visits: Sequence[Visit], reason: str) -> int:
    """Take back visits just planned; what was written up meanwhile stays.

    One that nobody touched since leaves nothing but its audit; another is called off.
    """
    for visit in visits:
        require(may_write(actor, visit))
    with transaction.atomic():
        ledger = open_ledger(
            actor=actor,
            account_ids=sorted({visit.account_id for visit in visits}),
            days={visit.day for visit in visits},
        )
        waiting = [ledger.find(visit) for visit in visits]
        waiting = [e for e in waiting if e.visit.state == states.PLANNED]
        kept = _touched([entry.visit for entry in waiting])
        for entry in waiting:
            if entry.visit.pk in kept:
                cancel_entry(ledger, entry, reason)
        ledger.store()
        _unplan(actor, [e.visit for e in waiting if e.visit.pk not in kept])
    return len(waiting)


def _touched(visits: Sequence[Visit]) -> set[int]:
    """Return which plans hold more than the press that made them put there."""
    ids = [visit.pk for visit in visits]
    probed = Probe.objects.filter(occasion__in=[visit.client_id for visit in visits])
    occasions = {*probed.values_list("occasion", flat=True)}
    held = {v.pk for v in visits if v.revision > 1 or v.client_id in occasions}
    for relation in Visit._meta.related_objects:
        field = relation.field
        if field.model is not VisitPerson:
            rows = field.model._default_manager.filter(**{f"{field.name}__in": ids})
            held |= {*rows.values_list(field.attname, flat=True)}
    return held


def _unplan(actor: User, visits: Sequence[Visit]) -> None:
    """Delete plans that hold nothing; the audit keeps what they were."""
    VisitPerson.objects.filter(visit__in=visits).delete()
    remove_many(actor=actor, rows=visits, verb="visit.unplan")
    refresh_rhythm({visit.account_id for visit in visits})
