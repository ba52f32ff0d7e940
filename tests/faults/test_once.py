"""D3, D8: what is sent twice is carried out once, and the second answer is the first.

The control sends the same form without a key and makes two records.
"""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.core.clock import now
from kam.people.models import Team
from kam.people.services import create_token
from kam.web.middleware.once import KEPT_FOR
from kam.web.models import Receipt

pytestmark = [pytest.mark.urls("tests.probe"), pytest.mark.django_db]

KEY = {"idempotency_key": "key-1"}


def made(name="新团队"):
    return Team.objects.filter(name=name).count()


@pytest.fixture
def site(cast, client):
    client.force_login(cast.rep)
    client.raise_request_exception = False
    return client


def save(site, door="/probe/save", **form):
    return site.post(door, {"name": "新团队", **form})


def test_a_form_sent_twice_is_carried_out_once(site):
    first, second = save(site, **KEY), save(site, **KEY)
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert made() == 1


def test_control_without_a_key_every_form_counts(site):
    assert save(site).status_code == 303
    assert save(site, then="x", name="新团队二").status_code == 303
    assert made() + made("新团队二") == 2
    assert Receipt.objects.count() == 0


def test_a_key_used_for_another_door_is_refused(site):
    save(site, **KEY)
    answer = save(site, "/probe/save-too", **KEY)
    assert answer.status_code == 422
    assert "另一次提交" in answer.content.decode()
    assert made() == 1


def test_a_key_used_for_other_values_is_refused(site):
    save(site, **KEY)
    answer = save(site, name="另一个", **KEY)
    assert answer.status_code == 422
    assert made("另一个") == 0


def test_a_key_used_for_another_file_of_the_same_length_is_refused(site):
    save(site, file=SimpleUploadedFile("a.csv", b"1"), **KEY)
    answer = save(site, file=SimpleUploadedFile("a.csv", b"2"), **KEY)
    assert answer.status_code == 422
    again = save(site, file=SimpleUploadedFile("a.csv", b"1"), **KEY)
    assert again.status_code == 303


def test_the_same_key_of_somebody_else_is_another_key(site, cast):
    save(site, **KEY)
    other = Client()
    other.force_login(cast.colleague)
    assert save(other, name="别人的", **KEY).status_code == 303
    assert (made(), made("别人的")) == (1, 1)


SENT = st.tuples(
    st.sampled_from(["rep", "colleague"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["/probe/save", "/probe/save-too"]),
    st.sampled_from(["甲队", "乙队"]),
)


@pytest.fixture
def browsers(cast):
    """Two people, signed in."""
    found = {part: Client() for part in ("rep", "colleague")}
    for part, browser in found.items():
        browser.force_login(getattr(cast, part))
    return found


@pytest.mark.more
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SENT, max_size=6))
def test_d8_a_key_belongs_to_one_person_door_and_form(browsers, sent):
    """Whatever is sent in whatever order, a key answers once and again the same."""
    known = {}
    with transaction.atomic():
        for part, key, door, name in sent:
            form = {"idempotency_key": key, "name": f"{name} {part} {key}"}
            answer = browsers[part].post(door, form)
            first = known.setdefault((part, key), (door, name, answer))
            if first[:2] == (door, name):
                assert answer.status_code == 303, sent
                assert answer["Location"] == first[2]["Location"]
            else:
                assert answer.status_code == 422, sent
        assert Receipt.objects.count() == len(known)
        assert Team.objects.filter(name__contains="队 ").count() == len(known)
        transaction.set_rollback(True)


@pytest.mark.parametrize(("then", "status"), [("break", 500), ("refuse", 422)])
def test_what_breaks_or_is_refused_leaves_nothing_and_frees_the_key(site, then, status):
    assert save(site, then=then, **KEY).status_code == status
    assert made() == Receipt.objects.count() == 0
    assert save(site, **KEY).status_code == 303
    assert made() == 1


@pytest.mark.parametrize("key", ["k" * 81, "a\x00b"])
def test_a_key_nobody_could_keep_is_refused(site, key):
    assert save(site, idempotency_key=key).status_code == 422
    assert made() == 0


def test_the_api_takes_its_key_from_a_header(cast, client):
    _token, secret = create_token(
        actor=None, user=cast.rep, name="t", scopes=["read", "write"]
    )
    sent = {
        "data": {"name": "新团队"},
        "headers": {"Authorization": f"Bearer {secret}", "Idempotency-Key": "k"},
    }
    first = client.post("/api/probe/save", **sent)
    second = client.post("/api/probe/save", **sent)
    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert made() == 1


def test_a_token_that_may_only_read_does_not_hear_the_answer_again(cast, client):
    """A5: the answer of a writing token is not for one with a smaller scope."""

    def post(*scopes):
        _token, secret = create_token(
            actor=None, user=cast.rep, name="t", scopes=scopes
        )
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "k"}
        return client.post("/api/probe/save", {"name": "新团队"}, headers=headers)

    assert post("read", "write").status_code == 303
    assert post("read").status_code == 403
    assert post("write").status_code == 303
    assert made() == 1


def test_the_second_answer_carries_the_same_version(cast, client):
    _token, secret = create_token(
        actor=None, user=cast.rep, name="t", scopes=["read", "write"]
    )
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "k"}
    first, second = (
        client.post("/api/probe/save", {"name": "新团队"}, headers=headers)
        for _time in range(2)
    )
    assert first["ETag"] == second["ETag"] == '"1"'


def test_an_answer_is_forgotten_after_two_days(site):
    save(site, **KEY)
    Receipt.objects.update(created_at=now() - KEPT_FOR - timedelta(minutes=1))
    save(site, idempotency_key="key-2", name="另一个")
    assert [receipt.key for receipt in Receipt.objects.all()] == ["key-2"]


def test_control_a_younger_answer_is_kept(site):
    save(site, **KEY)
    Receipt.objects.update(created_at=now() - KEPT_FOR + timedelta(minutes=1))
    save(site, idempotency_key="key-2", name="另一个")
    assert Receipt.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one(cast):
    """Both connections are real; the second waits for the first."""
    ready, answers = threading.Barrier(2), []

    def send(browser):
        try:
            ready.wait()
            answers.append(save(browser, **KEY))
        finally:
            connection.close()

    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(cast.rep)
    senders = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert made() == 1
