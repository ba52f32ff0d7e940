"""G1–G6, D7, B16: a digest comes once a local date, whoever sends it and when."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction

from kam.accounts.services import Identity, create_person, edit_account
from kam.core import clock
from kam.notices import jobs, services
from kam.notices.jobs import try_out
from kam.notices.models import Letter
from kam.notices.post import Postman
from kam.notices.rules.tries import LEASE
from kam.notices.services import claim, hand_over, settle
from kam.notices.terms import LetterState
from kam.privacy.services import erase_person
from kam.visits.services import Pledge, close_action, open_promise
from tests.notices.conftest import NOW, TODAY, act, run, states, wants

pytestmark = pytest.mark.django_db


def said(letter):
    """Return everything that a letter holds."""
    return f"{letter.subject} {letter.body} {letter.alternatives[0][0]}"


def test_a_digest_says_what_is_due_and_where(subscribed):
    assert run().counts == {"sent": 1}
    [letter] = mail.outbox
    assert letter.to == ["rep@example.test"]
    assert letter.subject == "绩效先锋：今天有 2 件事等您"
    assert "寄比对报告 (逾期 2 天)" in letter.body
    assert "约工程师" in letter.body
    assert "问预算" not in letter.body
    html = letter.alternatives[0][0]
    assert f'href="http://127.0.0.1:8000/accounts/{subscribed.account.pk}' in html


def test_a_weekly_digest_tells_the_week_ahead_on_its_day(story):
    wants(story.rep, cadence="weekly", weekday=2)
    run()
    assert "问预算" in mail.outbox[0].body
    run(NOW + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_a_weekly_digest_made_up_late_speaks_of_the_day_it_is_read(story):
    """It belongs to Wednesday; on Sunday what was soon then is late."""
    wants(story.rep, cadence="weekly", weekday=2)
    act(story.rep, story.account, "报价", TODAY + timedelta(days=10))
    assert run(NOW + timedelta(days=4)).counts == {"sent": 1}
    assert Letter.objects.get().day == TODAY
    [letter] = mail.outbox
    assert "问预算 (逾期 1 天)" in letter.body
    assert "报价" in letter.body, "the week ahead begins with the day of reading"
    assert letter.subject == "绩效先锋：本周有 4 件事等您"


def test_control_on_its_day_the_same_is_soon(story):
    wants(story.rep, cadence="weekly", weekday=2)
    act(story.rep, story.account, "报价", TODAY + timedelta(days=10))
    run()
    [letter] = mail.outbox
    assert "问预算 (3 天后)" in letter.body
    assert "报价" not in letter.body


def test_it_comes_in_the_language_of_its_reader(subscribed):
    subscribed.rep.language = "en"
    subscribed.rep.save(update_fields=["language"])
    run()
    assert re.search("[\u4e00-\u9fff]", mail.outbox[0].subject) is None
    assert 'lang="en"' in mail.outbox[0].alternatives[0][0]


def test_g3_however_often_it_runs_one_letter_is_sent_a_date(subscribed):
    for minutes in range(0, 600, 120):
        run(NOW + timedelta(minutes=minutes))
    assert len(mail.outbox) == 1
    run(NOW + timedelta(days=1))
    assert len(mail.outbox) == 2


def test_g3_control_without_its_row_a_letter_would_go_twice(subscribed):
    run()
    Letter.objects.all().delete()
    run()
    assert len(mail.outbox) == 2


def test_g6_what_was_missed_for_days_is_made_up_once(subscribed):
    late = NOW + timedelta(days=5, hours=3)
    assert run(late).counts == {"sent": 1}
    assert Letter.objects.get().day == TODAY + timedelta(days=5)
    assert not run(late + timedelta(minutes=1)).counts


def test_g6_nothing_is_owed_from_before_it_was_asked_for(story):
    with clock.pretend(NOW):
        services.choose(actor=story.rep, wanted={"cadence": "daily", "hour": 8})
    run(NOW + timedelta(hours=2))
    assert not mail.outbox


def test_g6_a_date_that_comes_again_elsewhere_has_its_letter_already(subscribed):
    run()
    subscribed.rep.time_zone = "America/New_York"
    subscribed.rep.save(update_fields=["time_zone"])
    run(datetime(2026, 3, 18, 12, 30, tzinfo=UTC))
    assert len(mail.outbox) == 1
    run(datetime(2026, 3, 19, 12, 30, tzinfo=UTC))
    assert len(mail.outbox) == 2


def test_g1_who_lost_the_lease_settles_nothing(subscribed):
    rep = subscribed.rep
    with clock.pretend(NOW):
        slow = claim(user_id=rep.pk, day=TODAY, due_at=NOW)
        assert claim(user_id=rep.pk, day=TODAY, due_at=NOW) is None
    assert run(NOW + LEASE).counts == {"sent": 1}
    with clock.pretend(NOW + LEASE):
        assert not hand_over(letter=slow)
        assert not settle(letter=slow, state=LetterState.FAILED)
    assert states() == ["sent"]
    assert len(mail.outbox) == 1


def test_g1_control_a_holder_within_the_lease_goes_on(subscribed):
    with clock.pretend(NOW):
        row = claim(user_id=subscribed.rep.pk, day=TODAY, due_at=NOW)
        assert hand_over(letter=row)
        assert settle(letter=row, state=LetterState.SENT)


class KilledError(Exception):
    """The worker is gone."""


STEPS = ["digest_of", "message_of", "hand_over", "post", "settle"]


@pytest.mark.parametrize("step", STEPS)
def test_g2_killed_at_any_step_it_is_sent_once_at_the_most(
    subscribed, monkeypatch, step
):
    def killed(*_told, **_more):
        raise KilledError

    with monkeypatch.context() as broken:
        if step == "post":
            broken.setattr(Postman, "hand_over", killed)
        else:
            where = jobs if step in ("digest_of", "message_of") else services
            broken.setattr(where, step, killed)
        with pytest.raises(KilledError):
            run()
    before = len(mail.outbox)
    run(NOW + LEASE)
    run(NOW + 3 * LEASE)
    assert before <= len(mail.outbox) <= 1
    expected = "uncertain" if step in ("post", "settle") else "sent"
    assert states() == [expected]


def test_g2_control_without_the_note_that_it_goes_out_it_would_go_twice(
    subscribed, monkeypatch
):
    def killed(**_told):
        raise KilledError

    with monkeypatch.context() as broken:
        broken.setattr(services, "settle", killed)
        with pytest.raises(KilledError):
            run()
    assert states() == ["sending"]
    Letter.objects.update(state=LetterState.CLAIMED)
    run(NOW + LEASE)
    assert len(mail.outbox) == 2


def test_a_trial_writes_and_sends_nothing(subscribed):
    with clock.pretend(NOW):
        assert try_out().counts == {"due": 1}
    assert not Letter.objects.exists()
    assert not mail.outbox


def test_g4_what_is_rolled_back_is_in_no_letter(subscribed):
    with transaction.atomic():
        act(subscribed.rep, subscribed.account, "撤回的事", TODAY)
        transaction.set_rollback(True)
    run()
    assert "撤回的事" not in mail.outbox[0].body


def test_g4_control_what_is_committed_is_told(subscribed):
    with transaction.atomic():
        act(subscribed.rep, subscribed.account, "撤回的事", TODAY)
    run()
    assert "撤回的事" in mail.outbox[0].body


def test_g5_rights_are_those_of_the_moment_it_is_written(cast, subscribed):
    with clock.pretend(NOW - timedelta(minutes=10)):
        edit_account(
            actor=cast.lead,
            account=subscribed.account,
            wanted={"owner_id": cast.colleague.pk},
            before=None,
        )
    assert run().counts == {"empty": 1}
    assert not mail.outbox


def test_g5_control_with_the_account_still_theirs_it_is_told(subscribed):
    run()
    assert "东湖医院" in mail.outbox[0].body


@pytest.mark.parametrize("gone", ["deactivated", "without address", "unsubscribed"])
def test_who_is_gone_gets_none(subscribed, gone):
    rep = subscribed.rep
    if gone == "deactivated":
        type(rep).objects.filter(pk=rep.pk).update(is_active=False)
    elif gone == "without address":
        type(rep).objects.filter(pk=rep.pk).update(email="")
    else:
        services.stop(user=rep)
    run()
    assert not mail.outbox


def test_who_ends_digests_while_one_waits_gets_it_no_more(subscribed):
    with clock.pretend(NOW):
        claim(user_id=subscribed.rep.pk, day=TODAY, due_at=NOW)
        services.stop(user=subscribed.rep)
    assert run(NOW + LEASE).counts == {"skipped": 1}
    assert not mail.outbox


def test_who_was_erased_is_named_in_no_letter(cast, subscribed):
    person = create_person(
        actor=cast.rep, account=subscribed.account, identity=Identity(name="沈若澜")
    )
    pledge = Pledge("给沈若澜回话", TODAY, ours=True, stakeholder_id=person.pk)
    open_promise(actor=cast.rep, account=subscribed.account, pledge=pledge)
    run()
    erase_person(actor=cast.lead, person=person.person, typed="沈若澜")
    run(NOW + timedelta(days=1))
    before, after = (said(letter) for letter in mail.outbox)
    assert "沈若澜" in before, "the control"
    assert "沈若澜" not in after
    assert "回话" in after


def test_nothing_due_is_no_letter(subscribed):
    for action in (subscribed.late, subscribed.due):
        close_action(actor=subscribed.rep, action=action, state="done")
    assert run().counts == {"empty": 1}
    assert not mail.outbox


def test_the_same_date_has_the_same_message_id(subscribed):
    run()
    Letter.objects.all().delete()
    run()
    first, second = (letter.message()["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_statements_do_not_grow_with_what_is_due(
    cast, subscribed, django_assert_max_num_queries
):
    for n in range(30):
        act(cast.rep, subscribed.account, f"事{n}", TODAY)
    with django_assert_max_num_queries(26):
        run()
    assert len(mail.outbox) == 1
