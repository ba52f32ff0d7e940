"""The preferred quadrants as a mark beside a person."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from kam.judgements.pages.marks import Mark
from kam.thinking.pages.words import names_of
from kam.thinking.queries import account_clues
from kam.thinking.rules.limits import ENABLED, limits_from
from kam.thinking.rules.preference import estimate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Account
    from kam.core.settings_book import Value
    from kam.judgements.queries import Standing
    from kam.people.models import User
    from kam.thinking.rules.preference import Estimate


def preference_marks(
    user: User, account: Account, standing: Standing, chosen: Mapping[str, Value]
) -> dict[int, Mark]:
    """Return what is estimated of each person by a day; one statement, or none."""
    if not chosen[ENABLED.key]:
        return {}
    limits = limits_from(chosen)
    found = account_clues(user, account, standing.day).items()
    marks = {pk: mark_of(estimate(clues, limits)) for pk, clues in found}
    return {pk: one for pk, one in marks.items() if one}


def mark_of(told: Estimate) -> Mark | None:
    """Return the mark of one estimate, or None while it is not known."""
    return _mark(told.primaries, get_language()) if told.primaries else None


@lru_cache(maxsize=512)
def _mark(primaries: tuple[str, ...], _language: str | None) -> Mark:
    letters = "".join(sorted(primaries)).upper()
    return Mark(
        gettext("%(letters)s 估") % {"letters": letters},
        gettext("思维偏好（估计）：%(what)s") % {"what": names_of(primaries)},
        corners=frozenset(primaries),
    )
