"""Fixtures, markers and counts shared by every test, wherever it lives."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ("tests.plugins.reference", "tests.plugins.browser", "tests.cast")

settings.register_profile("ci", max_examples=40, derandomize=True, deadline=None)
settings.register_profile(
    "soak",
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("KAM_HYPOTHESIS", "ci"))

ONLY = {"postgres_only": "postgresql", "sqlite_only": "sqlite"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out the tests that speak of the other database."""
    from django.db import connection  # noqa: PLC0415  settings are ready only now

    others = {mark for mark, vendor in ONLY.items() if vendor != connection.vendor}
    elsewhere = [
        item for item in items if others & {m.name for m in item.iter_markers()}
    ]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
