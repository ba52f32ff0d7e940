"""A gap in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.web.speech import say

if TYPE_CHECKING:
    from kam.questions.rules.gaps import Gap


def words_of(gap: Gap) -> str:
    """Return the question a gap asks."""
    told: dict[str, object] = {
        "who": gap.who,
        "product": gap.product,
        "method": gap.method,
    }
    signs = zip(("one", "other"), gap.signs, strict=False)
    return say(gap.text, told | {name: say(text) for name, text in signs})
