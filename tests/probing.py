"""A probe of the small company: planned for a visit, asked and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.probing.services import Draft, Heard, hear, plan_probe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User
    from kam.probing.models import Probe
    from kam.visits.models import Visit


def build_probe(told: Mapping[str, str], visit: Visit, owner: User) -> Probe:
    """Plan a question and note what was heard in the owner's name."""
    row = plan_probe(
        actor=owner,
        account=visit.account,
        occasion=visit.client_id,
        draft=Draft(told["text"], told["aim"]),
    )
    return hear(actor=owner, probe=row, heard=Heard(told["answer"], told["word"]))
