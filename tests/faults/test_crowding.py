"""Whoever has to give way in the database is told so in words, and nothing is lost."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from kam.accounts.models import Account
from kam.accounts.services import AccountDraft, create_account
from kam.accounts.services import accounts as verbs
from kam.core.crowding import busy_from
from kam.people.services import create_token
from tests.forms import form_of

WORDS = "数据库让对方先走"


class DeadlockError(Exception):
    """What the driver of PostgreSQL raises, as far as we look at it."""

    sqlstate = "40P01"


class BrokenError(Exception):
    """Another fault of the database."""

    sqlstate = "08006"


def raising(cause):
    """Return a statement in whose place the database raises."""

    def refuse(*_args, **_told):
        raise OperationalError("refused") from cause

    return refuse


@pytest.fixture
def account(cast):
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


def posted(user, account, key=""):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    url = reverse("accounts:edit", args=[account.pk])
    filled = form_of(client.get(url).content.decode(), url).filled()
    return client.post(url, {**filled, "city": "临湾", "idempotency_key": key})


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "a" * 32])
def test_a_page_that_gave_way_says_so_and_when_to_try_again(
    cast, account, monkeypatch, key
):
    monkeypatch.setattr(verbs.changes, "change", raising(DeadlockError()))
    answer = posted(cast.rep, account, key)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert WORDS in answer.content.decode()
    assert "内容还在" in answer.content.decode()
    monkeypatch.undo()
    again = posted(cast.rep, account, key)
    assert again.status_code == 303
    account.refresh_from_db()
    assert account.city == "临湾"


@pytest.mark.django_db
def test_another_fault_of_the_database_stays_a_fault(cast, account, monkeypatch):
    monkeypatch.setattr(verbs.changes, "change", raising(BrokenError()))
    answer = posted(cast.rep, account)
    assert answer.status_code == 500
    assert "Retry-After" not in answer


@pytest.mark.django_db
def test_the_api_says_it_as_a_problem(cast, account, monkeypatch):
    _row, secret = create_token(
        actor=None, user=cast.rep, name="t", scopes=("read", "write")
    )
    monkeypatch.setattr(verbs.changes, "change", raising(DeadlockError()))
    answer = Client(raise_request_exception=False).patch(
        f"/api/v1/accounts/{account.pk}",
        {"city": "临湾"},
        content_type="application/json",
        headers={
            "Authorization": f"Bearer {secret}",
            "If-Match": f'"{account.version}"',
        },
    )
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert answer.json()["code"] == "busy"
    assert WORDS in answer.json()["why"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no row locks"
)
def test_two_who_really_wait_for_each_other_are_known_by_the_database(cast):
    rows = [
        create_account(actor=cast.rep, draft=AccountDraft(name=name))
        for name in ("甲", "乙")
    ]
    met, told = threading.Barrier(2), []

    def take(first, second):
        try:
            with transaction.atomic():
                Account.objects.select_for_update(of=("self",)).get(pk=first)
                met.wait(5)
                Account.objects.select_for_update(of=("self",)).get(pk=second)
        except OperationalError as error:
            told.append(error)
        finally:
            connection.close()

    one, two = (row.pk for row in rows)
    pairs = [(one, two), (two, one)]
    threads = [threading.Thread(target=take, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (error,) = told
    assert busy_from(error) is not None
