"""The test run speaks to the database it was asked for."""

import os

import pytest
from django.db import connection

from tests.plugins.environment import wants_postgresql

pytestmark = pytest.mark.django_db


def test_the_database_is_the_one_asked_for():
    wanted = "postgresql" if wants_postgresql() else "sqlite"
    assert connection.vendor == wanted
    assert os.environ["KAM_ENV"] == "test"


@pytest.mark.postgres_only
def test_postgresql_is_real():
    with connection.cursor() as cursor:
        cursor.execute("SELECT version(), current_setting('server_encoding')")
        version, encoding = cursor.fetchone()
    assert version.startswith("PostgreSQL")
    assert encoding == "UTF8"


@pytest.mark.sqlite_only
def test_sqlite_is_recent():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        (version,) = cursor.fetchone()
    assert tuple(map(int, version.split("."))) >= (3, 35)
