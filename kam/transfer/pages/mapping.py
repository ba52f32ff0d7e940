"""What the columns of a file hold: suggestions beside sample values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kam.transfer.kinds import KINDS, Choices
from kam.transfer.pages.steps import Step, steps
from kam.transfer.rules.rows import written
from kam.transfer.rules.shapes import LEFT_OUT
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.transfer.forms import MappingForm
    from kam.transfer.models import Import
    from kam.transfer.reading import Source

SAMPLES = 3
LONGEST_SAMPLE = 40


@dataclass(frozen=True)
class ColumnRow:
    """One column of the file, with some of its values."""

    header: str
    samples: list[str]
    is_matched: bool


@dataclass(frozen=True)
class MapPage:
    """The columns of an import's file."""

    name: str
    kind: str
    key: str
    rows: int
    steps: list[Step]
    columns: list[ColumnRow]
    matched: int
    notes: list[str]
    discard: str


def map_page(record: Import, source: Source) -> MapPage:
    """Return the page that asks what the columns hold."""
    kind = KINDS[record.kind]
    mapping = Choices(**record.choices).mapping
    columns = [
        ColumnRow(
            header=header,
            samples=_samples(source, place),
            is_matched=mapping.get(header, LEFT_OUT) != LEFT_OUT,
        )
        for place, header in enumerate(source.table.header)
    ]
    return MapPage(
        name=record.name,
        kind=_(kind.label),
        key=_(kind.key),
        rows=source.table.count,
        steps=steps("map"),
        columns=columns,
        matched=sum(column.is_matched for column in columns),
        notes=[say(n.message, dict(n.params)) for n in source.table.notes],
        discard=reverse("transfer:discard", args=[record.pk]),
    )


def _samples(source: Source, place: int) -> list[str]:
    shown: dict[str, None] = {}
    for row in source.samples:
        text = written(row.cells[place])[:LONGEST_SAMPLE]
        if text:
            shown[text] = None
        if len(shown) == SAMPLES:
            break
    return list(shown)


def paired(page: MapPage, form: MappingForm) -> Sequence[tuple[ColumnRow, object]]:
    """Return each column beside its field of the form."""
    return list(zip(page.columns, form.columns, strict=True))
