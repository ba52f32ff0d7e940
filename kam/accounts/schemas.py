"""The shapes of accounts and their people at the API."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.accounts.rules.writeups import write_up
from kam.accounts.terms import AccountKind, AgeBand, FunctionalRole, Layer, SizeClass
from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.money import LARGEST_MINOR
from kam.people.scopes import hidden_fields
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kam.accounts.models import Account, Stakeholder
    from kam.accounts.queries.lists import Known
    from kam.people.models import User

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Minor = Annotated[int, Field(ge=0, le=LARGEST_MINOR)]
Days = Annotated[int, Field(ge=1, le=366)]
Day = Annotated[date, Field(ge=EARLIEST_DAY, le=LATEST_DAY)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Short = Annotated[str, Field(max_length=40)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$", min_length=3, max_length=3)]
Place = Annotated[str, Field(max_length=80)]
Text = Annotated[str, Field(max_length=2000)]
PersonName = Annotated[str, Field(min_length=1, max_length=120)]
Title = Annotated[str, Field(max_length=120)]
Duties = Annotated[str, Field(max_length=1000)]
LongText = Annotated[str, Field(max_length=3000)]
Mail = Annotated[str, Field(max_length=254)]


class Order(StrEnum):
    """In which order accounts are listed."""

    NAME = "name"
    NAME_DOWN = "-name"
    POTENTIAL = "potential"
    POTENTIAL_DOWN = "-potential"


ORDERS: Mapping[Order, tuple[str, ...]] = {
    Order.NAME: ("name", "id"),
    Order.NAME_DOWN: ("-name", "-id"),
    Order.POTENTIAL: ("potential_minor", "id"),
    Order.POTENTIAL_DOWN: ("-potential_minor", "-id"),
}


class AccountQuery(PageQuery):
    """Which accounts."""

    q: Annotated[str, Field(max_length=100)] = ""
    kind: AccountKind | None = None
    size: SizeClass | None = None
    owner: Id | None = None
    team: Id | None = None
    territory: Id | None = None
    risk: bool = False
    archived: bool = False
    sort: Order = Order.NAME


class AccountChange(Closed):
    """What to change; a field left out stays as it is."""

    name: Name = "?"
    kind: AccountKind = AccountKind.OTHER
    size_class: SizeClass | None = None
    potential_minor: Minor | None = None
    currency: Code = "CNY"
    city: Place = ""
    credit_code: Short = ""
    phone: Short = ""
    business_scope: Text = ""
    characteristics: Text = ""
    applications: Text = ""
    owner_id: Id | None = None
    team_id: Id | None = None
    territory_id: Id | None = None
    parent_id: Id | None = None
    visit_interval_days: Days | None = None

    def wanted(self) -> dict[str, Any]:
        """Return what was said, as the service takes it."""
        return _told(self)


class AccountNew(AccountChange):
    """A new account; only the name is needed."""

    name: Name


class AccountOut(Schema):
    """An account; fields that the reader may not see are left out."""

    id: int
    name: str
    kind: str
    size_class: str
    potential_minor: int | None
    currency: str
    city: str
    credit_code: str = ""
    phone: str = ""
    business_scope: str = ""
    characteristics: str = ""
    applications: str = ""
    owner_id: int | None
    owner_name: str
    team_id: int
    team_name: str
    territory_id: int | None
    territory_code: str
    parent_id: int | None
    visit_interval_days: int | None
    people: int
    layers: int
    single_thread: bool
    archived: bool
    revision: int
    created_at: datetime
    updated_at: datetime


def account_out(
    user: User, row: Account, known: Known, parents: Collection[int]
) -> dict[str, Any]:
    """Return an account in its API shape; `parents` are those in sight."""
    told = {
        **{n: getattr(row, n) for n in AccountOut.model_fields if hasattr(row, n)},
        "owner_name": row.owner.name if row.owner else "",
        "team_name": row.team.name,
        "territory_code": row.territory.code if row.territory else "",
        "parent_id": row.parent_id if row.parent_id in parents else None,
        "people": known.people,
        "layers": known.layers,
        "single_thread": known.is_single_thread,
        "archived": row.archived_at is not None,
    }
    hidden = hidden_fields(user, "account")
    return {name: value for name, value in told.items() if name not in hidden}


class StakeholderQuery(PageQuery):
    """Which people."""

    account: Id | None = None
    person: Id | None = None
    layer: Layer | None = None
    left: bool = False


class StakeholderChange(Closed):
    """What to change; name, alias and title change in every account."""

    name: PersonName = "?"
    is_alias: bool = False
    title: Title = ""
    layer: Layer | None = None
    functional_role: FunctionalRole | None = None
    age_band: AgeBand | None = None
    duties: Duties = ""
    phone: Short = ""
    email: Mail = ""
    concerns: Text = ""
    known_since: Day | None = None
    competition: Text = ""
    views: Text = ""
    obstacle: LongText = ""
    notes: LongText = ""
    left_on: Day | None = None

    def wanted(self) -> dict[str, Any]:
        """Return what was said, as the service takes it."""
        return _told(self)


class StakeholderNew(StakeholderChange):
    """Somebody in an account: new by `name`, or a `person_id` known elsewhere."""

    account_id: Id
    person_id: Id | None = None


class StakeholderOut(Schema):
    """Somebody in an account; who may not read names gets P and a number."""

    id: int
    account_id: int
    person_id: int
    name: str
    is_alias: bool
    title: str = ""
    layer: str
    functional_role: str
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
    left_on: date | None
    completeness: float
    lacking: list[str]
    complete: bool
    revision: int
    created_at: datetime
    updated_at: datetime


def stakeholder_out(user: User, row: Stakeholder) -> dict[str, Any]:
    """Return somebody in their API shape."""
    hidden = hidden_fields(user, "stakeholder")
    whole = write_up(row.known())
    told = {
        **{n: getattr(row, n) for n in StakeholderOut.model_fields if hasattr(row, n)},
        "title": row.person.title,
        "is_alias": row.person.is_alias,
        "completeness": round(whole.share, 4),
        "lacking": list(whole.lacking),
        "complete": row.writeup_done_at is not None,
    }
    shown = {name: value for name, value in told.items() if name not in hidden}
    return {**shown, "name": str(row) if "name" in hidden else row.person.name}


def _told(body: Closed) -> dict[str, Any]:
    """Return the fields that were sent; no choice is nothing."""
    told = {name: getattr(body, name) for name in body.model_fields_set}
    return {n: "" if v is None and n in CHOICES else v for n, v in told.items()}


CHOICES = frozenset({"size_class", "layer", "functional_role", "age_band"})
