"""Reading the cells of a row of accounts into values; a bad cell names its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Model

from kam.accounts.terms import AccountKind, SizeClass
from kam.core.cells import Reading, count_of, minor_of, read_cells, text_of
from kam.core.choices import read_choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kam.accounts.services.bulk.references import Loaded
    from kam.core.cells import Reader

# The attribute that each column fills; `owner` is a sign-in name, `team` a name or
# path, `territory` a code, `parent` a name or credit code, `potential` an amount.
COLUMNS = {
    "name": "name",
    "kind": "kind",
    "parent": "parent_id",
    "size_class": "size_class",
    "potential": "potential_minor",
    "currency": "currency",
    "city": "city",
    "credit_code": "credit_code",
    "phone": "phone",
    "business_scope": "business_scope",
    "characteristics": "characteristics",
    "applications": "applications",
    "owner": "owner_id",
    "team": "team_id",
    "territory": "territory_id",
    "visit_interval_days": "visit_interval_days",
}
CELLS = {attribute: column for column, attribute in COLUMNS.items()}


def read_account(values: Mapping[str, object], known: Loaded) -> Reading:
    """Read a row of accounts, except its parent; the territory needs the team."""
    simple = {c: v for c, v in values.items() if c not in ("territory", "parent")}
    first = read_cells(simple, COLUMNS, _readers(known))
    if "territory" not in values:
        return first
    place = {"territory": values["territory"]}
    reader = {"territory": lambda v: _territory(v, first.values, known)}
    second = read_cells(place, COLUMNS, reader)
    return Reading({**first.values, **second.values}, first.faults + second.faults)


def _readers(known: Loaded) -> dict[str, Reader]:
    return {
        "kind": lambda v: read_choice(AccountKind, v, "kind") or AccountKind.OTHER,
        "size_class": lambda v: read_choice(SizeClass, v, "size_class"),
        "potential": minor_of,
        "currency": lambda v: text_of(v).upper() or "CNY",
        "visit_interval_days": count_of,
        "owner": lambda v: _pk(v, known.owner, known.owner_named),
        "team": lambda v: _pk(v, known.team, known.team_named),
    }


def _pk(
    value: object,
    by_id: Callable[[object], Model],
    by_name: Callable[[str], Model],
) -> int | None:
    """Return the id of what a cell names; a program may give the record itself."""
    if isinstance(value, Model):
        return int(by_id(value.pk).pk)
    text = text_of(value)
    return int(by_name(text).pk) if text else None


def _territory(value: object, given: Mapping[str, object], known: Loaded) -> int | None:
    team_id, owner_id = given.get("team_id"), given.get("owner_id")
    if team_id is None and isinstance(owner_id, int):
        team_id = known.owner(owner_id).team_id
    wanted = team_id if isinstance(team_id, int) else None
    return _pk(value, known.territory, lambda code: known.territory_coded(code, wanted))
