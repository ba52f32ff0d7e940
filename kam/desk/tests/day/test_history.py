"""The history of a record: who, when, from what to what, to those who see it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from kam.accounts.services import edit_account, edit_stakeholder
from kam.accounts.services.shares import share_account
from kam.audit.models import Detail, Entry
from kam.core import clock
from kam.core.errors import NotFound
from kam.desk.pages import history_page
from kam.desk.tests.story import PLACE
from kam.people.services.users import edit_user
from kam.visits.services import Pledge, amend_visit, close_promise, open_promise

pytestmark = pytest.mark.django_db


def opened(user, url):
    client = Client()
    client.force_login(user)
    return client.get(url)


def lines_of(user, noun, pk):
    """Return the entries of a record as {what: {label: (was, became)}}."""
    page = history_page(user, noun, pk, "")
    return [
        (line.what, {c.label: (c.was, c.became) for c in line.changes})
        for line in page.lines
    ]


def test_an_edit_tells_who_when_and_each_value_in_words(story):
    edit_account(
        actor=story.cast.lead,
        account=story.account,
        wanted={
            "city": "临海",
            "size_class": "middle",
            "potential_minor": 123_456_50,
            "owner_id": story.cast.colleague.pk,
        },
        before=None,
    )
    page = history_page(story.cast.lead, "account", story.account.pk, "")
    assert page.lines[0].who == "周敬之"
    assert page.lines[0].what == "客户 · 修改"
    told = {c.label: (c.was, c.became) for c in page.lines[0].changes}
    assert told == {
        "规模": ("大", "中"),
        "年潜力": ("8,600,000", "123,456.50"),
        "城市": ("临江", "临海"),
        "负责人": ("陈一诺", "孙小满"),
    }


def test_values_are_told_in_the_readers_language(story):
    edit_account(
        actor=story.cast.rep,
        account=story.account,
        wanted={"size_class": "small"},
        before=None,
    )
    with translation.override("en"):
        page = history_page(story.cast.rep, "account", story.account.pk, "")
    assert page.lines[0].what == "Account · Changed"
    change = page.lines[0].changes[0]
    assert (change.label, change.was, change.became) == ("Size", "Large", "Small")


def test_what_belongs_to_a_record_is_told_with_it(story):
    share_account(
        actor=story.cast.rep, account=story.account, user_id=story.cast.colleague.pk
    )
    told = lines_of(story.cast.rep, "account", story.account.pk)
    assert told[0] == (
        "共享 · 共享了",
        {
            "客户": ("", "东湖医院"),
            "人员": ("", "孙小满"),
            "共享人": ("", "陈一诺"),
        },
    )
    edit_stakeholder(
        actor=story.cast.rep,
        stakeholder=story.people["秦朗"],
        wanted={"title": "主任技师", "concerns": "怕没人兜底"},
        before=None,
    )
    told = lines_of(story.cast.rep, "stakeholder", story.people["秦朗"].pk)
    assert ("个人信息 · 修改", {"职位": ("凝血组组长", "主任技师")}) in told
    assert ("个体 · 修改", {"关心的问题": ("", "怕没人兜底")}) in told


def test_days_hours_and_choices_are_words(story):
    told = lines_of(story.cast.rep, "visit", story.next.pk)
    words = {label: pair[1] for _what, fields in told for label, pair in fields.items()}
    assert words["时间"] == "23:20"
    assert re.fullmatch(r"\d{4}年\d+月\d+日", words["日期"])
    assert words["状态"] == "已计划"
    assert words["拜访人"] == "陈一诺"


def test_a_key_whose_row_is_out_of_sight_is_masked(story):
    """A parent that the reader does not see is not named."""
    from kam.desk.tests.story import account

    above = account(story.cast.stranger, "隐蔽的上级")
    edit_account(
        actor=None,
        account=story.account,
        wanted={"parent_id": above.pk},
        before=None,
    )
    told = lines_of(story.cast.rep, "account", story.account.pk)
    assert told[0][1] == {"上级": ("", "受限")}
    told = lines_of(story.cast.head, "account", story.account.pk)
    assert told[0][1] == {"上级": ("", "隐蔽的上级")}


@pytest.mark.parametrize("noun", ["account", "stakeholder", "visit", "promise"])
def test_an_analyst_sees_the_change_and_not_the_words(story, noun):
    rows = {
        "account": story.account,
        "stakeholder": story.people["秦朗"],
        "visit": story.next,
        "promise": open_promise(
            actor=story.cast.rep,
            account=story.account,
            pledge=Pledge("秘密的承诺", clock.today(str(PLACE)), ours=True),
        ),
    }
    answer = opened(story.cast.analyst, f"/history/{noun}/{rows[noun].pk}")
    text = answer.content.decode()
    assert answer.status_code == 200
    for hidden in ("秦朗", "凝血组", "兜底", "DVT", "秘密的承诺"):
        assert hidden not in text
    if noun != "account":
        assert "受限" in text


def test_an_addition_to_a_record_is_masked_like_the_record(story):
    visit = story.account.visits.submitted().first()
    amend_visit(actor=story.cast.rep, visit=visit, text="后来才知道的事")
    url = f"/history/visit/{visit.pk}"
    assert "后来才知道的事" in opened(story.cast.rep, url).content.decode()
    assert "后来才知道的事" not in opened(story.cast.analyst, url).content.decode()


def test_erased_values_say_so(story):
    entry = Entry.objects.filter(noun="account", object_id=story.account.pk).first()
    Detail.objects.filter(entry=entry).update(values={})
    told = lines_of(story.cast.rep, "account", story.account.pk)
    assert set(told[-1][1].values()) == {("已清除", "已清除")}


@pytest.mark.parametrize(
    "part", ["colleague", "neighbour", "stranger", "rival", "trainer", "admin", "gone"]
)
def test_the_history_of_a_hidden_record_is_not_found(story, part):
    user = getattr(story.cast, part)
    for noun, row in (("account", story.account), ("visit", story.next)):
        with pytest.raises(NotFound):
            history_page(user, noun, row.pk, "")


@pytest.mark.parametrize(
    "path", ["account/0", "account/99999999999999999999", "person/1", "entry/1", "x/1"]
)
def test_what_has_no_history_is_not_found(story, path):
    assert opened(story.cast.rep, f"/history/{path}").status_code == 404


def test_the_history_of_a_person_of_the_company_is_for_the_administrator(story):
    edit_user(actor=story.cast.admin, user=story.cast.rep, wanted={"name": "陈一诺二"})
    told = lines_of(story.cast.admin, "user", story.cast.rep.pk)
    assert told[0][1] == {"姓名": ("陈一诺", "陈一诺二")}
    with pytest.raises(NotFound):
        history_page(story.cast.stranger, "user", story.cast.rep.pk, "")
    text = opened(story.cast.admin, f"/history/user/{story.cast.rep.pk}")
    assert "password" not in text.content.decode().lower()


def test_a_long_history_is_paged(story):
    for n in range(70):
        edit_account(
            actor=story.cast.rep,
            account=story.account,
            wanted={"city": f"城{n}"},
            before=None,
        )
    seen, cursor = [], ""
    while True:
        page = history_page(story.cast.rep, "account", story.account.pk, cursor)
        seen += [c.became for line in page.lines for c in line.changes]
        cursor = page.next
        if not cursor:
            break
    assert [name for name in seen if name.startswith("城")] == [
        f"城{n}" for n in range(69, -1, -1)
    ]
    answer = opened(story.cast.rep, f"/history/account/{story.account.pk}?cursor=x")
    assert answer.status_code == 422


def test_statements_do_not_grow_with_entries(
    story, django_assert_max_num_queries, django_assert_num_queries
):
    client = Client()
    client.force_login(story.cast.lead)
    url = f"/history/account/{story.account.pk}"
    wanted = [{"owner_id": story.cast.colleague.pk}, {"owner_id": story.cast.rep.pk}]

    def hand_over(times):
        for n in range(times):
            edit_account(
                actor=None, account=story.account, wanted=wanted[n % 2], before=None
            )

    hand_over(2)
    with django_assert_max_num_queries(12) as counted:
        assert client.get(url).status_code == 200
    hand_over(20)
    with django_assert_num_queries(len(counted)):
        assert client.get(url).status_code == 200


def test_a_closed_promise_tells_what_became_of_it(story):
    promise = open_promise(
        actor=story.cast.rep,
        account=story.account,
        pledge=Pledge("报告", clock.today(str(PLACE)) + timedelta(days=1), ours=True),
    )
    close_promise(actor=story.cast.rep, promise=promise)
    told = lines_of(story.cast.rep, "promise", promise.pk)
    assert told[0][0] == "承诺 · 已兑现"
    assert told[0][1]["状态"] == ("未了", "已兑现")


def test_pages_of_records_lead_to_their_history(story):
    pk = story.people["秦朗"].pk
    assert (
        f"/history/stakeholder/{pk}"
        in opened(story.cast.rep, f"/people/{pk}").content.decode()
    )
    room = f"/accounts/{story.account.pk}"
    history = f"/history/account/{story.account.pk}"
    assert history in opened(story.cast.rep, room).content.decode()
    person = story.cast.rep.pk
    page = opened(story.cast.admin, f"/settings/users/{person}").content.decode()
    assert f"/history/user/{person}" in page
    team = story.cast.first.pk
    page = opened(story.cast.admin, f"/settings/teams/{team}").content.decode()
    assert f"/history/team/{team}" in page
