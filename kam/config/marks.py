"""What rooms say of a person in a glyph; the only place where they meet the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.adoption.pages.marks import stage_marks
from kam.adoption.rules import limits as ladder
from kam.judgements.pages.marks import Offer
from kam.thinking.pages.marks import preference_marks
from kam.thinking.rules import limits as thinking

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFERS: Mapping[str, Offer] = {
    "adoption": Offer(ladder.KEYS, stage_marks),
    "thinking": Offer(thinking.KEYS, preference_marks),
}
