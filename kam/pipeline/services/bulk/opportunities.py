"""Opportunities from a file; account and number, or account and words, are the key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kam.accounts.services.bulk.work import Named
from kam.audit.adding import values_of
from kam.audit.batches import change_many, create_many
from kam.audit.keeping import Keeping
from kam.core.bulk import Fate
from kam.core.cells import day_of, minor_of, read_cells, text_of
from kam.core.clock import now
from kam.core.text import name_key
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.models import Opportunity, StageMove
from kam.pipeline.policies import may_write
from kam.pipeline.services.bulk.named import Words
from kam.pipeline.services.bulk.reaching import Reach, begun, reached, standing_of
from kam.pipeline.services.moving import AHEAD
from kam.pipeline.services.opportunities import NOUN
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, Fault, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User
    from kam.pipeline.rules.moving import Standing

COLUMNS = {
    "account": "account",
    "product": "product",
    "name": "name",
    "reference": "reference",
    "stage": "stage",
    "reason": "reason",
    "value": "value_minor",
    "currency": "currency",
    "engaged_on": "engaged_on",
    "expected_on": "expected_on",
    "closed_on": "closed_on",
    "entered_on": "entered_on",
    "owner": "owner",
}
CELLS = {attribute: column for column, attribute in COLUMNS.items()} | {
    "lost_reason": "reason"
}
READERS: dict[str, Reader] = {
    "value": minor_of,
    "currency": lambda v: text_of(v).upper(),
    "engaged_on": day_of,
    "expected_on": day_of,
    "closed_on": day_of,
    "entered_on": day_of,
}
APART = frozenset(
    {"account", "product", "stage", "reason", "owner", "closed_on", "entered_on"}
)
PAST = ("engaged_on", "closed_on", "entered_on")


def bulk_opportunities(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Open and change opportunities.

    A row meets the opportunity of its account with its number; without one, that of
    the same words, product and day of engagement. A stage may be an end (won, lost).
    Columns a row does not have stay as they are. Cost: a fixed number of statements
    a batch.
    """
    require(actor is None or may(actor, NOUN, "create"))
    return _Opportunities(actor, dry_run=dry_run).take(rows)


class _Opportunities(Keeping[Opportunity]):
    """One file of opportunities."""

    noun = NOUN
    cells = CELLS

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.named = Named(actor)
        self.words = Words()
        self.doubts: dict[int, tuple[Fault, ...]] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch, and ask to look where a product is spelled otherwise."""
        self.doubts = {}
        told = super().store(rows)
        done = (Fate.CREATED, Fate.UPDATED)
        return [
            replace(one, doubtful=self.doubts.get(one.number, ()))
            if one.fate in done
            else one
            for one in told
        ]

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Opportunity]:
        """Read the accounts of a batch, who works there, and their opportunities."""
        self.named.read(rows)
        self.named.read_workers()
        stored = Opportunity.objects.filter(account__in=self.named.accounts).standing()
        locked = stored.select_related("account__team").select_for_update(of=("self",))
        return {_key(row.account_id, vars(row)): row for row in locked.order_by("pk")}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return the key of a row, and what it says."""
        account = self.named.account(row)
        require(may_write(self.actor, account, NOUN, "create"))
        require(may_write(self.actor, account, NOUN))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        for name in PAST:
            require_past(given.get(name), self.today, name, AHEAD)
        values = {n: v for n, v in given.items() if n not in APART}
        if not values.get("currency"):
            values.pop("currency", None)
        if "owner" in given:
            values["owner_id"] = self.named.worker(account, given["owner"])
        if "product" in given:
            values["product_id"] = self.named.goods.find(given["product"])
            cell = given["product"]
            self.doubts[row.number] = self.named.goods.doubt(cell, values["product_id"])  # type: ignore[arg-type]
        key = _key(account.pk, values)
        return key, values | self._reached(given, self.known.get(key))

    def _reached(
        self, given: dict[str, object], held: Opportunity | None
    ) -> dict[str, object]:
        reach = Reach(
            to=self.words.stage(given.get("stage")),
            reason_id=self.words.reason(given.get("reason")),
            closed_on=given.get("closed_on"),  # type: ignore[arg-type]
            entered_on=given.get("entered_on"),  # type: ignore[arg-type]
            engaged_on=given.get("engaged_on"),  # type: ignore[arg-type]
        )
        return reached(reach, held, self.words, self.today)

    def fresh(self, _row: BulkRow, key: Hashable) -> Opportunity:
        """Return an empty opportunity of an account."""
        account = self.named.accounts[key[0]]  # type: ignore[index]
        return Opportunity(account=account, currency=account.currency)

    def _write(self) -> None:
        before = {pk: standing_of(self.stored[pk]) for pk in self.wanted}
        values = {
            pk: (self.stored[pk].value_minor, self.stored[pk].engaged_on)
            for pk in self.wanted
        }
        super()._write()
        if self.dry_run:
            return
        moves = [m for row in self.new.values() for m in begun(row, self.actor)]
        moved = [
            row
            for pk, was in before.items()
            if standing_of(row := self.stored[pk]) != was
        ]
        self._overtake([row for row in moved if _is_end(before[row.pk], row)])
        for row in moved:
            value, engaged = values[row.pk]
            moves.append(_move(row, self.actor, value, engaged))
        create_many(actor=self.actor, rows=moves, verb="opportunity.move")

    def _overtake(self, rows: Sequence[Opportunity]) -> None:
        """Take back the ends that a file corrects."""
        if not rows:
            return
        ends = StageMove.objects.standing().filter(opportunity__in=rows)
        ends = ends.exclude(outcome=Outcome.OPEN).select_for_update(of=("self",))
        found = ends.select_related("opportunity__account__team").order_by("pk")
        newest = {move.opportunity_id: move for move in found}
        pairs = [(move, {"retracted_at": now()}) for move in newest.values()]
        change_many(actor=self.actor, pairs=pairs, verb="opportunity.unmove")


def _key(account_id: int, told: dict[str, Any]) -> tuple[object, ...]:
    if reference := text_of(told.get("reference")):
        return (account_id, "number", reference)
    words = name_key(text_of(told.get("name")))
    return (account_id, "words", words, told.get("product_id"), told.get("engaged_on"))


def _is_end(before: Standing, row: Opportunity) -> bool:
    return Outcome.OPEN not in (before.outcome, row.outcome)


def _move(row: Opportunity, actor: Any, value: Any, engaged: Any) -> StageMove:
    return StageMove(
        opportunity=row,
        stage_id=row.stage_id,
        outcome=row.outcome,
        day=row.closed_on or row.entered_on,
        reason_id=row.lost_reason_id,
        value_before=value,
        engaged_before=engaged,
        author=actor,
    )
