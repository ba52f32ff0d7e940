"""Entering many judgements from a file, with the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.adding import Adding, checked, values_of
from kam.catalog.models import Product
from kam.core.cells import count_of, day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.text import mark, name_key
from kam.judgements.models import Judgement
from kam.judgements.policies import may_judge
from kam.judgements.querysets import KEY
from kam.judgements.services.judging import Opinion, row_of
from kam.judgements.terms import Aspect, Confidence, Side, Source
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

# `account` is a name or credit code, `person` a name in it, `product` a code or name.
COLUMNS = {
    name: name
    for name in (
        "account",
        "person",
        "product",
        "aspect",
        "side",
        "value",
        "evidence",
        "source",
        "confidence",
        "day",
    )
}
READERS: dict[str, Reader] = {
    "aspect": lambda v: read_choice(Aspect, v, "aspect"),
    "side": lambda v: read_choice(Side, v, "side"),
    "value": count_of,
    "source": lambda v: read_choice(Source, v, "source") or Source.SEEN,
    "confidence": lambda v: read_choice(Confidence, v, "confidence") or "middle",
    "day": day_of,
}


def bulk_judgements(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter judgements; one that stands already, word for word, is left alone.

    Judgements are only ever added, so no row changes another. Cost: a fixed number
    of statements a batch.
    """
    require(actor is None or may(actor, "judgement", "create"))
    return _Judgements(actor, dry_run=dry_run).take(rows)


class _Judgements(Adding[Judgement]):
    """One file of judgements."""

    verb = "judgement.judge"
    same = (*KEY, "day", "value", "evidence", "source", "confidence")

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.people = PeopleNamed(KnownAccounts(actor))
        self.products: dict[str, list[int]] = {}
        for pk, code, name in Product.objects.values_list("pk", "code", "name_key"):
            for key in {name_key(code), name}:
                self.products.setdefault(key, []).append(pk)

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read the people a batch names; one statement."""
        self.people.read(rows)

    def made(self, row: BulkRow) -> Judgement:
        """Build the judgement of a row."""
        stakeholder = self.people.of(row)
        require(may_judge(self.actor, stakeholder.account))
        told = values_of(read_cells(row.values, COLUMNS, READERS))
        opinion = self._opinion(told)
        made = checked(row_of(self.actor, stakeholder, opinion, self.today))
        require_past(made.day, self.today)
        return made

    def alike(self, rows: Sequence[Judgement]) -> Iterable[Judgement]:
        """Return what stands of the same people and days."""
        found: Iterable[Judgement] = Judgement.objects.standing().filter(
            stakeholder_id__in={row.stakeholder_id for row in rows},
            day__in={row.day for row in rows},
        )
        return found

    def _opinion(self, told: Mapping[str, object]) -> Opinion:
        given = {n: told[n] for n in told if n not in ("account", "person", "product")}
        given.setdefault("aspect", "")
        given.setdefault("value", None)
        given.setdefault("evidence", "")
        product_id = self._product(text_of(told.get("product")))
        return Opinion(**given, product_id=product_id)  # type: ignore[arg-type]

    def _product(self, name: str) -> int | None:
        if not name:
            return None
        found = self.products.get(name_key(name), [])
        if len(set(found)) != 1:
            raise Invalid(fields={"product": [mark("没有找到这个产品，或有几个同名")]})
        return found[0]
