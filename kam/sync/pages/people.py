"""People as a device keeps them: who they are, and how to speak to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.pages.words import field_label, layer_label, role_label
from kam.adoption.pages import stage_brief
from kam.questions.queries import minds_of
from kam.sync.pages.brief import wave_row
from kam.sync.pages.ladder import gates_held
from kam.thinking.pages import wave_brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.sync.queries.snapshot import Read
    from kam.thinking.rules.preference import Estimate

TOLD = (
    "duties", "concerns", "views", "obstacle", "competition", "known_since", "notes",
)  # fmt: skip


def people_rows(read: Read) -> list[dict[str, Any]]:
    """Write the people of all accounts; no statement."""
    return [
        row
        for account_id, people in read.together.people.items()
        for row in _of_account(read, account_id, people)
    ]


def _of_account(read: Read, account_id: int, people: Any) -> Iterator[dict[str, Any]]:
    standing = read.together.standings[account_id]
    minds = minds_of(people, read.settings)
    for person in people:
        yield {
            "id": person.pk,
            "account": account_id,
            "name": person.name,
            "title": person.title,
            "layer": layer_label(person.layer),
            "role": role_label(person.functional_role),
            "stage": _stage(read, person, standing),
            "gates": gates_held(standing, person.pk),
            "wave": _wave(read, person, minds),
            "told": [
                [field_label(name), str(person.known[name])]
                for name in TOLD
                if person.known.get(name)
            ],
            "phone": str(person.known.get("phone") or ""),
        }


def _stage(read: Read, person: PersonRow, standing: Standing) -> dict[str, Any] | None:
    products = {
        held.product_id: held.product
        for held in standing.about(person.pk)
        if held.product_id is not None
    }
    brief = stage_brief(person, standing, products, read.settings, "")
    if brief is None:
        return None
    return {"words": brief.words, "product": brief.product, "target": brief.target}


def _wave(
    read: Read, person: PersonRow, minds: Mapping[int, Estimate]
) -> dict[str, Any] | None:
    told = minds.get(person.pk)
    if told is None or not told.primaries:
        return None
    return wave_row(wave_brief(person, told, read.own, ("", "")))
