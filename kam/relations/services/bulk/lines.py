"""Entering many lines from a file, with the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.adding import Adding, checked, values_of
from kam.core.cells import count_of, day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may
from kam.relations.models import Line
from kam.relations.policies import may_draw
from kam.relations.rules.reporting import closes_circle
from kam.relations.rules.scales import REPORTS
from kam.relations.services.drawing import CIRCLE
from kam.relations.terms import LineKind, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

# `account` is a name or credit code; `source` and `target` are names in it.
TYPED = ("kind", "strength", "evidence", "confidence", "day")
COLUMNS = {name: name for name in ("account", "source", "target", *TYPED)}
READERS: dict[str, Reader] = {
    "kind": lambda v: read_choice(LineKind, v, "kind"),
    "strength": lambda v: count_of(v) if text_of(v) else Strength.MIDDLE.value,
    "confidence": lambda v: (
        read_choice(Confidence, v, "confidence") or Confidence.MIDDLE.value
    ),
    "day": day_of,
}


def bulk_lines(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter lines; one that stands already, word for word, is left alone.

    Lines are only ever added, so no row changes another. Cost: a fixed number of
    statements a batch.
    """
    require(actor is None or may(actor, "line", "create"))
    return _Lines(actor, dry_run=dry_run).take(rows)


class _Lines(Adding[Line]):
    """One file of lines; `above` says to whom people report so far."""

    verb = "line.draw"
    same = (
        "from_stakeholder_id",
        "to_stakeholder_id",
        "kind",
        "strength",
        "day",
        "evidence",
    )

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        known = KnownAccounts(actor)
        self.sources = PeopleNamed(known, "source")
        self.targets = PeopleNamed(known, "target")
        self.kept: dict[int, int] = {}
        self.above: dict[int, int] = {}

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read both ends, and who reports to whom; accounts take turns."""
        touched = {pk for row in rows if (pk := self.sources.account_id(row))}
        ordered = Account.objects.filter(pk__in=touched).order_by("pk")
        list(ordered.select_for_update(of=("self",)).values_list("pk"))
        self.sources.read(rows)
        self.targets.read(rows)
        reporting = Line.objects.filter(account_id__in=touched, kind=REPORTS).open()
        pairs = reporting.values_list("from_stakeholder_id", "to_stakeholder_id")
        self.above = self.kept | dict(pairs)

    def made(self, row: BulkRow) -> Line:
        """Build the line of a row."""
        source, target = self.sources.of(row), self.targets.of(row)
        require(may_draw(self.actor, source.account))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        told = {"evidence": "", "kind": ""} | {
            n: v for n, v in given.items() if n in TYPED
        }
        line = Line(
            account=source.account,
            from_stakeholder=source,
            to_stakeholder=target,
            author=self.actor,
            **told | {"day": told.get("day") or self.today},
        )
        require_past(checked(line).day, self.today)
        return line

    def alike(self, rows: Sequence[Line]) -> Iterable[Line]:
        """Return the lines that nobody took back."""
        accounts = {row.account_id for row in rows}
        found: Iterable[Line] = Line.objects.filter(account_id__in=accounts).standing()
        return found

    def admit(self, row: Line) -> None:
        """Refuse a line to oneself, a second superior, and a circle."""
        source, target = row.from_stakeholder_id, row.to_stakeholder_id
        if source == target:
            raise Invalid(fields={"target": [mark("连线的两端不能是同一个人")]})
        if row.kind != REPORTS:
            return
        if source in self.above:
            raise Invalid(fields={"target": [mark("他已有一条汇报线，请修改那一条")]})
        if closes_circle(self.above, source, target):
            raise Invalid(fields={"target": [CIRCLE]})
        self.above[source] = target

    def learn(self) -> None:
        """Remember who would report to whom."""
        self.kept = self.above
