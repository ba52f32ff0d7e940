import pytest
from django.db import connection
@pytest.mark.django_db
@pytest.mark.postgres_only
def test_version():
    with connection.cursor() as c:
        c.execute("select version()"); print(c.fetchone()); 
        c.execute("select lower('ÀÉ'), current_user, current_setting('fsync')"); print(c.fetchone())
        c.execute("create extension pg_trgm"); 
@pytest.mark.django_db
@pytest.mark.sqlite_only
def test_sqlite(): assert connection.vendor=="sqlite"
@pytest.mark.reference
def test_ref(reference_folder): assert reference_folder.is_dir()
