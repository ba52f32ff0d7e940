"""The day that the tests of this room speak of.

Building it takes dozens of services, so a module builds it once and every test works
on its own copy inside a savepoint. Such a module asks for nothing that opens or closes
the database itself; browser tests use `day`, built anew and committed.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from kam.desk.tests.story import Story, build_story
from tests.cast import Cast, build_cast

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker) -> Iterator[Story]:
    """Build the day once a module; it is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_story(build_cast())
        transaction.set_rollback(True)


@pytest.fixture
def story(told: Story) -> Iterator[Story]:
    """The day, as if freshly made."""
    with transaction.atomic():
        yield copy.deepcopy(told)
        transaction.set_rollback(True)


@pytest.fixture
def day(live, cast: Cast) -> Story:
    """The day for a browser: freshly made and committed."""
    return build_story(cast)
