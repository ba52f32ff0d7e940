"""The kinds of records that files bring and take, one module each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.errors import NotFound
from kam.people.scopes import may
from kam.transfer.kinds import (
    accounts,
    bookings,
    cards,
    claims,
    figures,
    judgements,
    lines,
    messages,
    objectives,
    observations,
    opportunities,
    placements,
    places,
    plans,
    probes,
    problems,
    products,
    purchases,
    questions,
    resources,
    roles,
    screening,
    stakeholders,
    steps,
    targets,
    territories,
    ties,
    users,
    visits,
)
from kam.transfer.kinds.base import Choices, Kind

if TYPE_CHECKING:
    from kam.people.models import User

__all__ = [
    "KINDS",
    "Choices",
    "Kind",
    "exportable",
    "importable",
    "kind_named",
]

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        users,
        territories,
        accounts,
        stakeholders,
        products,
        visits,
        figures,
        judgements,
        lines,
        ties,
        roles,
        observations,
        questions,
        probes,
        problems,
        places,
        cards,
        claims,
        messages,
        opportunities,
        purchases,
        screening,
        placements,
        plans,
        steps,
        objectives,
        resources,
        bookings,
        targets,
    )
}


def kind_named(name: str) -> Kind:
    """Return a kind by its name."""
    if name not in KINDS:
        raise NotFound
    return KINDS[name]


def importable(user: User) -> list[Kind]:
    """Return the kinds a person may import: what they may create one by one."""
    if not may(user, "import", "create"):
        return []
    return [kind for kind in KINDS.values() if may(user, kind.noun, "create")]


def exportable(user: User) -> list[Kind]:
    """Return the kinds a person may take out."""
    return [kind for kind in KINDS.values() if may(user, kind.noun, "export")]
