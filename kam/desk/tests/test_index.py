"""The search index is true after every change, and says when it is not."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.accounts.models import Account, Person, Stakeholder
from kam.core.words import sought, words
from kam.desk import index
from kam.desk.index.asking import Reach, keys
from kam.visits.models import Visit

NOT_WRITTEN = ("Cs", "Cn", "Cc", "Co")
MODELS = {"account": Account, "person": Stakeholder, "visit": Visit}
ALL = Reach(everything=True)


def found(kind, question, reach=ALL):
    """Return the keys that the index gives for a question."""
    rows = MODELS[kind].objects.filter(pk__in=keys(kind, sought(question), reach, 50))
    return set(rows.values_list("pk", flat=True))


@pytest.fixture
def lake(cast):
    """An account, a person in it and a visit, stored without any service."""
    account = Account.objects.create(
        name="东湖医院",
        name_key="东湖医院",
        city="临江",
        owner=cast.rep,
        team=cast.first,
    )
    person = Person.objects.create(name="沈若澜", name_key="沈若澜", title="检验科主任")
    seat = Stakeholder.objects.create(account=account, person=person)
    visit = Visit.objects.create(
        account=account, owner=cast.rep, day="2026-03-18", fact="华为CT室要两步确认"
    )
    return account, person, seat, visit


def test_new_rows_are_found(lake):
    account, _person, seat, visit = lake
    assert found("account", "东湖") == {account.pk}
    assert found("account", "临江") == {account.pk}
    assert found("person", "沈若澜 检验") == {seat.pk}
    assert found("visit", "华为") == {visit.pk}
    assert found("visit", "ct 确认") == {visit.pk}
    assert not found("visit", "为华")


def test_changed_rows_are_found_by_their_new_words_only(lake):
    account, person, seat, visit = lake
    Account.objects.filter(pk=account.pk).update(name="西山医院")
    Person.objects.filter(pk=person.pk).update(title="院长")
    visit.fact = "下次谈采购"
    visit.save()
    assert found("account", "西山") == {account.pk}
    assert found("person", "院长") == {seat.pk}
    assert found("visit", "采购") == {visit.pk}
    assert not found("account", "东湖")
    assert not found("person", "检验")
    assert not found("visit", "华为")


def test_a_person_is_found_in_every_account(lake, cast):
    _account, person, seat, _visit = lake
    other = Account.objects.create(name="云栖", name_key="云栖", team=cast.north)
    second = Stakeholder.objects.create(account=other, person=person)
    assert found("person", "沈若") == {seat.pk, second.pk}
    Person.objects.filter(pk=person.pk).update(name="沈如兰")
    assert found("person", "如兰") == {seat.pk, second.pk}


def test_removed_rows_are_gone(lake):
    account, _person, seat, visit = lake
    visit.delete()
    seat.delete()
    Account.objects.filter(pk=account.pk).delete()
    assert all(row.indexed == row.rows == 0 for row in index.staleness())


def test_a_row_is_found_within_its_account_and_team(lake, cast):
    account, _person, seat, visit = lake
    for kind, pk in (("account", account.pk), ("person", seat.pk), ("visit", visit.pk)):
        asked = {"account": "东湖", "person": "沈若澜", "visit": "华为"}[kind]
        assert found(kind, asked, Reach(account_ids=(account.pk, 9))) == {pk}
        assert found(kind, asked, Reach(team_ids=(cast.first.pk,))) == {pk}
        assert not found(kind, asked, Reach(account_ids=(account.pk + 1,)))
        assert not found(kind, asked, Reach(team_ids=(cast.north.pk,)))


def test_a_move_to_another_team_takes_everything_along(lake, cast):
    account, _person, seat, visit = lake
    Account.objects.filter(pk=account.pk).update(team=cast.north)
    there, here = Reach(team_ids=(cast.north.pk,)), Reach(team_ids=(cast.first.pk,))
    for kind, asked, pk in (
        ("account", "东湖", account.pk),
        ("person", "沈若澜", seat.pk),
        ("visit", "华为", visit.pk),
    ):
        assert found(kind, asked, there) == {pk}
        assert not found(kind, asked, here)


def test_a_new_owner_rewrites_nothing(lake, cast, django_assert_num_queries):
    account = lake[0]
    before = index.staleness()
    Account.objects.filter(pk=account.pk).update(owner=cast.colleague)
    assert index.staleness() == before
    assert found("account", "东湖") == {account.pk}


def test_many_rows_at_once_are_found(lake, cast):
    account = lake[0]
    Visit.objects.bulk_create(
        Visit(account=account, owner=cast.rep, day="2026-03-18", insight=f"第{n}批")
        for n in range(30)
    )
    assert len(found("visit", "批")) == 30
    assert [row.is_stale for row in index.staleness()] == [False] * 3


def test_a_change_that_is_undone_is_not_in_the_index(lake):
    with transaction.atomic():
        Account.objects.filter(pk=lake[0].pk).update(name="西山医院")
        transaction.set_rollback(True)
    assert found("account", "东湖")
    assert not found("account", "西山")


@pytest.mark.parametrize(
    "question",
    ['"', "'", "*", "a OR b", "NEAR(a b)", "words : 华", "%", "\\", "-", "^东", "((",
     "'; DROP TABLE desk_find_account; --", "东湖' | 'x", "东湖\x00", "\ud800东湖",
     "东" * 500, "a " * 300],
)  # fmt: skip
def test_whatever_is_asked_is_plain_text(lake, question):
    asked = sought(question)
    if asked:
        found("account", question)
    assert found("account", "东湖") == {lake[0].pk}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=30))
def test_no_question_breaks_the_index(lake, question):
    if sought(question):
        for kind in index.KINDS:
            found(kind, question)
            found(kind, question, Reach(account_ids=(1,)))
            found(kind, question, Reach(team_ids=(1, 2)))


@pytest.mark.postgres_only
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(
            exclude_categories=("Cs", "Cn", "Cc", "Co"), max_codepoint=0x323AF
        ),
        max_size=20,
    )
)
def test_postgresql_splits_words_as_python_does(db, text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT kam_words(%s)", [text])
        (kept,) = cursor.fetchone()
    assert sorted(kept) == sorted(words(text))


def test_lost_triggers_are_missed_and_come_back(lake):
    index.drop_triggers()
    assert len(index.missing_triggers()) >= 11
    call_command("migrate", verbosity=0)
    assert index.missing_triggers() == []


def test_a_stale_index_says_so_and_can_be_rebuilt(lake):
    account = lake[0]
    index.drop_triggers()
    Account.objects.create(name="南岸", name_key="南岸", team_id=account.team_id)
    Account.objects.filter(pk=account.pk).update(name="西山医院")
    assert [row.kind for row in index.staleness() if row.is_stale] == ["account"]
    index.rebuild()
    assert not any(row.is_stale for row in index.staleness())
    assert found("account", "南岸")
    assert found("account", "西山") == {account.pk}
    assert not found("account", "东湖")


def test_the_index_goes_and_comes_with_its_migration(transactional_db):
    call_command("migrate", "desk", "zero", verbosity=0)
    assert not any("desk_find" in t for t in connection.introspection.table_names())
    call_command("migrate", verbosity=0)
    assert index.missing_triggers() == []


@pytest.mark.sqlite_only
def test_a_table_can_be_rebuilt_by_a_migration(transactional_db, cast):
    """Its triggers are away meanwhile; a control rebuilds it under them."""
    account = Account.objects.create(name="东湖", name_key="东湖", team=cast.first)
    with pytest.raises(DatabaseError), connection.schema_editor() as editor:
        editor._remake_table(Account)
    index.before_migrations()
    with connection.schema_editor() as editor:
        editor._remake_table(Account)
    Account.objects.filter(pk=account.pk).update(name="西山")
    index.after_migrations({"accounts"})
    assert index.missing_triggers() == []
    assert found("account", "西山") == {account.pk}
