"""No entry is changed or removed, whoever asks, and the guards come back."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from kam.audit.guards import drop_guards, guards, missing_guards, put_guards
from kam.audit.models import Entry


@pytest.fixture
def refused(chains):
    """Give a function that says whether the database refuses a statement."""

    def ask(statement):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                transaction.set_rollback(True)
        except DatabaseError as error:
            return "never changed or removed" in str(error)
        return False

    return ask


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET verb = 'x' WHERE position = 1",
        "UPDATE audit_entry SET id = id + 1000",
        "DELETE FROM audit_entry WHERE position = 5",
    ],
)
def test_a_change_of_an_entry_is_refused(refused, statement):
    assert refused(statement)
    drop_guards()
    assert not refused(statement), "the control should have got through"


@pytest.mark.postgres_only
def test_emptying_the_table_is_refused(refused):
    connection.check_constraints()
    statement = "TRUNCATE audit_entry CASCADE"
    assert refused(statement)
    drop_guards()
    assert not refused(statement)


def test_the_orm_is_refused_as_well(chains):
    entry = Entry.objects.first()
    entry.verb = "x"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(verb="x")


def test_lost_guards_are_missed_and_come_back(db):
    drop_guards()
    assert missing_guards() == sorted(guards())
    put_guards()
    assert missing_guards() == []


def test_guards_come_back_when_migrations_end(db):
    drop_guards()
    call_command("migrate", verbosity=0)
    assert missing_guards() == []


@pytest.mark.sqlite_only
def test_a_rebuilt_table_loses_its_guards_until_migrations_end(transactional_db):
    with connection.schema_editor() as editor:
        editor._remake_table(Entry)
    assert missing_guards() == sorted(guards())
    call_command("migrate", verbosity=0)
    assert missing_guards() == []


@pytest.mark.sqlite_only
def test_a_toothless_guard_is_missed(db):
    drop_guards()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
            "BEGIN SELECT 1; END"
        )
    assert missing_guards() == sorted(guards())
    put_guards()
    assert missing_guards() == []


@pytest.mark.postgres_only
def test_a_disabled_guard_is_missed(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_update")
    assert missing_guards() == ["audit_entry_no_update"]
    put_guards()
    assert missing_guards() == []
