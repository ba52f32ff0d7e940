"""Loops fetch no memory at each call, however deep they stand."""

from __future__ import annotations

import resource
import sys

import pytest

from kam.web.middleware.stack import with_room

CALLS, DEEP = 300, 300


def leaf(a, b=1, c=2, d=3):
    """Take some room."""
    e, f, g = a + b, b + c, c + d
    return e + f + g


def fetched(depth):
    """Return how many pages of memory a loop fetches that stands so deep."""
    if depth:
        return fetched(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for n in range(CALLS):
        leaf(n)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most(answer):
    """Return the most that such a loop fetches at any depth."""
    return max(answer(depth) for depth in range(DEEP))


@pytest.mark.skipif(
    sys.implementation.name != "cpython" or sys.platform != "linux",
    reason="how frames are kept is CPython's, how pages are counted is Linux's",
)
def test_with_room_no_loop_fetches_memory_at_each_call():
    assert most(lambda depth: with_room(fetched, depth)) < CALLS / 3


def test_what_is_asked_behind_the_large_frame_is_answered_as_ever():
    assert with_room(leaf, 1) == leaf(1)
    with pytest.raises(ZeroDivisionError):
        with_room(lambda n: 1 / n, 0)
