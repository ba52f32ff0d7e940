"""An account changes hands: the passport, who sees it, and how it is confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.accounts.services import change_owner, share_account
from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid
from kam.handover.models import Handover
from kam.handover.queries import handovers
from kam.handover.services import confirm, open_handovers
from kam.judgements.services import Opinion, judge
from kam.people.services import create_token
from kam.visits.services import Pledge, Task, open_action, open_promise
from kam.visits.tests.conftest import WEDNESDAY, make_hospital, wednesday
from kam.visits.tests.steps import note, plan

pytestmark = pytest.mark.django_db
__all__ = ["wednesday"]


@pytest.fixture
def hospital(cast):
    """An account with a person judged, a note, a promise, an action and a plan."""
    made = make_hospital(cast.rep)
    note(cast, made, days_ago=9)
    for side, text in ((True, "寄比对报告"), (False, "给样本量")):
        open_promise(
            actor=cast.rep,
            account=made.account,
            pledge=Pledge(text, WEDNESDAY + timedelta(days=5), side, made.head.pk),
        )
    open_action(
        actor=cast.rep,
        account=made.account,
        task=Task("约质控科", WEDNESDAY + timedelta(days=3)),
    )
    judge(
        actor=cast.rep,
        stakeholder=made.head,
        opinions=[Opinion("business", 4, "她当着科室说过两次", "told", "high")],
    )
    plan(cast, made, day=WEDNESDAY + timedelta(days=2), objective="定第二类样本")
    return made


@pytest.fixture
def handed(cast, hospital):
    """The account, handed from the representative to a colleague."""
    change_owner(actor=cast.lead, account=hospital.account, owner=cast.colleague)
    return Handover.objects.get()


def body(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_receiver_reads_all_that_is_known(client, cast, handed):
    assert (handed.former, handed.receiver) == (cast.rep, cast.colleague)
    client.force_login(cast.colleague)
    today = body(client, "/today")
    assert "等着确认的交接" in today
    assert "陈一诺 交给您" in today
    page = body(client, f"/handovers/{handed.pk}")
    for words in (
        "沈若澜", "她当着科室说过两次", "寄比对报告", "给样本量", "约质控科",
        "第一周出一例不一致", "定第二类样本", "还没确认", "我都读过了",
    ):  # fmt: skip
        assert words in page, words


def test_part_by_part_or_at_once(client, cast, handed):
    client.force_login(cast.colleague)
    url = f"/handovers/{handed.pk}/confirm"
    assert client.post(url, {"part": "people"}).status_code == 303
    handed.refresh_from_db()
    assert (handed.parts, handed.confirmed_at) == (["people"], None)
    for part in ("visits", "notes", "questions", "actions", "promises"):
        client.post(url, {"part": part})
    handed.refresh_from_db()
    assert handed.confirmed_at is not None
    assert "等着确认的交接" not in body(client, "/today")
    told = Entry.objects.filter(noun="handover").order_by("pk")
    verbs = list(told.values_list("verb", flat=True))
    assert verbs == ["handover.open", *["handover.read"] * 5, "handover.confirm"]
    history = body(client, f"/history/handover/{handed.pk}")
    assert "确认了" in history


def test_the_former_owner_sees_that_it_was_confirmed_and_no_more(client, cast, handed):
    confirm(actor=cast.colleague, handover=handed, note="谢谢，周四先去见她")
    client.force_login(cast.rep)
    page = body(client, "/handovers")
    for words in ("东湖医院", "孙小满", "已确认", "谢谢，周四先去见她"):
        assert words in page
    assert "沈若澜" not in page
    assert f"/handovers/{handed.pk}" not in page
    assert client.get(f"/handovers/{handed.pk}").status_code == 404


def test_the_manager_sees_it_and_cannot_confirm_for_somebody(client, cast, handed):
    client.force_login(cast.lead)
    assert "陈一诺 交给 孙小满" in body(client, "/today")
    page = body(client, f"/handovers/{handed.pk}")
    assert "我都读过了" not in page
    assert client.post(f"/handovers/{handed.pk}/confirm").status_code == 403
    with pytest.raises(Forbidden):
        confirm(actor=cast.lead, handover=handed)
    for who, status in ((cast.stranger, 404), (cast.analyst, 404), (cast.admin, 404)):
        client.force_login(who)
        assert client.get(f"/handovers/{handed.pk}").status_code == status


def test_a_colleague_with_a_share_reads_and_does_not_confirm(client, cast, handed):
    share_account(actor=None, account=handed.account, user_id=cast.neighbour.pk)
    client.force_login(cast.neighbour)
    body(client, f"/handovers/{handed.pk}")
    assert client.post(f"/handovers/{handed.pk}/confirm").status_code == 403


def test_another_change_of_hands_overtakes_the_first(client, cast, handed):
    change_owner(actor=cast.lead, account=handed.account, owner=cast.rep)
    handed.refresh_from_db()
    assert handed.overtaken_at is not None
    later = Handover.objects.waiting().get()
    assert (later.former, later.receiver) == (cast.colleague, cast.rep)
    with pytest.raises(Forbidden):
        confirm(actor=cast.colleague, handover=handed)
    change_owner(actor=cast.lead, account=handed.account, owner=cast.colleague)
    with pytest.raises(Invalid, match="不用再确认"):
        confirm(actor=cast.colleague, handover=handed)


def test_what_is_no_part_is_refused_and_nothing_changes(client, cast, handed):
    client.force_login(cast.colleague)
    url = f"/handovers/{handed.pk}/confirm"
    answer = client.post(url, {"part": "gossip", "note": "话还在"})
    assert answer.status_code == 422
    assert "话还在" in answer.content.decode()
    assert client.post(url, {"note": "x" * 501}).status_code == 422
    with pytest.raises(Invalid, match="无法保存"):
        confirm(actor=cast.colleague, handover=handed, parts=["gossip"])
    handed.refresh_from_db()
    assert handed.parts == []


def test_many_accounts_change_hands_in_the_same_statements(cast):
    def cost(names):
        accounts = [make_hospital(cast.rep, name).account for name in names]
        moves = {(a.pk, cast.rep.pk): cast.colleague.pk for a in accounts}
        with CaptureQueriesContext(connection) as seen:
            open_handovers(actor=cast.lead, moves=moves)
        return len(seen)

    assert cost("甲") == cost("乙丙丁戊")


def test_the_pages_ask_the_same_at_any_size(client, cast, handed):
    client.force_login(cast.colleague)

    def asked(url):
        with CaptureQueriesContext(connection) as seen:
            body(client, url)
        return len(seen)

    urls = (f"/handovers/{handed.pk}", "/handovers", "/today")
    few = [asked(url) for url in urls]
    names = [f"院{number}" for number in range(10)]
    for name in names:
        more = make_hospital(cast.rep, name)
        change_owner(actor=None, account=more.account, owner=cast.colleague)
    assert [asked(url) for url in urls] == few
    assert few[0] <= 12
    assert few[1] <= 6


def test_through_the_api(client, cast, handed):
    _row, secret = create_token(
        actor=None, user=cast.colleague, name="t", scopes=["read", "write"]
    )
    bearer = {"headers": {"Authorization": f"Bearer {secret}"}}
    listed = client.get("/api/v1/handovers?waiting=true", **bearer).json()
    assert [row["id"] for row in listed["items"]] == [handed.pk]
    url = f"/api/v1/handovers/{handed.pk}"
    sent = {"content_type": "application/json", **bearer}
    one = client.post(f"{url}/confirm", {"parts": ["notes"]}, **sent).json()
    assert (one["parts"], one["confirmed_at"]) == (["notes"], None)
    whole = client.post(f"{url}/confirm", {"note": "好"}, **sent).json()
    assert whole["confirmed_at"] is not None
    assert client.get(url, **bearer).json()["note"] == "好"
    bad = client.post(f"{url}/confirm", {"parts": ["gossip"]}, **sent)
    assert bad.status_code == 422
    none = client.get("/api/v1/handovers?waiting=true", **bearer).json()
    assert none["items"] == []


def test_in_english(client, cast, handed):
    cast.colleague.language = "en"
    cast.colleague.save()
    client.force_login(cast.colleague)
    page = body(client, f"/handovers/{handed.pk}")
    for words in ("People and where they stand", "I have read it all"):
        assert words in page


def test_the_list_goes_on_page_by_page_with_what_waits_first(client, cast, monkeypatch):
    monkeypatch.setattr(handovers, "A_PAGE", 2)
    rows = []
    for name in "甲乙丙":
        account = make_hospital(cast.rep, name=f"{name}医院").account
        change_owner(actor=cast.lead, account=account, owner=cast.colleague)
        rows.append(Handover.objects.get(account=account))
    confirm(actor=cast.colleague, handover=rows[2], note="")
    client.force_login(cast.lead)
    first = body(client, "/handovers")
    assert [n for n in "甲乙丙" if f"{n}医院" in first] == ["甲", "乙"]
    following = first.split('rel="next" href="')[1].split('"')[0]
    second = body(client, following.replace("&amp;", "&"))
    assert [n for n in "甲乙丙" if f"{n}医院" in second] == ["丙"]
    assert client.get("/handovers?cursor=x").status_code == 422
