"""Items about files: a photo that will come, part by part, once its visit is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.applying.places import found_entry
from kam.sync.services.outcomes import Unknown, done
from kam.sync.services.reading import is_number
from kam.visits.services import FileDraft, announce_file

if TYPE_CHECKING:
    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray

TEXTS = ("name", "type", "sha256")


def attach(tray: Tray, asked: Asked) -> Outcome:
    """Announce a file of a visit; its bytes come through a door of their own."""
    entry = found_entry(tray, asked)
    if entry is None:
        raise Unknown
    draft = _draft(asked)
    outcome = done(entry.visit)
    tray.later.append(
        (
            outcome,
            lambda: announce_file(
                actor=asked.author,
                visit=entry.visit,
                draft=draft,
                is_admitted=tray.is_admitted,
            ),
        )
    )
    return outcome


def _draft(asked: Asked) -> FileDraft:
    told = asked.body.further
    faults = {n: [BAD_VALUE] for n in TEXTS if not isinstance(told.get(n, ""), str)}
    if not is_number(told.get("size")):
        faults["size"] = [BAD_VALUE]
    if faults:
        raise Invalid(fields=faults)
    return FileDraft(
        name=told.get("name", ""),
        media_type=told.get("type", ""),
        size=told["size"],
        sha256=told.get("sha256", ""),
        client_id=asked.body.thing,
    )
