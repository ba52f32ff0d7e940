"""A4: guessing is slowed by account and by true address, whatever a caller claims."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kam.core.errors import TooMany
from kam.people.models import SignInTries
from kam.people.rules import (
    ACCOUNT_BUCKET,
    ADDRESS_BUCKET,
    Bucket,
    address_key,
    leaked,
    wait_of,
)
from kam.people.services.tries import admit, forgive
from kam.web.peers import peer_address
from tests.cast import PASSWORD
from tests.daily import daily

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
WRONG = "not-the-password"
BUCKET = Bucket(free=3, pace=timedelta(seconds=60))


def guess(username: str, password: str = WRONG, **headers):
    return Client().post(
        "/sign-in", {"username": username, "password": password}, **headers
    )


@pytest.mark.parametrize("tries", daily([40, 300]))
def test_tries_with_a_rotating_header_meet_the_wall(cast, tries):
    statuses = [
        guess("rep", HTTP_X_FORWARDED_FOR=f"203.0.113.{n % 250}").status_code
        for n in range(tries)
    ]
    assert statuses[: ACCOUNT_BUCKET.free] == [422] * ACCOUNT_BUCKET.free
    assert set(statuses[ACCOUNT_BUCKET.free :]) == {429}
    answer = guess("rep", PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 180
    assert "秒后再试" in answer.content.decode()


def test_many_names_from_one_address_meet_the_wall(cast):
    statuses = [
        guess(f"name{n}", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code
        for n in range(ADDRESS_BUCKET.free + 20)
    ]
    assert statuses.count(422) == ADDRESS_BUCKET.free
    answer = guess("rep", PASSWORD)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) <= 10, "a shared office waits seconds"
    assert guess("rep", PASSWORD, REMOTE_ADDR="198.51.100.7").status_code == 303


def test_control_a_believed_header_would_let_every_try_through(cast, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    statuses = {
        guess(f"name{n}", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code
        for n in range(ADDRESS_BUCKET.free + 5)
    }
    assert statuses == {422}


def test_a_right_password_gives_the_tries_back(cast):
    for _ in range(ACCOUNT_BUCKET.free - 1):
        guess("rep")
    assert guess("rep", PASSWORD).status_code == 303
    for _ in range(ACCOUNT_BUCKET.free):
        assert guess("rep").status_code == 422


def test_the_name_itself_is_not_kept(cast):
    guess("my-password-typed-here")
    kept = " ".join(SignInTries.objects.values_list("key", flat=True))
    assert "my-password" not in kept


def test_forgiving_leaves_the_failures_of_the_address(cast):
    for n in range(3):
        admit(door="sign-in", address="192.0.2.1", account=f"name{n}")
    forgive(door="sign-in", address="192.0.2.1", account="name2")
    row = SignInTries.objects.get(key=address_key("sign-in", "192.0.2.1"))
    assert row.failures == 2


def test_a_refused_try_does_not_count(cast):
    for _ in range(ACCOUNT_BUCKET.free):
        admit(door="sign-in", address="192.0.2.1", account="rep")
    waits = set()
    for _ in range(20):
        with pytest.raises(TooMany) as refused:
            admit(door="sign-in", address="192.0.2.1", account="rep")
        waits.add(refused.value.retry_after)
    assert max(waits) <= ACCOUNT_BUCKET.pace.total_seconds()


def test_a_try_becomes_free_again():
    assert wait_of(3, NOON, NOON, BUCKET) == 60
    assert wait_of(3, NOON, NOON + timedelta(seconds=45), BUCKET) == 15
    assert wait_of(3, NOON, NOON + timedelta(seconds=60), BUCKET) == 0
    assert leaked(3, NOON, NOON + timedelta(seconds=130), BUCKET) == (
        1,
        NOON + timedelta(seconds=120),
    )


@given(
    pauses=st.lists(st.integers(0, 400), max_size=60),
)
def test_no_rhythm_of_tries_beats_the_pace(pauses):
    failures, since, moment, let_through = 0, NOON, NOON, 0
    for pause in pauses:
        moment += timedelta(seconds=pause)
        if wait_of(failures, since, moment, BUCKET) == 0:
            failures, since = leaked(failures, since, moment, BUCKET)
            failures += 1
            let_through += 1
    spent = (moment - NOON) / BUCKET.pace
    assert let_through <= BUCKET.free + spent


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "peer"),
    [
        ("198.51.100.1", "203.0.113.9", [], "198.51.100.1"),
        ("10.0.0.1", "203.0.113.9", ["10.0.0.1"], "203.0.113.9"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.9", ["10.0.0.0/8"], "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", ["10.0.0.0/8"], "203.0.113.9"),
        ("10.0.0.1", "nonsense", ["10.0.0.1"], "10.0.0.1"),
        ("10.0.0.1", "", ["10.0.0.1"], "10.0.0.1"),
        ("", "203.0.113.9", ["10.0.0.1"], ""),
        ("2001:db8::1", "203.0.113.9", ["2001:db8::/32"], "203.0.113.9"),
    ],
)
def test_the_true_peer(remote, forwarded, trusted, peer):
    assert peer_address(remote, forwarded, trusted) == peer


def test_one_home_is_one_address():
    assert address_key("x", "2001:db8::1") == address_key("x", "2001:db8::ffff")
    assert address_key("x", "2001:db8::1") != address_key("x", "2001:db8:0:1::1")
    assert address_key("x", "unix:") != address_key("x", "")
