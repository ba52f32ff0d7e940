"""A file and single verbs, carried out one after the other and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.core.bulk import BulkRow, Fate


@dataclass(frozen=True)
class Compared:
    """What became of the same rows in each way, and what was stored."""

    single: tuple[Sequence[Fate], Any]
    dry: Sequence[Fate]
    file: tuple[Sequence[Fate], Any]
    again: set[Fate]


def compared(
    bulk: Callable[..., Sequence[Any]],
    rows: Sequence[BulkRow],
    single: Callable[[], Sequence[Fate]],
    read: Callable[[], Any],
    **told: Any,
) -> Compared:
    """Carry rows out by single verbs, then dry, as a file, and as a file again."""
    with transaction.atomic():
        alone = single(), read()
        transaction.set_rollback(True)
    with transaction.atomic():
        dry = [row.fate for row in bulk(rows=rows, dry_run=True, **told)]
        done = [row.fate for row in bulk(rows=rows, **told)], read()
        again = {row.fate for row in bulk(rows=rows, **told)}
        transaction.set_rollback(True)
    return Compared(alone, dry, done, again)
