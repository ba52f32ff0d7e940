"""From rows of a file to wishes about known accounts, owners and people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kam.core.bulk import Fault
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.visits.rules.states import RECORD_FIELDS, calendar_fault
from kam.visits.services.bulk.known import Known, look_up
from kam.visits.services.drafts import NOTE_FIELDS, Further, typed
from kam.visits.services.ledger import COLLEAGUES, PEOPLE
from kam.visits.services.people import OUTSIDERS
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from kam.core.bulk import BulkRow
    from kam.people.models import User

SEPARATOR = re.compile(r"[;\uff1b\n]")
APART = frozenset(
    {
        "account",
        "owner",
        "state",
        "client_id",
        "cancel_reason",
        "actions",
        "promises",
        "quotes",
        "reviewed_at",
    }
)

NO_ACCOUNT = Fault("account", "not-found", mark("没有找到这个客户，或者您无权查看"))
NO_OWNER = Fault("owner", "not-found", mark("没有找到这个拜访人，或者您无权查看"))
NO_STATE = Fault("state", "choice", mark("状态只能是已计划、草稿、已提交或已取消"))
NO_DAY = Fault("day", "required", mark("请填写日期"))
NO_ID = Fault("client_id", "invalid", mark("这不是有效的标识"))
EARLY = mark("还没有发生的拜访不能有记录内容")


def _stranger(name: str) -> Fault:
    words = mark("“%(name)s”不是这个客户的人")
    return Fault(PEOPLE, "not-found", words, {"name": name[:60]})


@dataclass
class Wish:
    """What one row asks for, with its references found."""

    number: int
    faults: tuple[Fault, ...] = ()
    account_id: int = 0
    owner: Any = None
    day: date | None = None
    state: str = ""
    client_id: UUID | None = None
    cancel_reason: str = ""
    reviewed_at: datetime | None = None
    values: dict[str, Any] = field(default_factory=dict)
    further: Further = field(default_factory=Further)


class Faulty(Exception):
    """A column of a row cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def faults_of(error: Invalid) -> tuple[Fault, ...]:
    """Return the faults of a refusal, column by column."""
    if not error.fields:
        return (Fault("", error.code, error.what, error.params),)
    return tuple(
        Fault(name, error.code, text, error.params)
        for name, texts in error.fields.items()
        for text in texts
    )


def read_rows(actor: User | None, rows: Sequence[BulkRow]) -> list[Wish]:
    """Read a batch; accounts, owners and people are looked up once for all rows."""
    known = look_up(actor, [row.values for row in rows])
    return [_wish(actor, known, row) for row in rows]


def _wish(actor: User | None, known: Known, row: BulkRow) -> Wish:
    try:
        return _read(actor, known, row)
    except Faulty as faulty:
        return Wish(row.number, faults=(faulty.fault,))
    except Invalid as error:
        return Wish(row.number, faults=faults_of(error))


def _read(actor: User | None, known: Known, row: BulkRow) -> Wish:
    values: Mapping[str, Any] = row.values
    account = known.account(values.get("account"))
    if account is None:
        raise Faulty(NO_ACCOUNT)
    owner = known.owner(values.get("owner")) if values.get("owner") else actor
    owner = owner or (account.owner if not values.get("owner") else None)
    if owner is None:
        raise Faulty(NO_OWNER)
    read = typed(_told(known, account.pk, values), NOTE_FIELDS)
    state = _state(values, read)
    return Wish(
        number=row.number,
        account_id=account.pk,
        owner=owner,
        day=_day(read),
        state=state,
        client_id=_client_id(values.get("client_id")),
        cancel_reason=str(values.get("cancel_reason") or ""),
        reviewed_at=values.get("reviewed_at"),
        values=read if state != VisitState.PLANNED else _plan_only(read),
        further=Further(
            actions=tuple(values.get("actions") or ()),
            promises=tuple(values.get("promises") or ()),
            quotes=tuple(values.get("quotes") or ()),
        ),
    )


def _told(known: Known, account_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in values.items() if name not in APART}
    if PEOPLE in told:
        told[PEOPLE] = _people(known, account_id, told[PEOPLE])
    if COLLEAGUES in told:
        told[COLLEAGUES] = _company(known, account_id, told[COLLEAGUES])
    return told


def _named(value: Any) -> list[Any]:
    """Return what a cell names: names between semicolons, or keys."""
    named = SEPARATOR.split(value) if isinstance(value, str) else value or ()
    told = [one.strip() if isinstance(one, str) else one for one in named]
    return [one for one in told if one != ""]


def _people(known: Known, account_id: int, value: Any) -> tuple[int, ...]:
    found = []
    for wanted in _named(value):
        person = known.person(account_id, wanted)
        if person is None:
            raise Faulty(_stranger(str(wanted)))
        found.append(person)
    return tuple(dict.fromkeys(found))


def _company(known: Known, account_id: int, value: Any) -> tuple[int, ...]:
    found = []
    for wanted in _named(value):
        colleague = known.company.get((account_id, wanted))
        if colleague is None:
            raise Faulty(Fault(COLLEAGUES, "not-found", OUTSIDERS))
        found.append(colleague)
    return tuple(dict.fromkeys(found))


def _state(values: Mapping[str, Any], read: Mapping[str, Any]) -> str:
    given = str(values.get("state") or "")
    if not given:
        return VisitState.SUBMITTED if read.get("outcome") else VisitState.PLANNED
    for choice in VisitState:
        if given in (choice.value, str(choice.label)):
            return choice
    raise Faulty(NO_STATE)


def _plan_only(read: dict[str, Any]) -> dict[str, Any]:
    full = [name for name in RECORD_FIELDS if read.get(name)]
    if full:
        raise Faulty(Fault(full[0], "planned", EARLY))
    return {n: v for n, v in read.items() if n not in RECORD_FIELDS}


def _day(read: Mapping[str, Any]) -> date:
    day = read.get("day")
    if day is None:
        raise Faulty(NO_DAY)
    if fault := calendar_fault(day):
        raise Faulty(Fault("day", "invalid", fault))
    return day


def _client_id(value: object) -> UUID | None:
    if not value:
        return None
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        raise Faulty(NO_ID) from None
