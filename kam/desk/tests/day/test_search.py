"""Searching finds what one may see and read, and tells nothing of the rest."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kam.accounts.models import Account
from kam.accounts.services import archive_account, mark_left
from kam.accounts.services.shares import share_account
from kam.core import clock
from kam.desk.pages import search_page
from kam.desk.queries import find, searchable
from kam.desk.tests.story import account, days_ago, note, person

pytestmark = pytest.mark.django_db


def titles(user, question, label):
    """Return the titles of one group."""
    page = search_page(user, question, 30)
    return [row.title for group in page.groups if group.label == label
            for row in group.rows]  # fmt: skip


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def said(user, question, **more):
    """Return an answer without the question and the keys of its forms."""
    answer = client_of(user).get("/search", {"q": question, **more})
    text = answer.content.decode().replace(question, "")
    return re.sub(r'value="\w{64}"', "", text)


@pytest.fixture
def huawei(story):
    """An account whose name mixes scripts, with a person and a note."""
    with clock.pretend(days_ago(30)):
        row = account(story.cast.rep, "华为 Labs 东区", kind="company")
        who = person(row, "Élodie Martin", "expert", "user", "CT 应用主管")
    note(row, who, 20, ("advance", "两步确认流程可以走通", "愿意试", "约演示"), 10)
    return row


def test_two_characters_are_enough(huawei, story):
    assert titles(story.cast.rep, "华为", "客户") == ["华为 Labs 东区"]
    assert titles(story.cast.rep, "东湖", "客户") == ["东湖医院"]
    assert titles(story.cast.rep, "秦朗", "客户个体") == ["秦朗"]
    assert titles(story.cast.rep, "主任怕", "拜访")


def test_latin_words_are_found_by_their_beginning_whatever_their_form(huawei, story):
    for question in ("lab", "LABS", "\uff2c\uff41\uff42\uff53", "华为 la", "东区 labs"):
        assert titles(story.cast.rep, question, "客户") == ["华为 Labs 东区"]
    for question in ("elodie", "Élo", "mart elod", "ct"):
        assert titles(story.cast.rep, question, "客户个体") == ["Élodie Martin"]


def test_every_word_of_a_question_must_be_there(huawei, story):
    assert titles(story.cast.rep, "东 湖医", "客户") == ["东湖医院"]
    assert titles(story.cast.rep, "东湖 华为", "客户") == []


def test_a_single_character_finds_names_and_no_notes(huawei, story):
    assert titles(story.cast.rep, "秦", "客户个体") == ["秦朗"]
    assert set(titles(story.cast.rep, "东", "客户")) >= {"东湖医院"}
    assert find(story.cast.rep, "主", 30).visits == []


def test_the_very_name_comes_first(story):
    for name in ("东湖医院检验科东院区", "新东湖医院"):
        account(story.cast.rep, name)
    found = titles(story.cast.rep, "东湖医院", "客户")
    assert found == ["东湖医院", "东湖医院检验科东院区", "新东湖医院"]


def test_a_visit_shows_the_place_where_the_words_stand(story):
    page = search_page(story.cast.rep, "兜底", 30)
    (group,) = (g for g in page.groups if g.label == "拜访")
    assert "兜底" in group.rows[0].note
    assert "东湖医院" in group.rows[0].title


@pytest.mark.parametrize("part", ["colleague", "neighbour", "stranger", "rival"])
def test_what_belongs_to_others_is_not_found(story, part):
    user = getattr(story.cast, part)
    for question in ("东湖", "秦朗", "兜底", "东", "秦"):
        assert search_page(user, question, 30).groups == []


@pytest.mark.parametrize("part", ["rep", "lead", "chief", "head"])
def test_owner_and_managers_above_find_it(story, part):
    user = getattr(story.cast, part)
    assert titles(user, "东湖", "客户") == ["东湖医院"]
    assert titles(user, "秦朗", "客户个体") == ["秦朗"]
    assert titles(user, "兜底", "拜访")


def test_an_analyst_finds_accounts_and_neither_people_nor_words(story):
    """B12, B13: not even the number of hits tells what stands in hidden fields."""
    user = story.cast.analyst
    assert searchable(user) == ("account",)
    assert titles(user, "东湖", "客户") == ["东湖医院"]
    for question in ("秦朗", "检验科主任", "兜底"):
        assert said(user, question) == said(user, "无此")


@pytest.mark.parametrize("part", ["trainer", "admin"])
def test_roles_without_customers_search_pages_only(story, part):
    user = getattr(story.cast, part)
    assert searchable(user) == ()
    assert search_page(user, "东湖", 30).groups == []


def test_hidden_and_absent_look_alike(story):
    """Two questions, one about a hidden account, one about none: the same answer."""
    user = story.cast.stranger
    assert said(user, "东湖医院") == said(user, "西山书院")
    assert said(user, "东湖医院", fragment="1") == said(user, "西山书院", fragment="1")
    assert said(story.cast.rep, "东湖医院") != said(story.cast.rep, "西山书院")


def test_a_share_opens_and_a_move_closes_at_once(story):
    colleague = story.cast.colleague
    assert titles(colleague, "东湖", "客户") == []
    share_account(actor=story.cast.rep, account=story.account, user_id=colleague.pk)
    colleague = type(colleague).objects.get(pk=colleague.pk)
    assert titles(colleague, "东湖", "客户") == ["东湖医院"]
    assert titles(colleague, "兜底", "拜访")
    Account.objects.filter(pk=story.account.pk).update(
        owner=story.cast.stranger, team=story.cast.north
    )
    assert titles(story.cast.rep, "东湖", "客户") == []
    assert titles(story.cast.lead, "兜底", "拜访") == []
    assert titles(story.cast.stranger, "兜底", "拜访")
    assert titles(story.cast.rival, "秦朗", "客户个体") == ["秦朗"]


def test_an_archived_account_is_not_offered(story):
    archive_account(actor=story.cast.lead, account=story.account)
    assert titles(story.cast.rep, "东湖", "客户") == []


def test_somebody_who_left_is_found_and_said_to_have_left(story):
    mark_left(
        actor=story.cast.rep,
        stakeholder=story.people["秦朗"],
        left_on=clock.today("Asia/Shanghai"),
    )
    page = search_page(story.cast.rep, "秦朗", 30)
    assert "已离开" in page.groups[0].rows[0].note


@pytest.mark.parametrize(
    "question",
    ["", " ", '"', "()*:^", "NEAR(", "' OR 1=1 --", "东" * 5000, "\x00", "%_%",
     "a" * 999],
)  # fmt: skip
def test_a_senseless_question_is_answered_with_advice(story, question):
    for fragment in ({}, {"fragment": "1"}):
        answer = client_of(story.cast.rep).get("/search", {"q": question, **fragment})
        assert answer.status_code == 200
        assert answer.context["page"].groups == []
        assert answer.context["page"].empty


def test_the_fragment_is_a_list_of_options(story):
    text = client_of(story.cast.rep).get("/search?q=东湖&fragment=1").content.decode()
    assert "<html" not in text
    assert 'role="listbox"' in text
    assert f'href="/accounts/{story.account.pk}"' in text
