"""A mail server that fails, refuses or hangs up; headers that nobody else can write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from kam.core import clock
from kam.notices import jobs, services
from kam.notices.models import DigestChoice, Letter
from kam.notices.post import Fate, Handed
from kam.notices.rules.tries import MOST_TRIES, PAUSES
from tests.notices.conftest import NOW, run, states, wants

pytestmark = pytest.mark.django_db


class Server:
    """A mail server that does what it is told, and keeps what it took."""

    def __init__(self, *fates):
        self.fates = list(fates)
        self.taken = []

    def __call__(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_told):
        return None

    def hand_over(self, message):
        fate = self.fates.pop(0) if self.fates else Fate.TAKEN
        if fate in (Fate.TAKEN, Fate.UNKNOWN):
            self.taken.append(message)
        return Handed(fate, "" if fate is Fate.TAKEN else "OSError")


@pytest.fixture
def served(monkeypatch):
    def told(*fates):
        server = Server(*fates)
        monkeypatch.setattr(jobs, "Postman", server)
        return server

    return told


def test_a_server_that_fails_is_tried_again_and_then_given_up(subscribed, served):
    server = served(*[Fate.LATER] * 20)
    moment = NOW
    run(moment)
    assert states() == ["waiting"]
    for pause in PAUSES:
        run(moment + pause - timedelta(seconds=1))
        moment += pause
        run(moment)
    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == ("failed", MOST_TRIES)
    assert letter.fault == "OSError"
    assert not server.taken


def test_a_server_that_comes_back_gets_it_once(subscribed, served):
    server = served(Fate.UNREACHABLE)
    assert run().stopped
    run(NOW + PAUSES[0])
    run(NOW + PAUSES[0] * 2)
    assert (states(), len(server.taken)) == (["sent"], 1)


def test_g3_a_server_that_took_it_and_hung_up_gets_it_no_second_time(
    subscribed, served
):
    server = served(Fate.UNKNOWN)
    run()
    run(NOW + timedelta(hours=5))
    assert (states(), len(server.taken)) == (["uncertain"], 1)


def test_a_server_out_of_reach_is_asked_once_a_run(cast, subscribed, served):
    for part in ("lead", "colleague"):
        person = getattr(cast, part)
        person.email = f"{part}@example.test"
        person.save(update_fields=["email"])
        wants(person)
    server = served(*[Fate.UNREACHABLE] * 9)
    with_letters = run(NOW)
    assert with_letters.stopped == "OSError"
    assert len(server.fates) == 8


def test_an_address_that_is_refused_is_written_to_no_more(subscribed, served):
    server = served(Fate.REFUSED)
    run()
    run(NOW + timedelta(days=1))
    assert (states(), server.taken) == (["refused"], [])
    choice = DigestChoice.objects.get()
    assert choice.refused
    with clock.pretend(NOW + timedelta(days=1, hours=1)):
        services.choose(actor=subscribed.rep, wanted={"cadence": "daily"})
    run(NOW + timedelta(days=2))
    assert len(server.taken) == 1


def test_a_name_with_a_line_break_adds_no_header(subscribed):
    rep = subscribed.rep
    type(rep).objects.filter(pk=rep.pk).update(name="陈\r\nBcc: all@example.test")
    subscribed.account.name = "东湖\r\nX-Evil: 1"
    type(subscribed.account).objects.filter(pk=subscribed.account.pk).update(
        name="东湖\r\nX-Evil: 1"
    )
    run()
    raw = mail.outbox[0].message()
    assert "Bcc" not in raw
    assert "X-Evil" not in raw
    assert raw["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_address_that_breaks_a_header_is_refused(subscribed):
    rep = subscribed.rep
    type(rep).objects.filter(pk=rep.pk).update(email="a@b.test\nBcc: c@d.test")
    assert run().counts == {"refused": 1}
