"""Carrying out one item in an open tray, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kam.core.errors import KamError
from kam.sync.services.applying import (
    commitments,
    filing,
    judging,
    observing,
    plans,
    records,
)
from kam.sync.services.outcomes import Unknown, put_aside

if TYPE_CHECKING:
    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray

Deed = Callable[["Tray", "Asked"], "Outcome"]
OWED: Mapping[str, Deed] = {
    "open": commitments.enter,
    "edit": commitments.edit,
    "close": commitments.close,
    "reopen": commitments.reopen,
}
DEEDS: Mapping[str, Mapping[str, Deed]] = {
    "visit": {
        "plan": plans.plan,
        "review": plans.review,
        "cancel": plans.cancel,
        "record": records.record,
        "amend": records.amend,
    },
    "action": OWED,
    "promise": OWED,
    "observation": {"add": observing.add},
    "judgement": {"add": judging.add},
    "file": {"attach": filing.attach},
}


def carry_out(tray: Tray, asked: Asked) -> Outcome:
    """Carry one item out; what is refused is put aside and leaves no trace.

    What speaks of a thing that is not there is raised: the item that makes it may
    still come.
    """
    try:
        return DEEDS[asked.body.noun][asked.body.verb](tray, asked)
    except Unknown:
        raise
    except KamError as error:
        return put_aside(error)
