"""Counting draws aloud, for whoever shows how far a long calculation is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def counted(times: int, progress: Callable[[int], None] | None) -> Iterator[int]:
    """Count draws, and say after each how many are drawn.

    Parameters
    ----------
    times : int
    progress : callable, optional
        What it raises ends the draws.

    Examples
    --------
    >>> told = []
    >>> sum(counted(3, told.append)), told
    (3, [1, 2, 3])
    """
    for at in range(times):
        yield at
        if progress is not None:
            progress(at + 1)
