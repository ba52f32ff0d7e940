"""What was seen of how people think: clues of two meetings, for every third account."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.core.clock import pretend
from kam.demo.building.stage import rows_of, taken
from kam.demo.script.customers import customers
from kam.demo.script.dice import dice
from kam.thinking.rules.clues import LIBRARY
from kam.thinking.rules.preference import QUADRANTS
from kam.thinking.services import bulk_observations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kam.demo.building.stage import Stage

EVERY = 3
SEATS = 4
MEETINGS = (33, 9)
LEANS = 3


def build_thinking(stage: Stage) -> None:
    """Note clues about the people of the troubled accounts and of every third other."""
    told = _rows(stage)
    with pretend(stage.moment(stage.today)):
        for owner, values in sorted(told.items()):
            rows = rows_of(values)
            taken(bulk_observations(actor=stage.people[owner], rows=rows))


def _chosen() -> list[str]:
    every = customers()
    return [c.name for n, c in enumerate(every) if c.trouble or n % EVERY == 0]


def _rows(stage: Stage) -> dict[str, list[dict[str, object]]]:
    people = (
        Stakeholder.objects.filter(account__name__in=_chosen(), left_on__isnull=True)
        .select_related("person", "account__owner")
        .order_by("pk")
    )
    seats: dict[int, int] = defaultdict(int)
    told: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in people:
        seats[row.account_id] += 1
        owner = row.account.owner
        if owner is None or seats[row.account_id] > SEATS:
            continue
        told[owner.username] += _seen(stage, row.account.name, row.person.name)
    return told


def _seen(stage: Stage, account: str, person: str) -> Iterator[dict[str, object]]:
    """Yield the clues of one person: some lean clearly, some are known too little."""
    rng = dice("thinking", account, person)
    lean = rng.choice(QUADRANTS)
    own = [clue for clue in LIBRARY if clue.quadrant == lean]
    other = [clue for clue in LIBRARY if clue.quadrant != lean]
    seen = [*rng.sample(own, LEANS), *rng.sample(other, rng.choice((0, 1, 2)))]
    meetings = MEETINGS[: rng.choice((1, 2, 2, 2))]
    for number, clue in enumerate(seen):
        day = stage.today - timedelta(days=meetings[number % len(meetings)])
        yield {"account": account, "person": person, "clue": clue.code, "day": day}
