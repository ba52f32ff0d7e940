"""The day that the browser tests of this room speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kam.desk.tests.story import Story, build_story

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def day(live, cast: Cast) -> Story:
    """The day for a browser: freshly made and committed."""
    return build_story(cast)
