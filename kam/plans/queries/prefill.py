"""What is known already when a plan begins: A from the ladder, the term that blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.adoption.rules import limits as ladder
from kam.adoption.rules.ladder import Seen, stage_of
from kam.change.rules.equation import Term, blocking
from kam.judgements.queries import held_by
from kam.judgements.rules.scales import GATES, SIDES, TARGET, TERMS
from kam.people.queries import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Stakeholder
    from kam.judgements.queries import Standing
    from kam.people.models import User

OURS, CUSTOMER = SIDES


@dataclass(frozen=True)
class Beginning:
    """Where somebody stands with a product, and what holds them.

    `stage` and `target` are None where nobody judged; `term` is "" where none blocks;
    `scores` are the customer's own values of the terms; `words` is the evidence of A.
    """

    stage: int | None = None
    target: int | None = None
    words: str = ""
    term: str = ""
    scores: Mapping[str, int] = field(default_factory=dict)


def beginning_of(
    user: User, stakeholder: Stakeholder, product_id: int, day: date
) -> Beginning:
    """Read it as of a day. Cost: two statements."""
    aspects = (*GATES, *TERMS, TARGET)
    standing = held_by(user, stakeholder, day, aspects)
    told = settings_of(*ladder.KEYS)
    gates = {
        gate: held
        for gate in GATES
        if (held := standing.of(stakeholder.pk, gate, product_id=product_id))
    }
    seen = {gate: Seen(held.value, held.day) for gate, held in gates.items()}
    place = stage_of(seen, day, ladder.limits_from(told))
    deciding = gates.get(place.by)
    ours = _side(standing, stakeholder.pk, product_id, OURS)
    theirs = _side(standing, stakeholder.pk, product_id, CUSTOMER)
    block = blocking(ours, theirs)
    return Beginning(
        stage=place.stage,
        target=standing.value(stakeholder.pk, TARGET, product_id=product_id),
        words=deciding.evidence if deciding else "",
        term=block.term if block else "",
        scores={name: int(term.value) for name, term in theirs.items()},
    )


def _side(
    standing: Standing, person_id: int, product_id: int, side: str
) -> dict[str, Term]:
    held = {
        name: standing.of(person_id, name, product_id=product_id, side=side)
        for name in TERMS
    }
    return {
        name: Term(row.value, row.is_probed)
        for name, row in held.items()
        if row is not None
    }
