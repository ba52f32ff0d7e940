"""The day is built once a module, and every test works on its own copy.

Building it takes dozens of services. The module's transaction stays open around its
tests, so these ask for no transaction of their own; a savepoint undoes what they do.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from kam.desk.tests.story import Story, build_story
from tests.cast import build_cast

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(name="_django_db_helper")
def _no_transaction_of_its_own() -> None:
    """Leave the transaction to the module: one for each test would close it."""


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
