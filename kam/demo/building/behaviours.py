"""What makes people of one team differ: reading up, probing, thinking company-wide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.building.stage import MORNING
from kam.demo.script.habits import HABITS, habit_of, reads_up
from kam.performance.rules.behaviour import usual_period
from kam.performance.services import look_at, rate_self
from kam.probing.services import Draft, Heard, hear, plan_probe
from kam.visits.models import Visit
from kam.visits.services import Task, mark_reviewed, open_action
from kam.visits.terms import ActionLevel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kam.demo.building.stage import Stage

FIRST, MANAGER = "rep101", "manager1"
RATED = {
    "continuity": 5,
    "relationship": 4,
    "probing": 3,
    "closing": 2,
    "colleagues": 3,
}
WIDE = "请公司质量部和信息科一起定对接方案"


def read_up(stage: Stage, owner: str, met: Iterable[tuple[str, date]]) -> None:
    """Let somebody mark, on the morning of a visit, that they read the last record."""
    wanted = {(name, day) for name, day in met if reads_up(owner, name, day)}
    if not wanted:
        return
    names, days = {name for name, _ in wanted}, {day for _, day in wanted}
    rows = Visit.objects.upcoming().filter(account__name__in=names, day__in=days)
    for visit in rows.select_related("account__team", "owner"):
        if (visit.account.name, visit.day) in wanted:
            with pretend(stage.moment(visit.day, MORNING)):
                mark_reviewed(actor=stage.people[owner], visit=visit)


def build_behaviours(stage: Stage) -> None:
    """Let people probe, think company-wide, rate themselves; and a manager look."""
    for owner in HABITS:
        _work(stage, owner)
    yesterday = stage.today - timedelta(days=1)
    person = stage.people[FIRST]
    with pretend(stage.moment(yesterday)):
        period = usual_period(stage.today)
        rate_self(actor=person, period=period, told=RATED, shared=True)
        look_at(actor=stage.people[MANAGER], people=[person], purpose="talk")


def _work(stage: Stage, owner: str) -> None:
    habit = habit_of(owner)
    rows = Visit.objects.submitted().filter(owner__username=owner)
    last = list(
        rows.select_related("account__team", "account__owner").order_by("-day", "-pk")[
            : max(habit.probes, habit.wide)
        ]
    )
    for visit in last[: habit.probes]:
        _ask(stage, visit)
    for visit in last[: habit.wide]:
        _widen(stage, visit)


def _ask(stage: Stage, visit: Visit) -> None:
    """Ask two questions at a visit, and note what was heard."""
    actor = stage.people[visit.owner.username]
    with pretend(stage.moment(visit.day)):
        for told in chapter("probes")["before"][:2]:
            draft = Draft(told["text"], told["aim"], told["level"])
            probe = plan_probe(
                actor=actor,
                account=visit.account,
                occasion=visit.client_id,
                draft=draft,
            )
            heard = Heard(told["answer"], told["word"], told["confirmed"])
            hear(actor=actor, probe=probe, heard=heard, day=visit.day)


def _widen(stage: Stage, visit: Visit) -> None:
    """Bring the whole company in after a visit."""
    with pretend(stage.moment(visit.day)):
        due = visit.day + timedelta(days=14)
        task = Task(WIDE, due, level=ActionLevel.KAM2)
        open_action(
            actor=stage.people[visit.owner.username], account=visit.account, task=task
        )
