"""Set the environment of the test run before Django reads its settings.

Loaded with ``-p`` (see ``addopts``), because settings are read earlier than any
``conftest.py``. Nothing a developer exported can point the tests at real records:
the database is the one chosen by ``KAM_TEST_DATABASE``, never ``DATABASE_URL``.
"""

from __future__ import annotations

import os

import pytest

WANTED = "KAM_TEST_DATABASE"
POSTGRESQL = "postgresql"


def wants_postgresql() -> bool:
    """Tell whether this run was asked to use PostgreSQL."""
    wanted = os.environ.get(WANTED, "sqlite")
    if wanted not in {"sqlite", POSTGRESQL}:
        message = f"{WANTED}={wanted} is unknown: write sqlite or {POSTGRESQL}."
        raise pytest.UsageError(message)
    return wanted == POSTGRESQL


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config, parser, args):
    """Choose the settings of a test run (a wrapper comes before pytest-django)."""
    os.environ["KAM_ENV"] = "test"
    # Playwright's synchronous interface keeps an event loop in the test thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if not wants_postgresql():
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("DATABASE_URL_FILE", None)
    elif not early_config.pluginmanager.hasplugin("tests.plugins.postgres"):
        message = f"{WANTED}={POSTGRESQL} also needs: -p tests.plugins.postgres"
        raise pytest.UsageError(message)
    return (yield)
