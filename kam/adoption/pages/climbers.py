"""People with what is known of them about one product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.adoption.rules.ladder import (
    Place,
    Seen,
    Standee,
    Stay,
    must_rejudge,
    stage_of,
    stays,
)
from kam.judgements.rules.scales import GATES, INFLUENCE, TARGET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kam.accounts.queries.room import PersonRow
    from kam.adoption.rules.limits import Limits
    from kam.judgements.queries import Held, Standing


@dataclass(frozen=True)
class Climber:
    """Somebody, their place, and the judgements behind it."""

    person: PersonRow
    place: Place
    gates: Mapping[str, Held]
    standee: Standee
    target: Held | None
    must_rejudge: bool

    @property
    def newest(self) -> Held | None:
        """The newest evidence."""
        rows = sorted(self.gates.values(), key=lambda row: (row.day, row.id))
        return rows[-1] if rows else None

    @property
    def deciding(self) -> Held | None:
        """The evidence of the gate that decided, or of the last one passed."""
        return self.gates.get(self.place.by) or self.newest


def seen_of(gates: Mapping[str, Held]) -> dict[str, Seen]:
    """Return gates as the rules read them."""
    return {gate: Seen(held.value, held.day) for gate, held in gates.items()}


def gates_of(standing: Standing, person_id: int, product_id: int) -> dict[str, Held]:
    """Return what stands of each gate that was judged."""
    found = {g: standing.of(person_id, g, product_id=product_id) for g in GATES}
    return {gate: held for gate, held in found.items() if held is not None}


def climber(
    person: PersonRow, standing: Standing, product_id: int, limits: Limits
) -> Climber:
    """Place one person as of the day of what stands."""
    gates = gates_of(standing, person.pk, product_id)
    seen = seen_of(gates)
    place = stage_of(seen, standing.day, limits)
    return Climber(
        person=person,
        place=place,
        gates=gates,
        standee=Standee(
            place.stage,
            standing.value(person.pk, INFLUENCE),
            person.layer,
            person.functional_role,
        ),
        target=standing.of(person.pk, TARGET, product_id=product_id),
        must_rejudge=must_rejudge(place, seen, standing.day, limits),
    )


def climbers(
    people: Iterable[PersonRow], standing: Standing, product_id: int, limits: Limits
) -> list[Climber]:
    """Place the people who are still there, the highest stage first."""
    rows = [climber(p, standing, product_id, limits) for p in people if not p.has_left]
    return sorted(rows, key=lambda row: -(row.place.stage or 0))


def stays_of(
    rows: Sequence[Held], product_id: int, limits: Limits
) -> dict[int, list[Stay]]:
    """Return the stages each person held; `rows` are the oldest first."""
    judged: dict[int, list[tuple[date, str, int]]] = {}
    for row in rows:
        if row.product_id == product_id and row.aspect in GATES:
            told = (row.day, row.aspect, row.value)
            judged.setdefault(row.stakeholder_id, []).append(told)
    return {pk: stays(told, limits) for pk, told in judged.items()}
