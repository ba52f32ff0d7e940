"""What waits for a person: counted, read, put off, silenced, and gone by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kam.accounts.models import Account
from kam.accounts.services import AccountDraft, create_account, edit_account
from kam.core import clock
from kam.notices.models import DigestChoice, NoticeMark
from kam.notices.signing import SIGNER, stop_path
from kam.visits.models import Action, Visit
from kam.visits.services import close_action, edit_action
from tests.notices.conftest import NOW, TODAY, act, wants

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.pretend(NOW):
        yield


@pytest.fixture
def client_of():
    def made(user):
        client = Client()
        client.force_login(user)
        return client

    return made


@pytest.fixture
def signed(story, client_of):
    return client_of(story.rep)


def new(client):
    return client.get("/notices/count").json()["new"]


def key(action):
    return f"action:{action.pk}"


def test_the_page_tells_the_most_pressing_first(signed):
    page = signed.get("/notices").content.decode()
    places = [page.index(text) for text in ("寄比对报告", "约工程师", "问预算")]
    assert places == sorted(places)
    assert "逾期 2 天" in page


def test_the_bell_counts_what_is_due_and_not_what_comes(signed):
    assert signed.get("/notices/count").json() == {
        "new": 2,
        "label": "通知，2 条新的",
    }


def test_what_is_read_is_counted_no_more_until_its_date_moves(signed, story):
    signed.post("/notices/read", {"key": key(story.late)})
    assert new(signed) == 1
    edit_action(
        actor=story.rep,
        action=story.late,
        wanted={"due_on": TODAY - timedelta(days=1)},
        before=None,
    )
    assert new(signed) == 2


def test_everything_is_read_at_once_and_taken_back(signed):
    answer = signed.post("/notices/read", follow=True)
    assert new(signed) == 0
    [told] = answer.context["messages"]
    undo = told.extra_tags.removeprefix("undo:")
    assert signed.post(undo).status_code == 303
    assert new(signed) == 2


def test_what_is_done_or_handed_over_vanishes_by_itself(signed, story, cast):
    close_action(actor=story.rep, action=story.late, state="done")
    assert new(signed) == 1
    edit_account(
        actor=cast.lead,
        account=story.account,
        wanted={"owner_id": cast.colleague.pk},
        before=None,
    )
    assert new(signed) == 0
    assert "约工程师" not in signed.get("/notices").content.decode()


def test_what_is_put_off_comes_back_on_its_day(signed, story):
    until = (TODAY + timedelta(days=2)).isoformat()
    answer = signed.post(
        "/notices/snooze", {"key": key(story.due), "until": until}, follow=True
    )
    assert new(signed) == 1
    with clock.pretend(NOW + timedelta(days=2)):
        assert new(signed) == 2
    [told] = answer.context["messages"]
    signed.post(told.extra_tags.removeprefix("undo:"))
    assert new(signed) == 2


@pytest.mark.parametrize("until", ["", "x", "2026-03-18", "2027-04-01", "9999-12-31"])
def test_a_senseless_day_is_refused(signed, story, until):
    sent = {"key": key(story.due), "until": until}
    assert signed.post("/notices/snooze", sent).status_code == 422
    assert not NoticeMark.objects.exists()


def test_a_notice_that_is_gone_or_somebody_elses_is_left_out(client_of, story, cast):
    stranger = client_of(cast.stranger)
    for told in (key(story.due), "action:987654321"):
        assert stranger.post("/notices/read", {"key": told}).status_code == 303
    assert not NoticeMark.objects.exists()


@pytest.mark.parametrize(
    "at", ["", "x", "2026-03-18T00:00:00", "0001-01-01T00:00:00%2B23:59"]
)
def test_a_senseless_undo_is_refused(signed, at):
    assert signed.post(f"/notices/unread?at={at}").status_code == 422


def test_a_silent_kind_is_told_nowhere_and_can_be_heard_again(signed, subscribed):
    signed.post("/notices/kinds/dues/mute")
    assert new(signed) == 0
    page = signed.get("/notices").content.decode()
    assert "寄比对报告" not in page
    assert "不提醒的种类" in page
    signed.post("/notices/kinds/dues/hear")
    assert new(signed) == 2
    assert signed.post("/notices/kinds/nothing/mute").status_code == 404


def test_a_manager_is_told_who_lets_things_slip(client_of, story, cast):
    page = client_of(cast.lead).get("/notices").content.decode()
    assert "陈一诺 有 1 件逾期" in page
    assert "陈一诺" not in client_of(cast.rival).get("/notices").content.decode()


def test_who_has_no_kinds_is_told_so_and_offered_no_mail(client_of, cast):
    client = client_of(cast.trainer)
    page = client.get("/notices").content.decode()
    assert "您这个角色没有要提醒的种类" in page
    assert "/settings/notices" not in page
    assert "所以也不会有摘要邮件" in client.get("/settings/notices").content.decode()


def test_whom_it_is_late_longest_stands_first(client_of, story, cast):
    other = create_account(actor=cast.colleague, draft=AccountDraft(name="西湖医院"))
    act(cast.colleague, other, "更久", TODAY - timedelta(days=9))
    page = client_of(cast.lead).get("/notices").content.decode()
    assert page.index("孙小满 有") < page.index("陈一诺 有")


def test_the_digest_is_chosen_and_shown_beforehand(signed, story):
    page = signed.get("/settings/notices").content.decode()
    assert "还没有设置邮件服务器" in page
    assert "绩效先锋：今天有 2 件事等您" in page
    sent = {"cadence": "weekly", "weekday": "4", "hour": "7"}
    assert signed.post("/settings/notices", sent).status_code == 303
    row = DigestChoice.objects.get()
    assert (row.cadence, row.weekday, row.hour, row.since) == ("weekly", 4, 7, NOW)
    assert "07:00" in signed.get("/settings/notices").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"cadence": "hourly", "weekday": "0", "hour": "8"},
        {"cadence": "daily", "weekday": "7", "hour": "8"},
        {"cadence": "daily", "weekday": "0", "hour": "24"},
    ],
)
def test_a_senseless_choice_is_refused(signed, sent):
    assert signed.post("/settings/notices", sent).status_code == 422
    assert not DigestChoice.objects.exists()


def test_the_link_of_a_letter_asks_first_and_ends_digests_by_one_press(subscribed):
    stranger = Client(enforce_csrf_checks=True)
    path = stop_path(subscribed.rep)
    assert "不再发给我" in stranger.get(path).content.decode()
    assert DigestChoice.objects.get().cadence == "daily"
    answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert DigestChoice.objects.get().cadence == "never"


@pytest.mark.parametrize("text", ["", "x", "1", "1:x", "9" * 300])
def test_a_link_that_nobody_signed_ends_nothing(subscribed, text):
    assert Client().post(f"/notices/stop/{text}").status_code == 404
    forged = SIGNER.sign("x")
    assert Client().post(f"/notices/stop/{forged}").status_code == 404
    assert DigestChoice.objects.get().cadence == "daily"


def more_of_everything(cast, story, size):
    """Let that many things of each kind of visits wait, some of them marked."""
    day, text = TODAY - timedelta(days=1), f"事{size}"
    for owner in (cast.rep, cast.colleague, cast.lead):
        account = Account.objects.get(pk=story.account.pk)
        Action.objects.bulk_create(
            Action(account=account, owner=owner, text=f"{text}-{n}", due_on=day)
            for n in range(size)
        )
        Visit.objects.bulk_create(
            Visit(account=account, owner=owner, day=day) for _n in range(size)
        )
    for user in (cast.rep, cast.lead):
        NoticeMark.objects.bulk_create(
            NoticeMark(user=user, key=f"{text}:{n}") for n in range(size)
        )


# The settings show beside the choice, and the letters it led to, all of a digest.
MOST = {"/notices": 12, "/notices/count": 12, "/settings/notices": 14}


@pytest.mark.parametrize("path", MOST)
@pytest.mark.parametrize("part", ["rep", "lead"])
def test_statements_are_the_same_at_any_size(client_of, cast, story, path, part):
    from django.db import connection

    client, counts = client_of(getattr(cast, part)), []
    for size in (1, 9, 90):
        more_of_everything(cast, story, size)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= MOST[path]


def test_an_administrator_sees_what_became_of_letters_and_tries_again(
    client_of, cast, subscribed
):
    from kam.notices.models import Letter
    from kam.notices.services import claim, settle

    row = claim(user_id=subscribed.rep.pk, day=TODAY, due_at=NOW)
    settle(letter=row, state="failed", fault="SMTPConnectError 421")
    admin = client_of(cast.admin)
    page = admin.get("/settings/letters?troubled=1").content.decode()
    assert "陈一诺" in page
    assert "SMTPConnectError 421" in page
    assert admin.post(f"/settings/letters/{row.pk}/again").status_code == 303
    assert Letter.objects.get().state == "waiting"
    Letter.objects.update(state="sent")
    page = admin.get("/settings/letters?troubled=1").content.decode()
    assert "没有出问题的邮件" in page
    assert client_of(cast.lead).get("/settings/letters").status_code == 404


def test_two_tabs_choose_and_are_asked(signed, story):
    wants(story.rep)
    form = signed.get("/settings/notices").content.decode()
    opened = form.split('name="opened" value="')[1].split('"')[0]
    base = {"weekday": "0", "opened": opened}
    signed.post("/settings/notices", {**base, "cadence": "daily", "hour": "9"})
    answer = signed.post("/settings/notices", {**base, "cadence": "daily", "hour": "6"})
    assert answer.status_code == 409
    assert DigestChoice.objects.get().hour == 9
