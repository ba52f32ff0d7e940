"""Removing files once their rows are gone for good, and what a stop left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.privacy.models import Erasure
from kam.privacy.services.copies import IMPORT
from kam.transfer.shelf import Shelf
from kam.visits.services import clear_arrived
from kam.visits.shelf import clear

if TYPE_CHECKING:
    from collections.abc import Sequence


def remove_files(receipt: Erasure) -> None:
    """Remove the files of an erasure that stands, and forget where they lay."""
    _remove(receipt.leftovers)
    Erasure.objects.filter(pk=receipt.pk).update(leftovers=[])
    receipt.leftovers = []


def _remove(leftovers: Sequence[Sequence[str]]) -> None:
    for kind, place in leftovers:
        if kind == IMPORT:
            Shelf(place).clear()
        else:
            clear(place)


def sweep() -> int:
    """Remove the files that a stop of the server left behind; return how many places.

    Only what a record says is to go; a file that no record knows may belong to a newer
    backup and stays.
    """
    done = clear_arrived()
    for receipt in Erasure.objects.exclude(leftovers=[]).order_by("pk"):
        done += len(receipt.leftovers)
        remove_files(receipt)
    return done
