"""Knocking at the doors of the privacy room."""

from __future__ import annotations

from typing import Any

from tests.permissions.sample import Sample


def the_name(_world: Any, row: Any) -> dict[str, Any]:
    """Type the name of the person that is to be erased."""
    return {"typed": row.person.name}


PRIVACY: list[Sample] = [
    Sample("privacy:person", about="stakeholder"),
    Sample("privacy:export", "POST", about="stakeholder", typed={"format": "txt"}),
    Sample("privacy:erase", about="stakeholder"),
    Sample("privacy:erase", "POST", about="stakeholder", typed=the_name),
]
