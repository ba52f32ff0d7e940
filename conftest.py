"""Fixtures, markers and counts shared by every test, wherever it lives."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = (
    "tests.plugins.figures",
    "tests.plugins.reference",
    "tests.plugins.browser",
    "tests.plugins.offline",
    "tests.plugins.phone",
    "tests.cast",
)

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


def pytest_collection_finish() -> None:
    """Settle what was loaded, as the server does: it is not looked through again.

    Half the time of a page went into looking for garbage among the tests themselves.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Keep SQLite's test database in a file of its own, as the product does.

    In memory it would have no write-ahead log, no gate and one connection for the
    threads of the live server; each parallel worker has its own temporary folder.
    """
    from django.db import connection  # noqa: PLC0415  settings are ready only now

    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "kam.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _keep_files_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let files that tests upload lie in a temporary folder."""
    from django.conf import settings as chosen  # noqa: PLC0415  ready only now

    chosen.MEDIA_ROOT = tmp_path_factory.mktemp("files")


@pytest.fixture(scope="session", autouse=True)
def _empty_the_audit_between_live_tests() -> None:
    """Let Django empty the tables after a test that commits; the guards come back."""
    from django.test import TransactionTestCase  # noqa: PLC0415 - settings are ready

    from kam.audit.guards import drop_guards  # noqa: PLC0415

    emptying = TransactionTestCase._fixture_teardown

    def empty(case: TransactionTestCase) -> None:
        drop_guards()
        emptying(case)

    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]
