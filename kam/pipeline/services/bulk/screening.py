"""Answers to the screening from a file; account and criterion are the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.services.bulk.work import Named
from kam.audit.adding import values_of
from kam.audit.batches import by_batches, change_many, create_many
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.cells import NO, YES, read_cells, text_of
from kam.core.errors import Invalid, KamError
from kam.core.marking import mark
from kam.core.text import name_key
from kam.people.days import today_of
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.models import Criterion, ScreeningAnswer
from kam.pipeline.policies import may_write
from kam.pipeline.services.bulk.named import known_words
from kam.pipeline.services.platforms.placing import NOUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {name: name for name in ("account", "criterion", "answer")}


def answer_cell(value: object) -> bool:
    """Read a yes or a no; an empty cell answers nothing."""
    text = text_of(value).casefold()
    if text and text in YES | NO:
        return text in YES
    raise Invalid(fields={"answer": [mark("请写“是”或“否”")]})


READERS: dict[str, Reader] = {"answer": answer_cell}


def bulk_screening(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Answer criteria; the same answer is left alone, another takes its place.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, NOUN, "create"))
    return by_batches(rows, _Screening(actor, dry_run=dry_run).store)


class _Screening:
    """One file on its way into the database."""

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.named = Named(actor)
        asked = Criterion.objects.active().order_by("place", "pk")
        self.criteria = known_words(list(asked))
        self.pretended: dict[tuple[int, int], ScreeningAnswer] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        self.named.read(rows)
        stored = ScreeningAnswer.objects.current().filter(
            account__in=self.named.accounts
        )
        locked = stored.select_related("account__team").select_for_update(of=("self",))
        held = {(row.account_id, row.criterion_id): row for row in locked}
        now = held | self.pretended
        results = [self._row(row, now) for row in rows]
        self._write(held, now)
        return [
            RowResult(n, fate, now[key].pk if key else None, faults)
            for n, fate, key, faults in results
        ]

    def _row(
        self, row: BulkRow, now: dict[tuple[int, int], ScreeningAnswer]
    ) -> tuple[int, Fate, tuple[int, int] | None, Any]:
        try:
            account = self.named.account(row)
            require(may_write(self.actor, account, NOUN, "create"))
            given = values_of(read_cells(row.values, COLUMNS, READERS))
            criterion = self._criterion(given.get("criterion"))
            if "answer" not in given:
                raise Invalid(fields={"answer": [mark("请写“是”或“否”")]})
        except KamError as error:
            return row.number, Fate.FAILED, None, faults_of(error)
        key = (account.pk, criterion.pk)
        was = now.get(key)
        if was is not None and was.answer == given["answer"]:
            return row.number, Fate.SKIPPED, key, ()
        now[key] = ScreeningAnswer(
            account=account,
            criterion=criterion,
            answer=bool(given["answer"]),
            author=self.actor,
            day=self.today,
        )
        fate = Fate.CREATED if was is None else Fate.UPDATED
        return row.number, fate, key, ()

    def _criterion(self, cell: object) -> Criterion:
        text = text_of(cell)
        found = self.criteria.get(name_key(text))
        if found is None:
            raise Invalid(fields={"criterion": [mark("没有这条准则，或已停用")]})
        return found

    def _write(
        self,
        held: dict[tuple[int, int], ScreeningAnswer],
        now: dict[tuple[int, int], ScreeningAnswer],
    ) -> None:
        if self.dry_run:
            self.pretended = now
            return
        new = [row for row in now.values() if row.pk is None]
        old = [held[k] for k, row in now.items() if row.pk is None and k in held]
        pairs = [(row, {"is_current": False}) for row in old]
        change_many(actor=self.actor, pairs=pairs, verb="placement.pass")
        create_many(actor=self.actor, rows=new, verb="placement.screen")
