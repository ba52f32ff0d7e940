"""Who may write sets and figures, and who may make a frontier.

The frontier has a policy of its own: a run is made only by a manager or an analyst
who may see every territory in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import Team, User
    from kam.performance.models import ColumnRun, ComparisonSet


def may_create_set(user: User | None, team: Team) -> bool:
    """Say whether a person may make a comparison set for a team."""
    return user is None or reaches(user, "comparison_set", "create", team_id=team.pk)


def may_change_set(user: User | None, comparison_set: ComparisonSet) -> bool:
    """Say whether a person may change the name, labels and units of a set."""
    team = comparison_set.team_id
    return user is None or reaches(user, "comparison_set", "change", team_id=team)


def may_write_figure(
    user: User | None, verb: str, comparison_set: ComparisonSet, territory_team_id: int
) -> bool:
    """Say whether a person may create or change a figure of a territory in a set."""
    teams = (comparison_set.team_id, territory_team_id)
    return user is None or all(
        reaches(user, "figure", verb, team_id=team) for team in teams
    )


def may_make_run(
    user: User | None, comparison_set: ComparisonSet, territory_team_ids: Iterable[int]
) -> bool:
    """Say whether a person sees every unit that a frontier would compare."""
    return _compares_all(user, "frontier", comparison_set, territory_team_ids)


def may_make_column_run(
    user: User | None, comparison_set: ComparisonSet, territory_team_ids: Iterable[int]
) -> bool:
    """Say whether a person sees every unit that a column run would compare."""
    return _compares_all(user, "column_run", comparison_set, territory_team_ids)


def _compares_all(
    user: User | None,
    noun: str,
    comparison_set: ComparisonSet,
    territory_team_ids: Iterable[int],
) -> bool:
    teams = {comparison_set.team_id, *territory_team_ids}
    return user is None or all(
        reaches(user, noun, verb, team_id=team)
        for team in teams
        for verb in ("create", "see")
    )


def may_agree_target(
    user: User | None, verb: str, comparison_set: ComparisonSet, territory_team_id: int
) -> bool:
    """Say whether a person may agree or change the target of a territory in a set."""
    teams = (comparison_set.team_id, territory_team_id)
    return user is None or all(
        reaches(user, "target", verb, team_id=team) for team in teams
    )


def may_stop_column_run(user: User | None, run: ColumnRun) -> bool:
    """Say whether a person may cancel a column run, or have it worked out again."""
    team = run.comparison_set.team_id
    return user is None or reaches(user, "column_run", "change", team_id=team)


def may_open_card(user: User, team_id: int) -> bool:
    """Say whether a person may open the card of a territory that another holds."""
    return all(
        reaches(user, "frontier", verb, team_id=team_id) for verb in ("see", "create")
    )


def may_look_at(user: User, person_id: int, team_id: int) -> bool:
    """Say whether a person may open another's behaviour; their own is always open."""
    others = person_id != user.pk
    return others and reaches(user, "behaviour", "create", team_id=team_id)


def reads_behaviour(user: User, verb: str, person_id: int, team_id: int) -> bool:
    """Say whether a person may read (or take along) the habits of one of us.

    Whoever may not know names reads teams only: one person's page would tell who it is.
    """
    return reaches(user, "habit", verb, owner_id=person_id, team_id=team_id)
