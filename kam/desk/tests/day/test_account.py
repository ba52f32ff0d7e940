"""The account room: everything about one customer, to exactly those who may read it."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from kam.accounts.models import Account
from kam.accounts.services import create_account, edit_account
from kam.accounts.services.accounts import AccountDraft
from kam.accounts.services.shares import share_account
from kam.core.errors import Invalid, NotFound
from kam.desk.pages import account_page, timeline_page
from kam.desk.pages.timeline import Line
from kam.desk.queries.timeline import Place, place_from
from kam.visits.models import Promise
from kam.visits.services import close_promise
from tests.daily import daily

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def told(page):
    """Return what a timeline says, in its order."""
    return [(line.day, line.title, line.quote) for line in page.timeline.lines]


def test_the_room_joins_what_every_area_says(story):
    page = account_page(story.cast.rep, story.account.pk)
    assert page.panels.header.name == "东湖医院"
    assert page.panels.header.facts[-1].value == "6 天前"
    assert page.visits.next_step.title == "约沈主任谈 DVT 样本"
    assert page.visits.late == 2
    assert page.visits.chain.joined == "7 段中 6 段相连"
    assert [line.name for line in page.panels.people.lines] == [
        "周启明", "沈若澜", "秦朗", "何嘉", "待找到",
    ]  # fmt: skip


def test_an_account_on_one_thread_says_so_and_why(story):
    text = client_of(story.cast.rep).get(f"/accounts/{story.quiet.pk}")
    assert "单线风险" in text.content.decode()
    text = client_of(story.cast.rep).get(f"/accounts/{story.account.pk}")
    assert "单线风险" not in text.content.decode()


@pytest.mark.parametrize("part", ["colleague", "neighbour", "stranger", "rival"])
def test_the_room_of_another_is_not_found(story, part):
    user = getattr(story.cast, part)
    for url in ("", "/timeline", "/next", "/previous"):
        answer = client_of(user).get(f"/accounts/{story.account.pk}{url}")
        assert answer.status_code == 404
    assert "东湖" not in answer.content.decode()


@pytest.mark.parametrize("pk", [0, 999_999, 2**63, 10**30])
def test_an_absent_account_is_not_found(story, pk):
    assert client_of(story.cast.rep).get(f"/accounts/{pk}").status_code == 404


def test_a_shared_account_opens_until_it_is_handed_over(story):
    story.cast.rep.refresh_from_db()
    share_account(
        actor=story.cast.rep, account=story.account, user_id=story.cast.colleague.pk
    )
    colleague = client_of(story.cast.colleague)
    assert colleague.get(f"/accounts/{story.account.pk}").status_code == 200
    Account.objects.filter(pk=story.account.pk).update(owner=story.cast.neighbour)
    answer = client_of(story.cast.rep).get(f"/accounts/{story.account.pk}")
    assert answer.status_code == 404, "a former owner loses sight at the next request"


def test_buttons_stand_where_the_policy_allows_them(story):
    def labels(part):
        page = account_page(getattr(story.cast, part), story.account.pk)
        return [action.label for action in page.panels.header.actions]

    assert labels("rep") == ["编辑", "共享"]
    assert labels("lead") == ["编辑", "共享", "归档"]
    assert labels("analyst") == []


def test_an_analyst_reads_neither_names_nor_texts(story):
    answer = client_of(story.cast.analyst).get(f"/accounts/{story.account.pk}")
    text = answer.content.decode()
    for hidden in ("秦朗", "检验科主任", "兜底", "DVT", "比对报告", "遴选会"):
        assert hidden not in text
    assert f"P{story.people['秦朗'].pk}" in text
    assert 'method="post" action="/promises' not in text


def test_the_timeline_holds_visits_and_changes_in_the_order_of_days(story):
    page = account_page(story.cast.rep, story.account.pk)
    days = [day for day, _title, _quote in told(page)]
    assert days == sorted(days, reverse=True)
    assert ("承诺 · 登记", "盖章版 40 例比对报告") in [
        (title, quote) for _day, title, quote in told(page)
    ]
    assert page.timeline.next


def test_what_was_closed_is_named_to_whoever_may_read_it(story):
    promise = Promise.objects.get(text="盖章版 40 例比对报告")
    close_promise(actor=story.cast.rep, promise=promise)
    closed = ("承诺 · 已兑现", promise.text)
    page = account_page(story.cast.rep, story.account.pk)
    assert closed in [line[1:] for line in told(page)]
    analyst = account_page(story.cast.analyst, story.account.pk)
    assert promise.text not in {line[2] for line in told(analyst)}


def test_further_pages_of_the_timeline_repeat_and_omit_nothing(story):
    page = account_page(story.cast.rep, story.account.pk)
    seen, cursor = told(page), page.timeline.next
    while cursor:
        further = timeline_page(story.cast.rep, story.account.pk, cursor)
        seen += told(further)
        cursor = further.timeline.next
    everything = []
    cursor = str(Place())
    while cursor:
        further = timeline_page(story.cast.rep, story.account.pk, cursor)
        everything += further.timeline.lines
        cursor = further.timeline.next
    assert len(seen) == len(everything)
    visits = [line for line in everything if not isinstance(line, Line)]
    changes = [line for line in everything if isinstance(line, Line)]
    assert len({line.id for line in visits}) == len(visits) == 8
    assert len({line.id for line in changes}) == len(changes) == 9


@pytest.mark.parametrize(
    "cursor", ["x", "1.2.3", "2026-01-01.1", "2026-01-01.1.x", f"2026-01-01.1.{10**30}"]
)
def test_a_senseless_place_in_the_timeline_is_refused(story, cursor):
    with pytest.raises(Invalid):
        place_from(cursor)
    url = f"/accounts/{story.account.pk}/timeline?cursor={cursor}"
    assert client_of(story.cast.rep).get(url).status_code == 422


def test_an_edit_says_which_fields_it_touched(story):
    edit_account(
        actor=story.cast.rep,
        account=story.account,
        wanted={"city": "临海", "phone": "0571-1"},
        before=None,
    )
    line = account_page(story.cast.rep, story.account.pk).timeline.lines[0]
    assert line.title == "客户 · 修改"
    assert line.text == "城市、电话 · 陈一诺"
    assert line.url == reverse("desk:history", args=["account", story.account.pk])


def test_the_neighbours_go_through_the_list_and_stop_at_its_ends(story):
    client = client_of(story.cast.rep)
    names = ["东湖医院", "海棠妇儿医院", "远瞻检测"]
    order = [Account.objects.get(name=name).pk for name in names]
    url = f"/accounts/{order[0]}/previous"
    assert client.get(url)["Location"] == f"/accounts/{order[0]}"
    walked = [order[0]]
    for _step in range(3):
        answer = client.get(f"/accounts/{walked[-1]}/next")
        walked.append(int(answer["Location"].rpartition("/")[2]))
    assert walked == [*order, order[-1]]


def test_neighbours_are_only_those_one_sees(story):
    create_account(actor=story.cast.stranger, draft=AccountDraft(name="东湖医院二"))
    with pytest.raises(NotFound):
        account_page(story.cast.stranger, story.account.pk)
    answer = client_of(story.cast.rep).get(f"/accounts/{story.account.pk}/next")
    assert answer["Location"] != f"/accounts/{Account.objects.last().pk}"


@pytest.mark.parametrize("part", daily(["rep", "lead", "analyst"]))
def test_every_link_of_the_day_and_the_room_leads_somewhere(story, part):
    client = client_of(getattr(story.cast, part))
    pages = ["/today", f"/accounts/{story.account.pk}", f"/accounts/{story.quiet.pk}"]
    links = set()
    for url in pages:
        links |= set(re.findall(r'href="(/[^"#]*)', client.get(url).content.decode()))
    for link in sorted(link for link in links if not link.startswith("/static/")):
        answer = client.get(html.unescape(link))
        assert answer.status_code in (200, 303), link
