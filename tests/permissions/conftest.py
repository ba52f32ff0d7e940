"""The world is built once a module and undone at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from tests.permissions.world import World, build_world

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(name="_django_db_helper")
def _no_transaction_of_its_own() -> None:
    """Leave the transaction to the world: one for each test would close it."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Give the world; what a test changes, it undoes itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)
