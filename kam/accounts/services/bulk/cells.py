"""Reading the cells of a row of people into values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.terms import AgeBand, FunctionalRole, Layer
from kam.core.cells import day_of, read_cells, text_of, yes_of
from kam.core.choices import read_choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.cells import Reader, Reading

# `account` is a name or credit code; the other columns are attributes.
PERSON_COLUMNS = {
    name: name
    for name in (
        "account",
        "name",
        "is_alias",
        "title",
        "layer",
        "functional_role",
        "age_band",
        "duties",
        "phone",
        "email",
        "concerns",
        "known_since",
        "competition",
        "views",
        "obstacle",
        "notes",
        "left_on",
    )
}
READERS: dict[str, Reader] = {
    "is_alias": yes_of,
    "layer": lambda v: read_choice(Layer, v, "layer"),
    "functional_role": lambda v: read_choice(FunctionalRole, v, "functional_role"),
    "age_band": lambda v: read_choice(AgeBand, v, "age_band"),
    "known_since": day_of,
    "left_on": day_of,
    "name": text_of,
}


def read_person(values: Mapping[str, object]) -> Reading:
    """Read a row of people."""
    return read_cells(values, PERSON_COLUMNS, READERS)
