"""Who wants a digest, and what somebody put off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.building.stage import MORNING
from kam.notices.queries import everything
from kam.notices.services import choose, put_off
from kam.notices.terms import Cadence, Group, Weekday

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage

WANTED = {
    "rep101": {"cadence": Cadence.WEEKLY, "weekday": Weekday.MONDAY, "hour": 7},
    "manager1": {"cadence": Cadence.DAILY, "hour": 8},
}
LATER = timedelta(days=3)


def build_notices(stage: Stage) -> None:
    """Let a representative and a manager ask for digests, and one thing be put off."""
    for username, wanted in WANTED.items():
        with pretend(stage.moment(stage.today - timedelta(days=10), MORNING)):
            choose(actor=stage.people[username], wanted=wanted)
    person = stage.people["rep101"]
    with pretend(stage.moment(stage.today, MORNING)):
        found = everything(person, stage.today)
        late = [row.notice.key for row in found.waiting if row.group == Group.LATE]
        until = stage.today + LATER
        day = stage.today
        put_off(actor=person, found=found, keys=late[-1:], until=until, day=day)
