"""The record keeps what was said, who came along, and what becomes of an insight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kam.accounts.services.shares import share_account
from kam.core.bulk import BulkRow
from kam.core.errors import Invalid
from kam.judgements.models import Judgement
from kam.packs.rules.shipped import shipped
from kam.packs.services import VersionDraft, save_version
from kam.visits.models import Action, Attachment, Quote, Visit
from kam.visits.queries import next_days, notes_to_write, today_rows
from kam.visits.queries.calendar import calendar_rows
from kam.visits.queries.week import held_rows
from kam.visits.services import (
    Further,
    Said,
    Task,
    amend_visit,
    bulk_visits,
    edit_plan,
    restore_quote,
    retract_quote,
    save_draft,
    submit_visit,
)
from kam.visits.tests.conftest import WEDNESDAY, a_note
from kam.visits.tests.steps import filled, note, plan, record_url

pytestmark = pytest.mark.django_db
WORDS = "“第一周”出一例不一致，就得停——<b>停</b>！"


def submit(cast, visit, hospital, further=None, **changes):
    wanted = a_note([hospital.head], **changes)
    more = {"further": further} if further else {}
    return submit_visit(actor=cast.rep, visit=visit, wanted=wanted, **more).visit


def test_an_insight_becomes_an_action_or_says_why_not(cast, hospital):
    visit = plan(cast, hospital)
    for changes, field in (
        ({"noted_reason": ""}, "noted_reason"),
        ({"noted_reason": "other"}, "noted_why"),
    ):
        with pytest.raises(Invalid) as refused:
            submit(cast, visit, hospital, **changes)
        assert list(refused.value.fields) == [field]
    task = Task("请工程师看数据", WEDNESDAY + timedelta(5), resource="工程师半天")
    done = submit(cast, visit, hospital, Further(actions=[task]), noted_reason="")
    assert (done.noted_reason, done.actions.get().resource) == ("", "工程师半天")


def test_an_action_entered_with_the_draft_is_enough(cast, hospital):
    visit = plan(cast, hospital)
    task = Task("请工程师看数据", WEDNESDAY)
    save_draft(actor=cast.rep, visit=visit, wanted={}, further=Further(actions=[task]))
    assert submit(cast, visit, hospital, noted_reason="").is_locked


def test_a_record_of_elsewhere_stands_and_says_so(cast, hospital):
    values = a_note([hospital.head], day=WEDNESDAY, noted_reason="")
    row = BulkRow(1, {"account": hospital.account.pk, **values})
    [made] = bulk_visits(actor=cast.rep, rows=[row])
    assert Visit.objects.get(pk=made.object_id).noted_reason == "imported"
    [again] = bulk_visits(actor=cast.rep, rows=[row])
    assert again.fate == "failed"
    del row.values["noted_reason"]
    [again] = bulk_visits(actor=cast.rep, rows=[row])
    assert again.fate == "skipped"


def test_one_tap_makes_the_action_and_a_bare_form_carries_everything(
    cast, hospital, signed
):
    visit = plan(cast, hospital, bring="说明书\n\n样品 2 盒\n说明书")
    url = record_url(visit)
    page = signed.get(url).content.decode()
    assert page.count("说明书") >= 2
    typed = {
        "fact": "她说可以",
        "insight": "卡点是停得下来",
        "noted_reason": "act",
        "outcome": "advance",
        "next_objective": "看第一周结果",
        "brought": ["样品 2 盒"],
        "quotes-0-text": WORDS,
        "quotes-0-person": str(hospital.head.pk),
        "verb": "submit",
    }
    missing = filled(signed, url, **{**typed, "noted_reason": ""})
    refused = signed.post(url, missing)
    assert refused.status_code == 422
    assert "把洞察变成行动" in refused.content.decode()
    photo = SimpleUploadedFile("白板.jpg", b"\xff\xd8\xff 1", "image/jpeg")
    sent = {**filled(signed, url, **typed), "photos": [photo]}
    assert signed.post(url, sent).status_code == 303
    visit.refresh_from_db()
    act = Action.objects.get(source_visit=visit)
    assert (act.text, act.owner, act.due_on) == (
        "看第一周结果",
        cast.rep,
        visit.next_day,
    )
    assert visit.brought == "样品 2 盒"
    assert Quote.objects.get().text == WORDS
    assert Attachment.objects.get().is_complete
    told = signed.get(reverse("visits:detail", args=[visit.pk])).content.decode()
    for words in ("&lt;b&gt;停&lt;/b&gt;", "沈若澜", "白板.jpg", "样品 2 盒"):
        assert words in told


def test_what_a_form_cannot_keep_is_said_beside_the_field(cast, hospital, signed):
    visit = plan(cast, hospital)
    url = record_url(visit)
    bad = SimpleUploadedFile("x.svg", b"<svg/>", "image/svg+xml")
    sent = {**filled(signed, url, verb="draft", fact="她说可以"), "photos": [bad]}
    answer = signed.post(url, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "只收照片" in page
    assert "她说可以" in page
    assert "要再选一次" in page


def test_words_are_kept_as_said_and_only_taken_back_while_open(cast, hospital):
    visit = plan(cast, hospital)
    for text in (WORDS, "另一句"):
        said = Further(quotes=[Said(text, hospital.head.pk)])
        save_draft(actor=cast.rep, visit=visit, wanted={}, further=said)
    first, second = Quote.objects.order_by("pk")
    assert [first.text, second.text] == [WORDS, "另一句"]
    assert (
        restore_quote(
            actor=cast.rep, quote=retract_quote(actor=cast.rep, quote=first)
        ).text
        == WORDS
    )
    retract_quote(actor=cast.rep, quote=second)
    submit(cast, visit, hospital)
    with pytest.raises(Invalid):
        retract_quote(actor=cast.rep, quote=Quote.objects.get(pk=first.pk))
    stranger = Further(quotes=[Said("x", 10**9)])
    with pytest.raises(Invalid):
        save_draft(
            actor=cast.rep, visit=plan(cast, hospital), wanted={}, further=stranger
        )


def test_words_stand_on_the_persons_page_and_become_evidence_unchanged(
    cast, hospital, signed
):
    visit = plan(cast, hospital)
    said = Further(quotes=[Said(WORDS, hospital.head.pk)])
    submit(cast, visit, hospital, said)
    page = signed.get(reverse("visits:quotes", args=[hospital.head.pk]))
    text = page.content.decode()
    assert "&lt;b&gt;停" in text
    door = text.split("作为判断的依据")[0].rsplit('href="', 1)[1].split('"')[0]
    form = filled(signed, door.replace("&amp;", "&"), value="4")
    signed.post(door.replace("&amp;", "&"), form)
    assert Judgement.objects.get().evidence == WORDS
    analyst = Client()
    analyst.force_login(cast.analyst)
    hidden = analyst.get(reverse("visits:quotes", args=[hospital.head.pk]))
    assert "停" not in hidden.content.decode().replace("停用", "")
    nxt = Visit.objects.get(state="planned")
    prepared = signed.get(reverse("visits:detail", args=[nxt.pk])).content.decode()
    assert "&lt;b&gt;停" in prepared


@pytest.fixture
def shared(cast, hospital):
    share_account(actor=None, account=hospital.account, user_id=cast.neighbour.pk)
    return hospital


def test_who_comes_along_sees_it_in_their_days_and_it_counts_once(cast, shared):
    company = [cast.neighbour.pk, cast.lead.pk]
    visit = plan(cast, shared, colleagues=company, start_time="14:00")
    with pytest.raises(Invalid) as refused:
        plan(cast, shared, colleagues=[cast.colleague.pk])
    assert list(refused.value.fields) == ["colleagues"]
    joined = cast.neighbour
    assert [row.id for row in today_rows(joined, WEDNESDAY)] == [visit.pk]
    assert len(next_days(joined, WEDNESDAY, WEDNESDAY).visits) == 1
    assert len(held_rows(joined, joined, WEDNESDAY, WEDNESDAY)) == 1
    assert [row.id for row in calendar_rows(joined, WEDNESDAY)] == [visit.pk]
    assert today_rows(cast.colleague, WEDNESDAY) == []
    done = submit(cast, visit, shared)
    assert notes_to_write(joined, WEDNESDAY + timedelta(1)) == ([], [])
    assert amend_visit(actor=joined, visit=done, text="我也听到了").author == joined
    assert Visit.objects.filter(state="submitted").count() == 1
    assert done.owner == cast.rep


def test_company_is_merged_like_people_and_leaves_a_trace(cast, shared):
    visit = plan(cast, shared)
    edit_plan(actor=cast.rep, visit=visit, wanted={"colleagues": [cast.lead.pk]})
    edit_plan(actor=cast.rep, visit=visit, wanted={"colleagues": []})
    client = Client()
    client.force_login(cast.rep)
    page = client.get(reverse("desk:history", args=["visit", visit.pk]))
    assert "协同的同事" in page.content.decode()
    assert not visit.company.exists()


def test_a_visit_says_when_its_files_have_not_all_arrived(cast, hospital, signed):
    visit = note(cast, hospital)
    told = {"key": "0" * 31 + "1", "name": "a.jpg", "type": "image/jpeg"}
    told |= {"size": 9, "sha256": "a" * 64}
    signed.post(reverse("visits:file-announce", args=[visit.pk]), told)
    page = signed.get(reverse("visits:detail", args=[visit.pk])).content.decode()
    assert "1 个还没收齐" in page
    account = signed.get(reverse("desk:account", args=[hospital.account.pk]))
    assert "1 个附件 · 1 个还没收齐" in account.content.decode()


def test_the_record_asks_what_its_pack_asks(signed, cast, hospital):
    address = record_url(plan(cast, hospital))
    raw = shipped("record").as_json()
    assert "您在现场看到了什么？" in signed.get(address).content.decode()
    fact = next(p for p in raw["prompts"] if p["step"] == "fact")
    fact["text"] = {"zh": "他原话怎么讲？", "en": "In their words?"}
    draft = VersionDraft(raw, change_note="换了说法", in_force=True)
    save_version(actor=cast.trainer, key="record", draft=draft)
    assert "他原话怎么讲？" in signed.get(address).content.decode()
