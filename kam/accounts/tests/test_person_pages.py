"""The pages of people, without a browser."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.models import Person, Stakeholder
from kam.accounts.services import (
    AccountDraft,
    Identity,
    affiliate_person,
    create_account,
    create_person,
    edit_account,
    edit_stakeholder,
    share_account,
)
from tests.daily import SIZES
from tests.forms import form_of

INCIDENT = "去年十一月夜班，一份样本等了四个小时才出结果，主任当面向院长道歉。"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def url_of(name, row):
    return reverse(f"accounts:{name}", args=[row.pk])


def filled(client, url, **typed):
    return form_of(client.get(url).content.decode(), url).filled(**typed)


def test_somebody_new_needs_a_name_and_goes_to_the_write_up(cast, lake):
    client, url = signed_in(cast.rep), url_of("person-new", lake)
    page = client.get(f"{url}?layer=decision").content.decode()
    assert '<option value="decision" selected>' in page
    answer = client.post(url, filled(client, url, name="秦朗", layer="expert"))
    made = Stakeholder.objects.get()
    assert answer["Location"] == url_of("person", made)
    assert made.layer == "expert"
    assert client.post(url, filled(client, url, name=" ")).status_code == 422


def test_a_namesake_is_asked_about_and_may_be_the_same(cast, lake, shen):
    other = create_account(actor=cast.rep, draft=AccountDraft(name="西湖医院"))
    client, url = signed_in(cast.rep), url_of("person-new", other)
    form = filled(client, url, name="沈若澜", layer="expert")
    answer = client.post(url, form)
    assert answer.status_code == 422
    assert "是同一个人" in answer.content.decode()
    form = form_of(answer.content.decode(), url).filled(same=str(shen.person_id))
    assert client.post(url, form).status_code == 303
    assert Person.objects.count() == 1
    assert other.stakeholders.get().layer == "expert"
    form = filled(client, url_of("person-new", lake), name="沈若澜", anyway="1")
    assert client.post(url_of("person-new", lake), form).status_code == 303
    assert Person.objects.count() == 2


def test_a_hidden_namesake_leaves_no_trace(cast, lake, shen):
    """B12, B2."""
    own = create_account(actor=cast.stranger, draft=AccountDraft(name="北海医院"))
    client, url = signed_in(cast.stranger), url_of("person-new", own)
    hint = client.get(url_of("person-similar", own), {"name": "沈若澜"})
    assert "沈若澜" not in hint.content.decode()
    taken = filled(client, url, name="x", same=str(shen.person_id))
    assert client.post(url, taken).status_code == 404
    assert client.post(url, filled(client, url, name="沈若澜")).status_code == 303
    assert Stakeholder.objects.get(account=own).person_id != shen.person_id


def test_the_four_blocks_are_saved_where_they_belong(cast, lake, shen):
    client, url = signed_in(cast.rep), url_of("person", shen)
    form = filled(
        client,
        url,
        title="副院长",
        duties="管检验",
        business_scope="三级医院",
        known_since="2024-05-01",
        obstacle=INCIDENT,
    )
    assert client.post(url, form).status_code == 303
    shen.refresh_from_db()
    lake.refresh_from_db()
    assert (shen.person.title, shen.duties) == ("副院长", "管检验")
    assert lake.business_scope == "三级医院"
    assert str(shen.known_since) == "2024-05-01"


def test_complete_needs_what_the_method_asks_for(cast, shen):
    client, url = signed_in(cast.rep), url_of("person", shen)
    answer = client.post(url, filled(client, url, obstacle="嫌贵", complete="1"))
    assert answer.status_code == 422
    assert "至少 30 个字" in answer.content.decode()
    shen.refresh_from_db()
    assert shen.obstacle == ""
    answer = client.post(url, filled(client, url, obstacle=INCIDENT, complete="1"))
    assert answer.status_code == 303
    shen.refresh_from_db()
    assert shen.writeup_done_at is not None
    client.post(url_of("person-reopen", shen))
    shen.refresh_from_db()
    assert shen.writeup_done_at is None


def test_a_stale_write_up_gives_a_choice_over_all_three_records(cast, lake, shen):
    """D1."""
    client, url = signed_in(cast.rep), url_of("person", shen)
    mine = filled(
        client, url, title="主任", duties="甲", business_scope="乙", notes="丙"
    )
    edit_stakeholder(
        actor=cast.lead, stakeholder=shen, wanted={"title": "院长", "duties": "丁"}
    )
    edit_account(actor=cast.lead, account=lake, wanted={"business_scope": "戊"})
    answer = client.post(url, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    for name in ("title", "duties", "business_scope"):
        assert f"keep-{name}" in page
    assert "丙" in page
    shen.refresh_from_db()
    assert shen.notes == ""
    again = form_of(page, url).filled(
        **{"keep-title": "mine", "keep-duties": "theirs", "keep-business_scope": "mine"}
    )
    assert client.post(url, again).status_code == 303
    shen.refresh_from_db()
    lake.refresh_from_db()
    assert (shen.person.title, shen.duties, shen.notes) == ("主任", "丁", "丙")
    assert lake.business_scope == "乙"


def test_who_only_shares_the_account_leaves_its_organisation_alone(cast, lake, shen):
    share_account(actor=cast.rep, account=lake, user_id=cast.colleague.pk)
    client, url = signed_in(cast.colleague), url_of("person", shen)
    form = filled(client, url, notes="夜班")
    assert "business_scope" not in form
    assert client.post(url, {**form, "business_scope": "改掉"}).status_code == 303
    lake.refresh_from_db()
    shen.refresh_from_db()
    assert (lake.business_scope, shen.notes) == ("", "夜班")


def test_an_analyst_reads_no_word_and_writes_nothing(cast, shen):
    edit_stakeholder(actor=cast.rep, stakeholder=shen, wanted={"views": "看数据"})
    client, url = signed_in(cast.analyst), url_of("person", shen)
    page = client.get(url).content.decode()
    assert f"P{shen.pk}" in page
    for word in ("沈若澜", "检验科主任", "看数据"):
        assert word not in page
    assert client.post(url, {"name": "x"}).status_code == 403


def test_left_can_be_undone(cast, lake, shen):
    client = signed_in(cast.rep)
    page = client.post(url_of("person-left", shen), follow=True).content.decode()
    assert url_of("person-back", shen) in page
    shen.refresh_from_db()
    assert shen.left_on is not None
    client.post(url_of("person-back", shen))
    shen.refresh_from_db()
    assert shen.left_on is None


def test_other_accounts_are_named_only_where_they_are_seen(cast, lake, shen):
    near = create_account(actor=cast.rep, draft=AccountDraft(name="西湖医院"))
    far = create_account(
        actor=cast.chief,
        draft=AccountDraft(name="南山医院", owner_id=cast.neighbour.pk),
    )
    for account in (near, far):
        affiliate_person(actor=None, account=account, person=shen.person)
    page = signed_in(cast.rep).get(url_of("person", shen)).content.decode()
    assert "西湖医院" in page
    assert "南山医院" not in page


@pytest.mark.parametrize("sizes", SIZES)
def test_statements_do_not_grow_with_the_people(cast, lake, shen, sizes):
    counts = []
    client = signed_in(cast.rep)
    for size in sizes:
        for n in range(size):
            create_person(actor=cast.rep, account=lake, identity=Identity(f"{size}{n}"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url_of("person", shen)).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


@pytest.mark.parametrize("part", ["stranger", "rival", "trainer", "admin"])
def test_nobody_else_finds_the_page(cast, shen, part):
    answer = signed_in(getattr(cast, part)).get(url_of("person", shen))
    assert answer.status_code in (403, 404)
    assert "沈若澜" not in answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_save_keeps_the_day_of_the_first_meeting(cast, shen, language):
    user, day = cast.rep, date(2021, 12, 23)
    type(user).objects.filter(pk=user.pk).update(language=language)
    Stakeholder.objects.filter(pk=shen.pk).update(known_since=day)
    client, url = signed_in(user), url_of("person", shen)
    typed = filled(client, url)
    assert typed["known_since"] == ["2021-12-23"]
    assert client.post(url, typed).status_code == 303
    shen.refresh_from_db()
    assert shen.known_since == day
