"""What a test looks at every day, and what only with ``make test-more``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

# How many rows are added at a time: ten in all every day, a hundred with the rest.
SIZES = [(1, 9), pytest.param((1, 9, 90), marks=pytest.mark.more)]


def daily(cases: Sequence[Any], first: int = 1) -> list[Any]:
    """Return cases of which only the first few are tried every day."""
    later = [case if isinstance(case, tuple) else (case,) for case in cases[first:]]
    return [
        *cases[:first],
        *(pytest.param(*case, marks=pytest.mark.more) for case in later),
    ]
