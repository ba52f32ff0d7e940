"""`kam digests`: what would be sent, and sending it."""

from __future__ import annotations

import json

import pytest
from django.core import mail

from kam.config.cli import main
from kam.config.commands import beating
from kam.core import clock
from kam.notices.models import Letter
from tests.notices.conftest import NOW

pytestmark = pytest.mark.django_db


def said(capsys, *arguments):
    code = main(["digests", "--json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_a_trial_shows_what_would_be_sent_and_sends_nothing(capsys, subscribed):
    code, told = said(capsys, "--dry-run", "--at", "2026-03-18T08:30+08:00")
    assert code == 0
    subject = "绩效先锋：今天有 2 件事等您"
    assert told["shown"] == [{"to": "rep", "subject": subject, "things": 2}]
    assert not Letter.objects.exists()
    assert not mail.outbox


def test_another_moment_cannot_be_sent(capsys, subscribed):
    code, told = said(capsys, "--at", "2026-03-18T08:30+08:00")
    assert (code, told["refused"]["code"]) == (1, "refused")


def test_without_a_mail_server_nothing_is_sent(capsys, subscribed):
    code, _told = said(capsys)
    assert code == 1
    assert not mail.outbox


def test_it_sends_what_is_due_with_the_given_address(capsys, subscribed, settings):
    settings.EMAIL_HOST = "smtp.example.test"
    with clock.pretend(NOW):
        assert said(capsys, "--url", "https://kam.example/")[1]["letters"] == {
            "sent": 1
        }
    assert "https://kam.example/accounts/" in mail.outbox[0].body


@pytest.mark.parametrize("text", ["x", "2026-03-18", "2026-03-18T08:00"])
def test_a_moment_without_its_offset_is_wrong_use(text):
    with pytest.raises(SystemExit) as ended:
        main(["digests", "--dry-run", "--at", text])
    assert ended.value.code == 2


def test_beside_the_server_nothing_begins_without_mail(settings):
    assert beating.begin() is None
    settings.EMAIL_HOST = "smtp.example.test"
    settings.DIGESTS_BESIDE = False
    assert beating.begin() is None
