"""Our own side: teams in three levels, users, territories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.models import Team, Territory, TerritoryAssignment, User
from tests.benchmarks.plan.company import Part
from tests.benchmarks.texts import names

if TYPE_CHECKING:
    from tests.benchmarks.plan.company import Plan


def teams(plan: Plan) -> Part:
    """Plan the tree of teams."""
    first, top = plan.first_district, "/1/"
    region = f"(2 + (n + 1 - {first}) % {plan.sizes.regions})"
    parent = f"CASE WHEN n = 0 THEN NULL WHEN n + 1 < {first} THEN 1 ELSE {region} END"
    path = (
        f"CASE WHEN n = 0 THEN '{top}' "
        f"WHEN n + 1 < {first} THEN '{top}' || (n + 1) || '/' "
        f"ELSE '{top}' || {region} || '/' || (n + 1) || '/' END"
    )
    columns = {"id": "n + 1", "name": "'T' || n", "parent_id": parent, "path": path}
    return Part(Team, plan.sizes.teams, columns)


def users(plan: Plan) -> Part:
    """Plan representatives, and a manager for each region."""
    reps = plan.sizes.reps

    def either(representative: str, manager: str) -> str:
        return f"CASE WHEN n < {reps} THEN {representative} ELSE {manager} END"

    columns = {
        "id": "n + 1",
        "username": either("'rep' || n", f"'manager' || (n - {reps})"),
        "name": "name",
        "role": either("'representative'", "'manager'"),
        "team_id": either(plan.team_of_rep("n"), f"n - {reps} + 2"),
        "password": "'!'",
    }
    joins = f"JOIN bench_name ON k = n % {len(names())}"
    return Part(User, reps + plan.sizes.regions, columns, joins)


def territories(plan: Plan) -> Part:
    """Plan a territory for each representative."""
    team = plan.team_of_rep("n")
    columns = {"id": "n + 1", "code": "'R' || n", "team_id": team}
    return Part(Territory, plan.sizes.reps, columns)


def assignments(plan: Plan) -> Part:
    """Plan who holds which territory."""
    columns = {
        "id": "n + 1",
        "territory_id": "n + 1",
        "user_id": "n + 1",
        "starts_on": plan.day("700"),
    }
    return Part(TerritoryAssignment, plan.sizes.reps, columns)
