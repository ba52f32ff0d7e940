"""What is kept of a file that has all arrived: of a photo, not where it was taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from kam.visits.models import Attachment
from kam.visits.rules.photos import PHOTOS, UnreadableError, pieces_of, written
from kam.visits.rules.photos.pieces import Stretch
from kam.visits.shelf import CHUNK, Shelf, arrived
from kam.visits.terms import FileState, Traces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

BATCH = 500


def stored(row: Attachment) -> dict[str, object]:
    """Keep what arrived, and return what is known of it as it is kept.

    What is kept lies at a place of its own, so that a row never names bytes that are
    half written. A photo that is not built as its type says stays as it came, and is
    marked.
    """
    shelf, traces = Shelf(row.place), Traces.GONE
    try:
        shelf.keep(partial(_cleaned, media_type=row.media_type))
    except UnreadableError:
        shelf.keep(_as_it_came)
        traces = Traces.KEPT
    transaction.on_commit(Shelf(row.place, arriving=True).clear)
    return {
        "stored_size": shelf.size,
        "stored_sha256": shelf.digest(),
        "traces": traces if row.media_type in PHOTOS else "",
    }


def _cleaned(view: mmap, media_type: str) -> Iterator[bytes]:
    if media_type not in PHOTOS:
        return _as_it_came(view)
    return written(view, pieces_of(view, media_type), CHUNK)


def _as_it_came(view: mmap) -> Iterator[bytes]:
    return written(view, [Stretch(0, len(view))], CHUNK)


def clear_arrived() -> int:
    """Remove what arrived for files that are kept or erased since; return how many.

    It is left behind when the server stops just after a file was kept.
    """
    done = 0
    rows = Attachment.objects.exclude(state=FileState.INCOMPLETE)
    places = [*arrived()]
    for first in range(0, len(places), BATCH):
        here = rows.filter(place__in=places[first : first + BATCH])
        for place in here.values_list("place", flat=True):
            Shelf(place, arriving=True).clear()
            done += 1
    return done
