"""What a bulk verb is given and what it answers, the same for every noun."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kam.core.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.errors import KamError

BATCH = 500


class Fate(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class Fault:
    """Why a row, or one of its columns, cannot be stored."""

    column: str
    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class BulkRow:
    """One row of typed values; a column that is absent is not in `values`."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class RowResult:
    """The fate of one row; `doubtful` asks a person to look before storing."""

    number: int
    fate: Fate
    object_id: int | None = None
    faults: tuple[Fault, ...] = ()
    doubtful: tuple[Fault, ...] = ()


def faults_of(
    error: KamError, columns: Mapping[str, str] | None = None
) -> tuple[Fault, ...]:
    """Turn a refusal into faults; `columns` names the column of each field."""
    named = columns or {}
    if isinstance(error, Invalid) and error.fields:
        return tuple(
            Fault(named.get(field, field), error.code, str(text), error.params)
            for field, texts in error.fields.items()
            for text in texts
        )
    return (Fault("", error.code, error.what, error.params),)
