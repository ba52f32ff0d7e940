"""The page of the frontier: which of its faces somebody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.people.scopes import may, reaches
from kam.performance.engine import is_figure
from kam.performance.pages.choice import (
    Choice,
    choice_of_run,
    frontier_url,
    read_choice,
)
from kam.performance.pages.own import OwnPage, own_page
from kam.performance.pages.run import RunPage, run_page
from kam.performance.queries import figures_of, runs_for, usual_run
from kam.performance.querysets import sees_all_units

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import FrontierRun
    from kam.performance.rules import Unit
    from kam.web.lists import ListState

FULL_PAGE = "performance/run.html"
OWN_PAGE = "performance/own.html"
READY_PAGE = "performance/ready.html"


@dataclass(frozen=True, kw_only=True)
class ReadyPage:
    """A choice that nobody has calculated yet, or nothing to choose from."""

    choice: Choice
    rows: int
    complete: int
    fewest: int
    may_make: bool
    may_import: bool
    is_own: bool
    import_url: str


Face = tuple[str, "RunPage | OwnPage | ReadyPage"]


def frontier_page(user: User, state: ListState) -> Face:
    """Return the newest run of what is chosen, or what is needed to make one."""
    asked = {name: state.filters.get(name) for name in ("set", "period", "method")}
    runs = runs_for(user)
    if not any(asked.values()):
        usual = usual_run(user)
        if usual is not None:
            return stored_page(user, usual, state)
    choice = read_choice(user, asked)
    run = runs.filter(
        comparison_set=choice.chosen, period=choice.period, method=choice.method
    ).first()
    if run is not None:
        return _face(user, run, choice, state)
    return READY_PAGE, ready_page(user, choice)


def stored_page(user: User, run: FrontierRun, state: ListState) -> Face:
    """Return the page of one stored run."""
    return _face(user, run, choice_of_run(user, run), state)


def _face(user: User, run: FrontierRun, choice: Choice, state: ListState) -> Face:
    if sees_all_units(user):
        return FULL_PAGE, run_page(user, run, choice, state)
    return OWN_PAGE, own_page(user, run, choice)


def ready_page(user: User, choice: Choice) -> ReadyPage:
    """Say how many figures there are, and what may be done with them."""
    is_own = not sees_all_units(user)
    units: tuple[Unit, ...] = ()
    if choice.chosen is not None and choice.period and not is_own:
        units = figures_of(choice.chosen, [choice.period]).get(choice.period, ())
    complete = sum(
        is_figure(unit.potential) and is_figure(unit.sales) and not unit.exclusion
        for unit in units
    )
    team = choice.chosen.team_id if choice.chosen is not None else None
    return ReadyPage(
        choice=choice,
        rows=len(units),
        complete=complete,
        fewest=8,
        may_make=bool(units) and reaches(user, "frontier", "create", team_id=team),
        may_import=may(user, "figure", "create"),
        is_own=is_own,
        import_url=import_url(),
    )


def import_url() -> str:
    """Return where figures are imported."""
    return f"{reverse('transfer:new')}?kind=figures"


__all__ = ["frontier_page", "frontier_url", "ready_page", "stored_page"]
