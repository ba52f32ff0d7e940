"""Fixtures, markers and counts shared by every test, wherever it lives."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = (
    "tests.plugins.figures",
    "tests.plugins.reference",
    "tests.plugins.office",
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
OPENING = {"db", "transactional_db", "live_server", "django_db_setup"}


def opens_the_database(item: pytest.Item) -> bool:
    """Tell whether a test works on the database that the run was given.

    Where it does not, pytest-django lets it open none.
    """
    from django.test import TransactionTestCase  # noqa: PLC0415  settings are ready

    if item.get_closest_marker("django_db") or OPENING & set(
        getattr(item, "fixturenames", ())
    ):
        return True
    return issubclass(getattr(item, "cls", None) or object, TransactionTestCase)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark what opens no database; leave out what speaks of the other one."""
    from django.db import connection  # noqa: PLC0415  settings are ready only now

    for item in items:
        if not (opens_the_database(item) or item.get_closest_marker("postgres_only")):
            item.add_marker("alike")
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
