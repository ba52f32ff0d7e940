"""The gates of the ladder as a device keeps them, to answer them without signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.adoption.pages import ladder_facts
from kam.adoption.pages.words import ask_words, gate_label
from kam.adoption.rules.limits import limits_from
from kam.judgements.rules.scales import GATES, SCALES

if TYPE_CHECKING:
    from kam.judgements.queries import Standing
    from kam.sync.queries.snapshot import Read


def ladder_words(read: Read) -> dict[str, Any]:
    """Write the questions in their order, and what the stage is worked out with."""
    limits = limits_from(read.settings)
    gates = [
        {
            "gate": gate,
            "ask": ask_words(gate, limits),
            "label": gate_label(gate),
            "high": SCALES[gate].high,
        }
        for gate in GATES
    ]
    return {**ladder_facts(limits), "gates": gates}


def product_rows(read: Read) -> list[dict[str, Any]]:
    """Write the products on sale."""
    return [{"id": pk, "name": name} for pk, name in read.products.items()]


def gates_held(standing: Standing, person_id: int) -> dict[str, dict[str, Any]]:
    """Write what stands of somebody's gates by product: value and day of each."""
    told: dict[str, dict[str, Any]] = {}
    for held in standing.about(person_id):
        if held.aspect in GATES and held.product_id is not None:
            of_product = told.setdefault(str(held.product_id), {})
            of_product[held.aspect] = [held.value, held.day.isoformat()]
    return told
