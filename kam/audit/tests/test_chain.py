"""Whatever is changed in the audit behind its back is found; erasure is not damage."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.audit import queries
from kam.audit.models import Chain, Detail, Entry
from kam.audit.queries import verify
from kam.audit.rules import plain
from kam.audit.services import record, record_many
from kam.audit.tests.conftest import deeds

SMALL = 2


def test_whole_chains_are_sound(chains):
    verdict = verify()
    assert verdict.sound, verdict.faults
    assert verdict.entries == 15


def test_no_chain_at_all_is_sound(db):
    assert verify() == queries.Verdict(entries=0)


COLUMNS = {
    "at": "2026-03-18 06:30:00.000001+00:00",
    "actor_id": 99,
    "verb": "account.editt",
    "noun": "accounts",
    "object_id": 4,
    "account_id": 8,
    "previous": "0" * 64,
    "digest": "f" * 64,
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("position", [1, 3, 5])
def test_a_changed_column_is_found(unguarded, column, position):
    unguarded(
        f"UPDATE audit_entry SET {column} = %s WHERE chain = %s AND position = %s",
        COLUMNS[column],
        "team-1",
        position,
    )
    assert not verify().sound


@pytest.mark.parametrize("wanted", ["team-2", "company", "elsewhere"])
def test_an_entry_moved_to_another_chain_is_found(unguarded, wanted):
    unguarded(
        "UPDATE audit_entry SET chain = %s, position = 6 "
        "WHERE chain = 'team-1' AND position = 5",
        wanted,
    )
    assert not verify().sound


@pytest.mark.parametrize("position", [1, 3, 5])
def test_a_removed_entry_is_found(unguarded, position):
    unguarded(
        "DELETE FROM audit_detail WHERE entry_id IN "
        "(SELECT id FROM audit_entry WHERE chain = 'team-1' AND position = %s)",
        position,
    )
    unguarded(
        "DELETE FROM audit_entry WHERE chain = 'team-1' AND position = %s", position
    )
    assert not verify().sound


def test_two_exchanged_entries_are_found(unguarded):
    for old, new in ((2, 90), (3, 2), (90, 3)):
        unguarded(
            "UPDATE audit_entry SET position = %s "
            "WHERE chain = 'team-1' AND position = %s",
            new,
            old,
        )
    assert not verify().sound


def test_a_removed_chain_is_found(unguarded):
    unguarded("DELETE FROM audit_chain WHERE name = 'team-1'")
    assert verify().faults == ["team-1: entries without a chain"]


@pytest.mark.parametrize(
    "change", ["length = 4", "length = 6", "digest = ''", "name = 'team-9'"]
)
def test_a_changed_head_is_found(unguarded, change):
    unguarded(f"UPDATE audit_chain SET {change} WHERE name = 'team-1'")
    assert not verify().sound


def test_a_cut_end_is_found_even_with_its_detail(unguarded):
    last = Entry.objects.get(chain="team-1", position=5).pk
    unguarded("DELETE FROM audit_detail WHERE entry_id = %s", last)
    unguarded("DELETE FROM audit_entry WHERE id = %s", last)
    assert [fault for fault in verify().faults if "cut off" in fault]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), flip=st.integers(1, 127))
def test_any_changed_byte_of_a_kept_value_is_found(unguarded, place, flip):
    """One byte of the stored text, anywhere, unless the JSON still says the same."""
    with transaction.atomic():
        detail = Detail.objects.select_related("entry").order_by("pk")[place % 15]
        stored = bytearray(_stored(detail.pk).encode())
        stored[place % len(stored)] ^= flip
        text = stored.decode("utf-8", "replace").replace("\x00", "?")
        accepted = _store(detail.pk, text)
        if accepted and Detail.objects.get(pk=detail.pk).values != detail.values:
            assert not verify().sound
        transaction.set_rollback(True)
    assert verify().sound


def _stored(pk):
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT CAST("values" AS text) FROM audit_detail WHERE entry_id = %s',
            [pk],
        )
        return cursor.fetchone()[0]


def _store(pk, text):
    """Store raw text; False where the database refuses what is no JSON."""
    kind = "jsonb" if connection.vendor == "postgresql" else "text"
    statement = f'UPDATE audit_detail SET "values" = CAST(%s AS {kind})'
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE entry_id = %s", [text, pk])
    except Exception:  # noqa: BLE001 - either database has its own refusal
        return False
    return True


@pytest.mark.parametrize("shape", ["[]", "[1]", '{"name": 1}', '{"name": [1]}', '"x"'])
def test_a_misshapen_value_is_found(unguarded, shape):
    pk = Entry.objects.get(chain="team-1", position=2).pk
    assert _store(pk, shape)
    assert verify().sound == (shape == "[]")


@pytest.mark.parametrize("shape", ["{}", "[]", '"x"', '{"name": 1}'])
def test_misshapen_digests_are_found(unguarded, shape):
    kind = "jsonb" if connection.vendor == "postgresql" else "text"
    unguarded(
        f"UPDATE audit_entry SET digests = CAST(%s AS {kind}) "
        "WHERE chain = 'team-1' AND position = 2",
        shape,
    )
    assert not verify().sound


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("column", "value"),
    [("at", "yesterday"), ("at", "2026-13-18 06:30:00"), ("position", "first")],
)
def test_what_can_no_longer_be_read_is_found(unguarded, column, value):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
    unguarded(
        f"UPDATE audit_entry SET {column} = %s WHERE chain = 'team-1' AND position = 3",
        value,
    )
    assert not verify().sound


@pytest.mark.parametrize("kept", [None, "{}"])
def test_an_erased_value_leaves_the_chain_sound(unguarded, kept):
    pk = Entry.objects.get(chain="team-1", position=3).pk
    if kept is None:
        unguarded("DELETE FROM audit_detail WHERE entry_id = %s", pk)
    else:
        assert _store(pk, kept)
    assert verify().sound


def test_one_erased_field_leaves_the_others_covered(unguarded):
    detail = Detail.objects.order_by("pk").first()
    del detail.values["name"]
    detail.save()
    assert verify().sound
    detail.values["day"][1] = "2026-03-19"
    detail.save()
    assert verify().faults == ["company: a value of entry 1 was altered (day)"]


def test_reading_in_batches_finds_the_same(unguarded, monkeypatch):
    monkeypatch.setattr(queries, "BATCH", SMALL)
    assert verify().entries == 15
    unguarded("UPDATE audit_entry SET verb = 'x' WHERE chain = 'company'")
    faults = verify().faults
    assert faults == [f"company: entry {n} was altered" for n in range(1, 6)]


def test_entries_that_arrive_while_reading_are_no_damage(chains, monkeypatch):
    """The head is read last; a control reads it first and raises a false alarm."""
    original = queries._Reading._read_batch

    def read_and_write(self):
        more = original(self)
        if not more and self.name == "team-1" and self.position == 5:
            with transaction.atomic():
                record_many(actor=None, deeds=deeds(1, count=1))
        return more

    early = Chain.objects.get(name="team-1")
    monkeypatch.setattr(queries._Reading, "_read_batch", read_and_write)
    verdict = verify()
    assert verdict.sound, verdict.faults
    assert verdict.entries == 16
    assert early.length != Chain.objects.get(name="team-1").length


def test_the_faults_of_a_chain_are_told_to_a_limit(unguarded, monkeypatch):
    monkeypatch.setattr(queries, "TOLD_AT_MOST", 2)
    unguarded("UPDATE audit_entry SET verb = 'x'")
    assert len(verify().faults) == 6


def test_statements_grow_with_batches_and_not_with_entries(
    chains, django_assert_max_num_queries
):
    with django_assert_max_num_queries(24):
        verify()
    with transaction.atomic():
        record_many(actor=None, deeds=deeds(1, count=100))
    with django_assert_max_num_queries(24):
        assert verify().entries == 115


def test_an_entry_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        record(actor=None, deed=deeds(1, count=1)[0])


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(st.text(max_size=3), inner, max_size=2)
        ),
        max_leaves=5,
    )
)
def test_no_kept_value_depends_on_how_json_writes_numbers(value):
    def floats(kept):
        if isinstance(kept, list):
            return any(map(floats, kept))
        if isinstance(kept, dict):
            return any(map(floats, kept.values()))
        return isinstance(kept, float)

    assert not floats(plain(value))
