"""What becomes of one row of people: checked new records, or checked changes."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.models import Account, Person, Stakeholder
from kam.accounts.policies import may_add_person, may_edit_person
from kam.accounts.rules.writeups import lacking
from kam.accounts.services.erased import refuse_erased
from kam.accounts.services.people import AFFILIATION, IDENTITY
from kam.audit import batches, changes
from kam.core.errors import Invalid
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.bulk import BulkRow, Fault
    from kam.core.models import Record
    from kam.people.models import User


@dataclass(frozen=True)
class Line:
    """A row with its account and the name it is found by."""

    row: BulkRow
    account_id: int
    key: str
    faults: tuple[Fault, ...] = ()

    @property
    def number(self) -> int:
        """Its place in the file."""
        return self.row.number


@dataclass(frozen=True)
class Step:
    """What a row makes of a person and of the affiliation."""

    line: Line
    row: Stakeholder
    person: dict[str, object]
    known: dict[str, object]
    is_new: bool
    differs: bool = True
    lacks: bool = False


def new_step(
    actor: User | None, line: Line, account: Account, values: Mapping[str, object]
) -> Step:
    """Prepare somebody new, or refuse."""
    require(may_add_person(actor, account))
    identity, known = _of(values, IDENTITY), _of(values, AFFILIATION)
    person = Person(**identity)
    person.met_in = account
    row = Stakeholder(account=account, person=person, **known)
    _check(person, row)
    return Step(line, row, identity, known, is_new=True)


def change_step(
    actor: User | None,
    line: Line,
    row: Stakeholder,
    values: Mapping[str, object],
) -> Step:
    """Prepare the changes of somebody known, or refuse them.

    `row.person` is shared by all rows of the batch about the same person, and it
    already looks as the rows before leave it.
    """
    require(may_edit_person(actor, row.account))
    refuse_erased(row.person)
    person, wanted_person = _trial(row.person, _of(values, IDENTITY))
    after, wanted = _trial(row, _of(values, AFFILIATION))
    _check(person, after)
    after.person = person
    differs = bool(
        batches.differences(row.person, wanted_person)
        or batches.differences(row, wanted)
    )
    lacks = row.writeup_done_at is not None and bool(lacking(after.known()))
    return Step(line, row, wanted_person, wanted, False, differs, lacks)  # noqa: FBT003


def _trial(row: Record, values: Mapping[str, object]):  # type: ignore[no-untyped-def]
    after = copy.copy(row)
    tidy = changes.tidied(row, values)
    for name, value in tidy.items():
        setattr(after, name, value)
    return after, tidy


def _of(values: Mapping[str, object], names: frozenset[str]) -> dict[str, object]:
    return {n: v for n, v in values.items() if n in names}


def _check(*rows: Record) -> None:
    """Tell the faults of both halves together."""
    errors = [error for row in rows if (error := batches.check_row(row)) is not None]
    if errors:
        fields = {n: texts for error in errors for n, texts in error.fields.items()}
        raise Invalid(fields=fields)
