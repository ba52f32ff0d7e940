"""Users with their managers: people, chiefs and teams out of one directory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kam.core.bulk import BulkRow, Fate, Fault, RowResult
from kam.core.text import mark
from kam.people.models import User
from kam.people.rules import username_of
from kam.people.services import bulk_users
from kam.people.terms import Role
from kam.transfer.kinds.taking import named, team_names
from kam.transfer.services.storing.order import Order, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass
class Chiefs:
    """The managers that the rows name: where their people belong, or why not."""

    teams: dict[str, str]
    faults: dict[str, tuple[Fault, ...]]
    made: int


def opened(order: Order) -> Callable[[Sequence[BulkRow]], Outcome]:
    """Begin a file of users."""
    return lambda rows: store(order, rows)


def store(order: Order, rows: Sequence[BulkRow]) -> Outcome:
    """Create and update users, their managers first."""
    told = _completed(order.actor, rows)
    chiefs = _chiefs(order, told)
    results, usable = [], []
    for row in told:
        values = dict(row.values)
        name = str(values.pop("manager", None) or "")
        if name in chiefs.faults:
            results.append(_failed(row, chiefs.faults[name]))
            continue
        if name:
            values["team"] = chiefs.teams[name]
        usable.append(BulkRow(row.number, values))
    results += bulk_users(actor=order.actor, rows=usable, dry_run=order.dry_run)
    results.sort(key=lambda result: result.number)
    beside = {mark("同时建立的主管"): chiefs.made} if chiefs.made else {}
    return Outcome(results, beside)


def _completed(actor: User, rows: Sequence[BulkRow]) -> list[BulkRow]:
    """Give rows without a sign-in name one; new people are representatives."""
    named_rows = []
    for row in rows:
        values = dict(row.values)
        if not values.get("username"):
            values["username"] = username_of(str(values.get("name") or ""))
        named_rows.append(BulkRow(row.number, values))
    known = _known(actor, [row.values["username"] for row in named_rows])
    usual = {"role": Role.REPRESENTATIVE.value}
    return [
        row
        if row.values["username"] in known
        else BulkRow(row.number, {**usual, **row.values})
        for row in named_rows
    ]


def _known(actor: User, names: Iterable[object]) -> dict[str, User]:
    seen = User.objects.visible_to(actor).filter(username__in=set(names))
    return {user.username: user for user in seen}


def _chiefs(order: Order, rows: Sequence[BulkRow]) -> Chiefs:
    """Make the managers that are not known; who is known stays as is."""
    places: dict[str, str] = {}
    for row in rows:
        if name := str(row.values.get("manager") or ""):
            team = str(row.values.get("team") or "")
            places.setdefault(name, f"{team}/{name}" if team else name)
    names = {username_of(name): name for name in places}
    known = _known(order.actor, names)
    paths = team_names(order.actor) if known else {}
    for username, user in known.items():
        places[names[username]] = named(paths, user.team_id)
    new = [
        BulkRow(
            number,
            {
                "username": username,
                "name": name,
                "role": Role.MANAGER.value,
                "team": places[name],
            },
        )
        for number, (username, name) in enumerate(names.items())
        if username not in known
    ]
    made = bulk_users(actor=order.actor, rows=new, dry_run=order.dry_run)
    faults = {
        str(row.values["name"]): result.faults
        for row, result in zip(new, made, strict=True)
        if result.fate is Fate.FAILED
    }
    return Chiefs(places, faults, len(new) - len(faults))


def _failed(row: BulkRow, faults: Sequence[Fault]) -> RowResult:
    told = tuple(replace(fault, column="manager") for fault in faults)
    return RowResult(row.number, Fate.FAILED, faults=told)
