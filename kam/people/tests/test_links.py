"""A3, A9: one-time links work once, in time, and tell a stranger nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, TestCase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kam.core import clock
from kam.core.errors import KamError
from kam.people.models import ResetLink, User
from kam.people.queries import link_from_secret
from kam.people.rules import ADDRESS_BUCKET
from kam.people.services import (
    edit_user,
    issue_reset_link,
    set_password,
    use_reset_link,
)
from tests.cast import PASSWORD, build_cast

NEW = "quite-another-77"


def use(secret, password=NEW, **more):
    return Client().post(
        f"/password/set/{secret}", {"password": password, "again": password, **more}
    )


def test_a_link_sets_a_password_once(cast):
    _link, secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    page = Client().get(f"/password/set/{secret}")
    assert page.status_code == 200
    assert cast.rep.name in page.content.decode()
    assert use(secret)["Location"] == "/sign-in"
    assert User.objects.get(pk=cast.rep.pk).check_password(NEW)
    assert use(secret).status_code == 404
    assert Client().get(f"/password/set/{secret}").status_code == 404


def test_an_easy_password_leaves_the_link_open(cast):
    _link, secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    assert use(secret, "short").status_code == 422
    assert use(secret, NEW, again="another-one-77").status_code == 422
    assert use(secret).status_code == 303


def test_a_link_ends_after_an_hour(cast):
    _link, secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    with clock.pretend(clock.now() + timedelta(minutes=59)):
        assert link_from_secret(secret) is not None
    with clock.pretend(clock.now() + timedelta(minutes=61)):
        assert use(secret).status_code == 404


def test_a_newer_link_ends_the_older(cast):
    _link, older = issue_reset_link(actor=cast.admin, user=cast.rep)
    _link, newer = issue_reset_link(actor=cast.admin, user=cast.rep)
    assert use(older).status_code == 404
    assert use(newer).status_code == 303


def test_a_deactivated_person_gets_no_way_in(cast):
    _link, secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    edit_user(actor=cast.admin, user=cast.rep, wanted={"is_active": False})
    assert use(secret).status_code == 404
    with pytest.raises(KamError):
        issue_reset_link(actor=cast.admin, user=User.objects.get(pk=cast.gone.pk))


def test_a_link_frees_whoever_is_held_up_by_guesses(cast):
    wrong = {"username": "rep", "password": "wrong"}
    for _ in range(10):
        answer = Client().post("/sign-in", wrong)
    assert answer.status_code == 429
    _link, secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    use(secret)
    right = {"username": "rep", "password": NEW}
    assert Client().post("/sign-in", right).status_code == 303


def test_guessing_links_is_slowed(cast):
    statuses = [
        use(f"kam_{n}", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code
        for n in range(ADDRESS_BUCKET.free + 5)
    ]
    assert statuses[0] == 404
    assert statuses[-1] == 429


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "a" * 3000, "%00"])
def test_a_broken_link_is_an_answer(cast, secret):
    from urllib.parse import quote

    path = f"/password/set/{quote(secret, errors='surrogatepass')}"
    assert Client().get(path).status_code == 404


def test_the_secret_is_kept_nowhere(cast):
    _link, secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    from kam.audit.models import Detail

    kept = [str(row) for row in ResetLink.objects.values_list()]
    kept += [str(row) for row in Detail.objects.values_list()]
    assert not [row for row in kept if secret in row]


def test_without_mail_the_page_says_who_gives_a_link(cast):
    page = Client().get("/password/forgot").content.decode()
    assert "管理员" in page
    assert '<form class="stack"' not in page
    answer = Client().post("/password/forgot", {"name": "rep"})
    assert answer.status_code == 200
    assert not ResetLink.objects.exists()


@pytest.fixture
def with_mail(cast, settings):
    settings.EMAIL_HOST = "mail.example.com"
    User.objects.filter(pk=cast.rep.pk).update(email="rep@example.com")


def forgot(name, **headers):
    return Client().post("/password/forgot", {"name": name}, **headers)


@pytest.mark.parametrize("name", ["rep", "rep@example.com", " REP@example.com "])
def test_a_letter_brings_a_link_that_works(cast, with_mail, name):
    forgot(name)
    letter = mail.outbox[0]
    assert letter.to == ["rep@example.com"]
    secret = re.search(r"http://testserver/password/set/(\S+)", letter.body)[1]
    assert use(secret).status_code == 303


def without_key(answer):
    return re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()
    )


def test_known_and_unknown_names_get_the_same_answer(cast, with_mail):
    User.objects.filter(pk=cast.gone.pk).update(email="gone@example.com")
    answers = [
        forgot(name)
        for name in ("rep", "nobody", "gone", "gone@example.com", "colleague", "x\x00")
    ]
    assert len({without_key(answer) for answer in answers[:5]}) == 1
    assert {answer.status_code for answer in answers[:5]} == {200}
    assert answers[5].status_code == 422
    assert [letter.to for letter in mail.outbox] == [["rep@example.com"]]


def test_the_letter_is_written_beside_the_answer(cast, with_mail, monkeypatch):
    """The time of an answer does not tell whether a letter was written."""
    from kam.people.services import links

    put_off = []
    monkeypatch.setattr(links, "later", put_off.append)
    forgot("rep")
    forgot("nobody")
    assert len(put_off) == 2
    assert not mail.outbox
    put_off[0]()
    assert len(mail.outbox) == 1


def test_a_mailbox_is_not_flooded(cast, with_mail):
    statuses = [
        forgot("rep", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}").status_code
        for n in range(20)
    ]
    assert statuses[-1] == 429
    assert len(mail.outbox) < 10


def test_a_silent_mail_server_is_not_an_error(cast, with_mail, monkeypatch, caplog):
    from kam.people.services import letters

    def broken(*_args):
        raise OSError

    monkeypatch.setattr(letters, "send_mail", broken)
    assert forgot("rep").status_code == 200
    assert "not sent" in caplog.text
    assert "rep@example.com" not in caplog.text


class LinkLife(RuleBasedStateMachine):
    """Whatever happens in whatever order: a link opens once, in time, while valid."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.cast = build_cast()
        self.moment = clock.now()
        self.links: dict[str, bool] = {}
        self.born: dict[str, object] = {}

    def at(self):
        return clock.pretend(self.moment)

    @rule(minutes=st.integers(1, 45))
    def time_passes(self, minutes):
        self.moment += timedelta(minutes=minutes)

    @rule()
    def a_link_is_issued(self):
        rep = User.objects.get(pk=self.cast.rep.pk)
        with self.at():
            try:
                link, secret = issue_reset_link(actor=self.cast.admin, user=rep)
            except KamError:
                assert not rep.is_active
                return
        ResetLink.objects.filter(pk=link.pk).update(created_at=self.moment)
        self.links = dict.fromkeys(self.links, False) | {secret: True}
        self.born[secret] = self.moment
        self.moment += timedelta(seconds=1)

    @rule(newest=st.booleans())
    def a_link_is_used(self, newest):
        if not self.links:
            return
        secret = list(self.links)[-1 if newest else 0]
        expected = self.is_open(secret)
        with self.at():
            try:
                use_reset_link(secret=secret, password=NEW, address="192.0.2.1")
                worked = True
            except KamError:
                worked = False
        assert worked == expected
        if worked:
            self.links = dict.fromkeys(self.links, False)
        self.moment += timedelta(minutes=1)

    @rule(address=st.sampled_from(["a@example.com", "b@example.com"]))
    def the_address_changes(self, address):
        rep = User.objects.get(pk=self.cast.rep.pk)
        if rep.email != address:
            self.links = dict.fromkeys(self.links, False)
        with self.at():
            edit_user(actor=self.cast.admin, user=rep, wanted={"email": address})
        self.moment += timedelta(seconds=1)

    @rule()
    def the_password_changes(self):
        rep = User.objects.get(pk=self.cast.rep.pk)
        with self.at():
            set_password(actor=None, user=rep, password=PASSWORD)
        self.links = dict.fromkeys(self.links, False)
        self.moment += timedelta(seconds=1)

    @rule(active=st.booleans())
    def access_is_given_or_taken(self, active):
        rep = User.objects.get(pk=self.cast.rep.pk)
        if rep.is_active and not active:
            self.links = dict.fromkeys(self.links, False)
        with self.at():
            edit_user(actor=self.cast.admin, user=rep, wanted={"is_active": active})
        self.moment += timedelta(seconds=1)

    def is_open(self, secret):
        age = self.moment - self.born[secret]
        return self.links[secret] and age < timedelta(hours=1)

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @invariant()
    def exactly_the_valid_links_open(self):
        with self.at():
            for secret in self.links:
                found = link_from_secret(secret) is not None
                assert found == self.is_open(secret)


class LinkLifeTest(TestCase, LinkLife.TestCase):
    settings = hypothesis_settings(max_examples=15, stateful_step_count=25)
