"""Actions and promises that wait for the day on which they are closed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.visits.models import Action, Promise
from kam.visits.services import bulk_close_actions, bulk_close_promises

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kam.demo.building.stage import Stage
    from kam.demo.script.rows import Duty, Meeting, Word

Kind = type[Action] | type[Promise]


@dataclass(frozen=True)
class Due:
    """One of them: on which day it comes to which end."""

    model: Kind
    pk: int
    day: date
    state: str


class Pending:
    """What is still to be closed, by who owes it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.waiting: dict[str, list[Due]] = defaultdict(list)

    def learn(self, owner: str, filed: Mapping[int, Meeting]) -> None:
        """Note what the stored records, by their id, will bring to an end."""
        columns = ("pk", "source_visit_id", "text")
        actions = Action.objects.filter(source_visit__in=filed)
        promises = Promise.objects.filter(source_visit__in=filed)
        found: dict[Kind, Iterable[tuple[int, int | None, str]]] = {
            Action: actions.values_list(*columns),
            Promise: promises.values_list(*columns),
        }
        for model, rows in found.items():
            for pk, visit_id, text in rows:
                told = _told(filed[visit_id or 0], text)
                if told.closed is not None:
                    due = Due(model, pk, told.closed, told.state)
                    self.waiting[owner].append(due)

    def close(self, owner: str, until: date) -> None:
        """Close what somebody has done by a day."""
        ripe = [due for due in self.waiting[owner] if due.day <= until]
        self.waiting[owner] = [due for due in self.waiting[owner] if due.day > until]
        actor = self.stage.people[owner]
        if actions := {due.pk: due.state for due in ripe if due.model is Action}:
            bulk_close_actions(actor=actor, states=actions)
        if promises := {due.pk: due.state for due in ripe if due.model is Promise}:
            bulk_close_promises(actor=actor, states=promises)

    def owners(self) -> Iterable[str]:
        """Return those who have something to close."""
        return [owner for owner, waiting in self.waiting.items() if waiting]


def _told(meeting: Meeting, text: str) -> Duty | Word:
    """Find what the script says of an action or a promise."""
    both: list[Duty | Word] = [*meeting.duties, *meeting.words]
    return next(one for one in both if one.text == text)
