"""The preferred quadrants as a mark beside a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.judgements.pages.marks import Mark
from kam.thinking.pages.words import words_of
from kam.thinking.queries import account_clues
from kam.thinking.rules.limits import ENABLED, limits_from
from kam.thinking.rules.preference import estimate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Account
    from kam.core.settings_book import Value
    from kam.judgements.queries import Standing
    from kam.people.models import User


def preference_marks(
    user: User, account: Account, standing: Standing, chosen: Mapping[str, Value]
) -> dict[int, Mark]:
    """Return what is estimated of each person by a day; one statement, or none."""
    if not chosen[ENABLED.key]:
        return {}
    limits, found = limits_from(chosen), {}
    for pk, clues in account_clues(user, account, standing.day).items():
        told = estimate(clues, limits)
        if told.is_known and told.primaries:
            letters = "".join(sorted(told.primaries)).upper()
            found[pk] = Mark(
                gettext("%(letters)s 估") % {"letters": letters},
                gettext("思维偏好（估计）：%(what)s") % {"what": words_of(told)},
                corners=frozenset(told.primaries),
            )
    return found
