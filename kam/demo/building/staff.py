"""Teams, users, territories and who holds them from when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.building.stage import MORNING, rows_of, taken
from kam.demo.script.figures import vacancy
from kam.demo.script.staff import Staff, Worker, staff
from kam.people.models import Territory, TerritoryAssignment
from kam.people.services import (
    assign_territory,
    bulk_territories,
    bulk_users,
    end_assignment,
)

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage


def build_staff(stage: Stage) -> None:
    """Build our own side, down to the territories and their holders."""
    known = staff()
    stage.vacancy = vacancy(stage.today)
    with pretend(stage.moment(stage.opening, MORNING)):
        workers = [*known.workers, known.former]
        rows = rows_of(_user(worker, known) for worker in workers)
        taken(bulk_users(actor=None, rows=rows))
        rows = rows_of(
            {"code": str(p.code), "name": p.city, "team": _path(p.team, known)}
            for p in known.patches
        )
        taken(bulk_territories(actor=None, rows=rows))
        stage.meet()
        _assign(stage, known)


def _user(worker: Worker, known: Staff) -> dict[str, object]:
    return {
        "username": worker.username,
        "name": worker.name,
        "role": worker.role,
        "team": _path(worker.team, known),
    }


def _path(team: str, known: Staff) -> str:
    """Return where a team stands, from the top."""
    above = next(unit.above for unit in known.units if unit.name == team)
    return f"{_path(above, known)}/{team}" if above else team


def _assign(stage: Stage, known: Staff) -> None:
    codes = [str(patch.code) for patch in known.patches]
    for territory in Territory.objects.filter(code__in=codes).order_by("code"):
        if int(territory.code) == known.vacant:
            _assign_with_gap(stage, territory, known.former.username)
        else:
            _give(stage, territory, f"rep{territory.code}", stage.opening)


def _assign_with_gap(stage: Stage, territory: Territory, former: str) -> None:
    first, last = stage.vacancy
    held = _give(stage, territory, former, stage.opening)
    end_assignment(
        actor=stage.people["admin"],
        assignment=held,
        ends_on=first - timedelta(days=1),
    )
    _give(stage, territory, f"rep{territory.code}", last)


def _give(
    stage: Stage, territory: Territory, username: str, since: date
) -> TerritoryAssignment:
    return assign_territory(
        actor=stage.people["admin"],
        territory=territory,
        user=stage.people[username],
        starts_on=since,
    )
