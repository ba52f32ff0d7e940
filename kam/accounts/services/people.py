"""Verbs on the people of an account."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account, Person, Stakeholder
from kam.accounts.policies import may_add_person, may_edit_person
from kam.accounts.rules.writeups import lacking
from kam.accounts.services.erased import refuse_erased
from kam.audit import changes
from kam.core.errors import NotFound, Stale
from kam.people.days import today_of
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.people.models import User

Values = "Mapping[str, object]"


@dataclass(frozen=True)
class Identity:
    """Who somebody is, whatever account they are met in."""

    name: str
    title: str = ""
    is_alias: bool = False


@dataclass(frozen=True)
class Affiliation:
    """What is known of somebody in one account."""

    layer: str = ""
    functional_role: str = ""
    age_band: str = ""
    duties: str = ""
    phone: str = ""
    email: str = ""
    concerns: str = ""
    known_since: date | None = None
    competition: str = ""
    views: str = ""
    obstacle: str = ""
    notes: str = ""
    left_on: date | None = None


IDENTITY = frozenset(f.name for f in fields(Identity))
AFFILIATION = frozenset(f.name for f in fields(Affiliation))
KNOWN = Affiliation()


def create_person(
    *,
    actor: User | None,
    account: Account,
    identity: Identity,
    affiliation: Affiliation = KNOWN,
) -> Stakeholder:
    """Add somebody new to an account."""
    require(may_add_person(actor, account))
    with transaction.atomic():
        person = Person(**{n: getattr(identity, n) for n in IDENTITY})
        person.met_in = account
        changes.create(actor=actor, row=person, verb="person.create")
        return _affiliate(actor, account, person, affiliation)


def affiliate_person(
    *,
    actor: User | None,
    account: Account,
    person: Person,
    affiliation: Affiliation = KNOWN,
) -> Stakeholder:
    """Add somebody who is known from another account in sight."""
    require(may_add_person(actor, account))
    if actor is not None and not person_in_sight(actor, person):
        raise NotFound
    refuse_erased(person)
    with transaction.atomic():
        return _affiliate(actor, account, person, affiliation)


def person_in_sight(actor: User, person: Person) -> bool:
    """Say whether the actor sees one account this person is affiliated with."""
    return bool(Person.objects.visible_to(actor).filter(pk=person.pk).exists())


def _affiliate(
    actor: User | None, account: Account, person: Person, affiliation: Affiliation
) -> Stakeholder:
    values = {n: getattr(affiliation, n) for n in AFFILIATION}
    row = Stakeholder(account=account, person=person, **values)
    return changes.create(actor=actor, row=row, verb="stakeholder.create")


def edit_stakeholder(
    *,
    actor: User | None,
    stakeholder: Stakeholder,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Stakeholder:
    """Change what is known of somebody.

    Name, title and whether the name is an alias belong to the person and change in
    every account; all else belongs to this affiliation. A write-up that was complete
    and now lacks something becomes open again.
    """
    changes.refuse_unknown(wanted, IDENTITY | AFFILIATION)
    with transaction.atomic():
        current = Stakeholder.objects.select_for_update(of=("self",)).select_related(
            "account", "person"
        ).get(pk=stakeholder.pk)  # fmt: skip
        require(may_edit_person(actor, current.account))
        refuse_erased(current.person)
        person = _Step(actor, current.person, "person.edit")
        person.take(_of(wanted, IDENTITY), _of(before, IDENTITY))
        known = _Step(actor, current, "stakeholder.edit")
        known.take(_of(wanted, AFFILIATION), _of(before, AFFILIATION))
        if person.conflicts or known.conflicts:
            raise Stale(
                conflicts={**person.conflicts, **known.conflicts},
                revision=current.revision,
            )
        return _reopened_if_lacking(actor, current.pk)


class _Step:
    """One half of an edit; its conflicts are told together with the other half's."""

    def __init__(self, actor: User | None, row: Person | Stakeholder, verb: str):
        self.actor, self.row, self.verb = actor, row, verb
        self.conflicts: dict[str, Mapping[str, object]] = {}

    def take(self, wanted: dict[str, object], before: dict[str, object]) -> None:
        """Store the wanted values, or keep the conflicts."""
        if not wanted:
            return
        try:
            changes.change(
                actor=self.actor,
                row=self.row,
                wanted=wanted,
                before=before,
                verb=self.verb,
            )
        except Stale as error:
            self.conflicts = error.conflicts


def _of(
    values: Mapping[str, object] | None, names: frozenset[str]
) -> dict[str, object]:
    return {n: v for n, v in (values or {}).items() if n in names}


def _reopened_if_lacking(actor: User | None, pk: int) -> Stakeholder:
    row = Stakeholder.objects.select_related("account", "person").get(pk=pk)
    if row.writeup_done_at is None or not lacking(row.known()):
        return row
    return changes.change(
        actor=actor,
        row=row,
        wanted={"writeup_done_at": None},
        verb="stakeholder.reopen_writeup",
    )


def mark_left(
    *, actor: User | None, stakeholder: Stakeholder, left_on: date | None = None
) -> Stakeholder:
    """Note that somebody no longer works there; what is known stays."""
    require(may_edit_person(actor, stakeholder.account))
    refuse_erased(stakeholder.person)
    return changes.change(
        actor=actor,
        row=stakeholder,
        wanted={"left_on": left_on or today_of(actor)},
        verb="stakeholder.leave",
    )


def mark_back(*, actor: User | None, stakeholder: Stakeholder) -> Stakeholder:
    """Take `mark_left` back."""
    require(may_edit_person(actor, stakeholder.account))
    refuse_erased(stakeholder.person)
    return changes.change(
        actor=actor, row=stakeholder, wanted={"left_on": None}, verb="stakeholder.back"
    )
