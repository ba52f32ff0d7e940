"""What to ask the customer to do, by stage of the ladder and thinking preference.

The deck says to ask directly and names no asks (method §5.6, §3.19, §3.24). Ours
stand in the method pack ``ask``, to be reworded there: steps S1 to S7 are the stages;
a prompt with a quadrant suits whoever thinks that way, the first one without suits
everybody, the second one without is the smaller step where they decline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kam.core.clock import LATEST_DAY
from kam.packs.rules.document import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.packs.rules.document import Document

PACK = "ask"
USUAL_DAYS = 14
DAY = "{day}"
NOTHING = Words()


@dataclass(frozen=True)
class Ask:
    """What the customer is asked to do by a day, and the step back from it."""

    primary: Words
    fallback: Words
    quadrant: str = ""


def ask_for(document: Document, stage: int | None, quadrants: Sequence[str]) -> Ask:
    """Return the ask of a stage, in the wavelength of the strongest known quadrant.

    Where nothing was judged, it is that of the first stage.
    """
    here = [p for p in document.prompts if p.step == f"S{stage or 1}"]
    general = [p.text for p in here if not p.quadrant]
    own = {p.quadrant: p.text for p in here if p.quadrant}
    tuned = next((q for q in quadrants if q in own), "")
    usual = general[0] if general else next(iter(own.values()), NOTHING)
    return Ask(
        primary=own[tuned] if tuned else usual,
        fallback=general[1] if len(general) > 1 else NOTHING,
        quadrant=tuned,
    )


def dated(text: str, day: str) -> str:
    """Write the day into an ask."""
    return text.replace(DAY, day)


def day_for(visit: date) -> date:
    """Return the day to ask for: two weeks after the visit, within the calendar."""
    if (LATEST_DAY - visit).days <= USUAL_DAYS:
        return LATEST_DAY
    return visit + timedelta(days=USUAL_DAYS)
