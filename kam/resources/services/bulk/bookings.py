"""Requests from a file: each row asks for a resource, as one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Sum

from kam.accounts.models import Account
from kam.accounts.queries.leaving import lost_among
from kam.accounts.services.bulk.known import KnownAccounts
from kam.audit.adding import Adding, checked, values_of
from kam.core import clock
from kam.core.cells import count_of, day_of, read_cells, text_of
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.text import name_key
from kam.people.days import today_of
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.scopes import may
from kam.resources.models import Booking, Hold, Resource
from kam.resources.policies import may_ask
from kam.resources.queries.compliance import rules
from kam.resources.rules.capacity import lacks, periods_of
from kam.resources.rules.limits import SAMPLES
from kam.resources.rules.words import NO_SAMPLES, TICK
from kam.resources.services.checks import require_days, require_kept
from kam.resources.services.holding import full, holds_of
from kam.resources.terms import BookingState, ResourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    name: name
    for name in ("account", "resource", "first_day", "last_day", "quantity", "why")
}
CELLS = {"account_id": "account", "resource_id": "resource", "assured": "resource"}
READERS: dict[str, Reader] = {
    "first_day": day_of,
    "last_day": day_of,
    "quantity": lambda v: count_of(v) if text_of(v) else 1,
}


def bulk_bookings(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Ask for resources; a request that stands already is left alone.

    Rows name no person of a customer: what reaches one is confirmed on its page.
    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "booking", "create"))
    return _Bookings(actor, dry_run=dry_run).take(rows)


class _Bookings(Adding[Booking]):
    """One file of requests; `taken` says what is taken of each resource so far."""

    verb = "booking.ask"
    same = ("account_id", "resource_id", "first_day", "last_day", "quantity")
    cells = CELLS

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.known = KnownAccounts(actor)
        self.samples = bool(setting(SAMPLES.key))
        self.rules = rules()
        self.accounts: dict[int, Account] = {}
        self.lost: frozenset[int] = frozenset()
        self.resources: dict[str, Resource] = {}
        self.taken: dict[int, dict[date, int]] = {}

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read accounts and resources of a batch; resources take turns, by number."""
        ids = {self.known.id_of(row.values.get("account")) for row in rows}
        found = Account.objects.filter(pk__in=ids).select_related("team")
        self.accounts = {row.pk: row for row in found}
        self.lost = lost_among(self.accounts)
        keys = {_key(row.values.get("resource")) for row in rows}
        goods = Resource.objects.filter(name_key__in=keys).order_by("pk")
        if self.actor is not None:
            goods = goods.visible_to(self.actor)
        self.resources = {row.name_key: row for row in goods.select_for_update()}
        if not self.dry_run:
            self.taken = {}
        self._read_taken()

    def _read_taken(self) -> None:
        ids = {row.pk for row in self.resources.values()} - set(self.taken)
        rows = Hold.objects.filter(resource__in=ids).order_by("resource", "period")
        sums = rows.values_list("resource_id", "period").annotate(Sum("quantity"))
        self.taken |= {pk: {} for pk in ids}
        for pk, period, total in sums:
            self.taken[pk][period] = total

    def made(self, row: BulkRow) -> Booking:
        """Build the request of a row."""
        account = self._account(row)
        require(may_ask(self.actor, account))
        require_kept(account, self.lost)
        resource = self._resource(row)
        given: dict[str, Any] = values_of(read_cells(row.values, COLUMNS, READERS))
        first = given.get("first_day")
        if first is None:
            raise Invalid(fields={"first_day": [mark("请写从哪天起")]})
        count = given.get("quantity", 1)
        made = Booking(
            account=account,
            resource=resource,
            why=given.get("why", ""),
            first_day=first,
            last_day=given.get("last_day") or first,
            asked=count,
            quantity=count,
            unit_minor=resource.unit_minor,
            currency=resource.currency,
            requester=self.actor,
        )
        if not resource.needs_approval:
            made.state, made.decided_at = BookingState.BOOKED, clock.now()
        checked(made)
        require_days(resource, made.first_day, made.last_day, self.today)
        return made

    def _account(self, row: BulkRow) -> Account:
        found = self.known.find(row.values.get("account"), "account")
        return self.accounts[found if isinstance(found, int) else found.pk]

    def _resource(self, row: BulkRow) -> Resource:
        found = self.resources.get(_key(row.values.get("resource")))
        if found is None or found.is_archived:
            raise Invalid(fields={"resource": [mark("资源目录里没有这个资源")]})
        if found.kind == ResourceKind.SAMPLE and not self.samples:
            raise Invalid(fields={"resource": [NO_SAMPLES]})
        if self.rules[found.kind].always:
            raise Invalid(fields={"resource": [TICK]})
        return found

    def alike(self, rows: Sequence[Booking]) -> Iterable[Booking]:
        """Return the requests and bookings of the same customers that stand."""
        accounts = {row.account_id for row in rows}
        found = Booking.objects.filter(account_id__in=accounts).living()
        ahead: Iterable[Booking] = found.filter(last_day__gte=self.today)
        return ahead

    def admit(self, row: Booking) -> None:
        """Refuse what does not fit; take what needs no approval."""
        resource = row.resource
        taken = self.taken[resource.pk]
        periods = periods_of(resource.span, row.first_day, row.last_day)
        missing = lacks(resource.room, taken, periods, row.quantity)
        if missing:
            raise full(resource, row, missing[0], taken)
        if row.state == BookingState.BOOKED:
            for at in periods:
                taken[at] = taken.get(at, 0) + row.quantity

    def _write(self, rows: Sequence[Booking]) -> None:
        super()._write(rows)
        if not self.dry_run:
            booked = [row for row in rows if row.state == BookingState.BOOKED]
            Hold.objects.bulk_create(
                one for row in booked for one in holds_of(row.resource, row)
            )


def _key(cell: object) -> str:
    name = text_of(cell)
    return name_key(name) or name
