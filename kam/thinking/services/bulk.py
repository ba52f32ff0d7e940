"""Entering many observations from a file, with the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.adding import Adding, checked, values_of
from kam.core.cells import count_of, day_of, read_cells
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.scopes import may
from kam.thinking.models import Exemption, Observation
from kam.thinking.policies import may_observe
from kam.thinking.rules.limits import ENABLED
from kam.thinking.services.observing import AHEAD, Sighting, row_of
from kam.thinking.terms import Quadrant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

OWN = ("clue", "quadrant", "weight", "note", "day", "occasion")
COLUMNS = {name: name for name in ("account", "person", *OWN)}
READERS: dict[str, Reader] = {
    "quadrant": lambda v: read_choice(Quadrant, v, "quadrant"),
    "weight": lambda v: count_of(v) or 1,
    "day": day_of,
}


def bulk_observations(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter observations; one that stands already, word for word, is left alone.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "observation", "create"))
    return _Observations(actor, dry_run=dry_run).take(rows)


class _Observations(Adding[Observation]):
    """One file of observations."""

    verb = "observation.observe"
    same = ("stakeholder_id", "clue", "quadrant", "weight", "note", "day", "occasion")

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.people = PeopleNamed(KnownAccounts(actor))
        self.is_enabled = bool(setting(ENABLED.key))
        self.exempt: frozenset[int] = frozenset()

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read the people a batch names, and who of them is left out."""
        self.people.read(rows)
        named = self.people.stakeholder_ids
        exempt = Exemption.objects.filter(stakeholder_id__in=named)
        self.exempt = frozenset(exempt.values_list("stakeholder_id", flat=True))

    def made(self, row: BulkRow) -> Observation:
        """Build the observation of a row."""
        stakeholder = self.people.of(row)
        require(may_observe(self.actor, stakeholder.account))
        if not self.is_enabled:
            raise Invalid(mark("公司没有启用思维偏好"))
        if stakeholder.pk in self.exempt:
            raise Invalid(fields={"person": [mark("这个人的思维偏好已停用")]})
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        told = {name: given[name] for name in OWN if name in given}
        sighting = Sighting(**told)  # type: ignore[arg-type]
        made = checked(row_of(self.actor, stakeholder, sighting, self.today))
        require_past(made.day, self.today, said=AHEAD)
        return made

    def alike(self, rows: Sequence[Observation]) -> Iterable[Observation]:
        """Return what stands of the same people and days."""
        found: Iterable[Observation] = Observation.objects.standing().filter(
            stakeholder_id__in={row.stakeholder_id for row in rows},
            day__in={row.day for row in rows},
        )
        return found
