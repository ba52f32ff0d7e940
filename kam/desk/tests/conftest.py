"""The day that the tests of this room speak of."""

from kam.desk.tests.story import story

__all__ = ["story"]
