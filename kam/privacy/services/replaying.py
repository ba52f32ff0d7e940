"""Erasing again after an old backup was restored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Person
from kam.accounts.rules.erased import ERASED
from kam.privacy.models import Erasure
from kam.privacy.queries.rows import whom
from kam.privacy.services.copies import scrub
from kam.privacy.services.erasing import carry_out, list_of_erasures
from kam.privacy.services.sweeping import sweep

if TYPE_CHECKING:
    from pathlib import Path


def replay(path: Path | None = None) -> list[Erasure]:
    """Erase everybody of the list who is not erased any more.

    The list lies beside the files, or where `path` says; the table counts as well.
    """
    wanted = set(Erasure.objects.values_list("person_id", flat=True))
    source = path or list_of_erasures()
    if source.is_file():
        told = source.read_text(encoding="utf-8").splitlines()
        wanted |= {int(json.loads(line)["person_id"]) for line in told if line}
    sweep()
    again = Person.objects.filter(pk__in=wanted).exclude(name_key__startswith=ERASED)
    done = []
    for person in again.order_by("pk"):
        with transaction.atomic():
            done.append(carry_out(None, whom(person)))
    if done:
        transaction.on_commit(scrub)
    return done
