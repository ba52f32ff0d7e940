"""What is planned to be asked next, and what was heard last time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.script.customers import customers
from kam.probing.services import Draft, Heard, follow_up, hear, plan_probe
from kam.visits.models import Visit

if TYPE_CHECKING:
    from typing import Any

    from kam.demo.building.stage import Stage

FIRST = "rep101"


def build_probes(stage: Stage) -> None:
    """Plan questions for the coming visits of one person and the troubled accounts."""
    names = [c.name for c in customers() if c.trouble]
    rows = Visit.objects.select_related("account__team", "account__owner", "owner")
    ahead = rows.upcoming().filter(day__gte=stage.today)
    for visit in ahead.filter(owner__username=FIRST).order_by("day", "pk")[:2]:
        _ahead(stage, visit)
    for name in names:
        held = rows.submitted().filter(account__name=name).order_by("-day", "-pk")
        if (last := held.first()) is not None:
            _before(stage, last)


def _ahead(stage: Stage, visit: Visit) -> None:
    with pretend(stage.moment(stage.today - timedelta(days=1))):
        for told in chapter("probes")["ahead"]:
            _plan(stage, visit, told)


def _plan(stage: Stage, visit: Visit, told: dict[str, Any]) -> Any:
    seat = visit.seats.order_by("pk").first()
    return plan_probe(
        actor=stage.people[visit.owner.username],
        account=visit.account,
        occasion=visit.client_id,
        draft=Draft(
            told["text"],
            told["aim"],
            told["level"],
            told.get("quadrant", ""),
            seat.stakeholder_id if seat else None,
        ),
    )


def _before(stage: Stage, visit: Visit) -> None:
    actor = stage.people[visit.owner.username]
    with pretend(stage.moment(visit.day)):
        for told in chapter("probes")["before"]:
            probe = _plan(stage, visit, told)
            names = ("answer", "word", "confirmed", "signal")
            heard = Heard(**{name: told[name] for name in names})
            probe = hear(actor=actor, probe=probe, heard=heard, day=visit.day)
            if told["then"]:
                follow_up(
                    actor=actor,
                    probe=probe,
                    via="pup",
                    text=told["then"],
                    heard=Heard(told["heard"], confirmed=True),
                )
