"""The ledger: gaps stored once, asked, closed by their field; questions answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.queries.room import room_of
from kam.accounts.services import Affiliation, Identity, create_person
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Invalid, KamError, NotFound
from kam.judgements.services import Opinion, judge
from kam.people.queries import settings_of
from kam.people.services import change_setting, create_token
from kam.questions.models import Asking, Question
from kam.questions.queries import ledger_of, people_asked
from kam.questions.services import (
    Draft,
    Reply,
    answer_question,
    bulk_questions,
    create_question,
    note_asked,
)
from tests.daily import SIZES
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(cast, account, day):
    """Read the ledger as it stands."""

    def read():
        return ledger_of(cast.rep, account, people_asked(cast.rep, account, day), day)

    return read


def held(actor, head, aspect, value, **told):
    opinion = Opinion(aspect, value, "会上说的", **told)
    return judge(actor=actor, stakeholder=head, opinions=[opinion])[0]


def test_a_gap_is_stored_when_somebody_asks_and_never_twice(
    signed, account, head, ledger, day
):
    url = reverse("questions:account", args=[account.pk])
    assert "沈若澜 对这件事有多大影响力" in signed.get(url).content.decode()
    assert not Question.objects.exists()
    typed = {
        "name": f"judge:{head.pk}:influence",
        "day": day.isoformat(),
        "stakeholder": head.pk,
    }
    asked = reverse("questions:asked", args=[account.pk])
    for _ in range(2):
        assert signed.post(asked, typed).status_code == 303
    assert Question.objects.count() == 1
    entry = ledger().named(typed["name"])
    assert (entry.state, entry.asked) == ("asked", 2)
    assert "问过 2 次，未答" in signed.get(url).content.decode()
    undo = reverse("questions:unask", args=[Asking.objects.first().pk])
    signed.post(undo)
    assert ledger().named(typed["name"]).asked == 1


def test_a_gap_closes_when_its_field_is_filled(
    signed, cast, account, head, ledger, day
):
    name = f"judge:{head.pk}:influence"
    asked = reverse("questions:asked", args=[account.pk])
    signed.post(asked, {"name": name, "day": day.isoformat()})
    before = ledger().shares
    held(cast.rep, head, "influence", 4)
    after = ledger()
    assert after.named(name).state == "known"
    assert after.shares.known == before.known + 1
    assert after.shares.unknown == before.unknown - 1


def test_evidence_that_aged_makes_the_question_stale(cast, head, ledger, day):
    held(cast.rep, head, "influence", 4, day=day - timedelta(days=400))
    entry = ledger().named(f"judge:{head.pk}:influence")
    assert entry.state == "stale"
    assert ledger().shares.stale == 1


def test_the_next_gate_and_unprobed_terms_are_asked(cast, head, reagent, ledger):
    told = {"product_id": reagent.pk}
    held(cast.rep, head, "knows", 1, **told)
    held(cast.rep, head, "risk", 7, side="ours", **told)
    keys = {entry.key for entry in ledger().open()}
    assert f"gate:{head.pk}:{reagent.pk}:needs" in keys
    assert f"gate:{head.pk}:{reagent.pk}:used" not in keys
    assert f"term:{head.pk}:{reagent.pk}:risk" in keys
    held(cast.rep, head, "risk", 7, side="customer", source="told", **told)
    held(cast.rep, head, "switch", 7, side="customer", source="guess", **told)
    keys = {entry.key for entry in ledger().open()}
    assert f"term:{head.pk}:{reagent.pk}:risk" not in keys
    assert f"term:{head.pk}:{reagent.pk}:switch" in keys


def test_a_dismissed_question_goes_and_comes_back(signed, account, head, ledger):
    name = f"person:{head.pk}:concerns"
    signed.post(reverse("questions:dismiss", args=[account.pk]), {"name": name})
    assert name not in {entry.key for entry in ledger().open()}
    row = Question.objects.get()
    page = signed.get(reverse("questions:account", args=[account.pk]))
    assert "不再问的" in page.content.decode()
    signed.post(reverse("questions:restore", args=[row.pk]))
    assert name in {entry.key for entry in ledger().open()}


def test_a_name_that_is_no_question_is_not_found(signed, account, ledger):
    with pytest.raises(NotFound):
        ledger().named("person:1:salary")
    asked = reverse("questions:asked", args=[account.pk])
    assert signed.post(asked, {"name": "#1", "day": "2025-01-02"}).status_code == 404
    assert signed.get(f"{asked}?name=%231").status_code == 404


def test_a_day_that_is_missing_is_asked_for_again(signed, account):
    asked = reverse("questions:asked", args=[account.pk])
    name = "account:potential_minor"
    opened = signed.get(f"{asked}?name={name}").content.decode()
    assert "一年的潜力有多大" in opened
    refused = signed.post(asked, {"name": name, "day": ""})
    assert refused.status_code == 422
    assert "一年的潜力有多大" in refused.content.decode()
    assert not Question.objects.exists()


def test_a_question_is_written_answered_and_expires(
    signed, cast, account, head, ledger, day
):
    typed = {"text": "遴选会哪天开？", "impact": "high", "stakeholder": head.pk}
    assert signed.post(reverse("questions:new", args=[account.pk]), typed)
    row = Question.objects.get()
    answer = reverse("questions:answer", args=[row.pk])
    typed = {"answer": "", "source": "told", "answered_on": day.isoformat()}
    assert signed.post(answer, typed).status_code == 422
    form = form_of(signed.get(answer).content.decode(), answer)
    typed = form.filled(answer="下月第二个周三")
    assert signed.post(answer, typed).status_code == 303
    row.refresh_from_db()
    assert row.expires_on == day + timedelta(days=180)
    assert ledger().named(f"#{row.pk}").state == "known"
    old = Reply("旧的", day=day - timedelta(days=300))
    answer_question(actor=cast.rep, question=row, reply=old)
    assert ledger().named(f"#{row.pk}").state == "stale"
    signed.post(reverse("questions:unanswer", args=[row.pk]))
    assert ledger().named(f"#{row.pk}").state == "never"


def test_days_to_come_and_strangers_are_refused(cast, account, head, day):
    row = create_question(actor=cast.rep, account=account, draft=Draft("谁投票？"))
    later = day + timedelta(days=2)
    with pytest.raises(Invalid):
        answer_question(actor=cast.rep, question=row, reply=Reply("x", day=later))
    with pytest.raises(Invalid):
        note_asked(actor=cast.rep, question=row, day=later)
    with pytest.raises(Invalid):
        note_asked(actor=cast.rep, question=row, stakeholder_id=head.pk + 1000)
    with pytest.raises(KamError):
        answer_question(actor=cast.stranger, question=row, reply=Reply("x"))


def test_two_editors_are_shown_the_choice(signed, account, cast):
    row = create_question(actor=cast.rep, account=account, draft=Draft("谁投票？"))
    url = reverse("questions:edit", args=[row.pk])
    form = signed.get(url).context["form"]
    typed = {"text": "甲", "impact": "low", "opened": form["opened"].value()}
    assert signed.post(url, typed).status_code == 303
    assert signed.post(url, {**typed, "text": "乙"}).status_code == 409


@pytest.mark.parametrize("sizes", SIZES)
def test_the_page_asks_as_often_for_many_as_for_one(
    signed, cast, account, reagent, sizes
):
    counts = []
    for n in sizes:
        for i in range(n):
            person = create_person(
                actor=cast.rep,
                account=account,
                identity=Identity(name=f"人{n}-{i}"),
                affiliation=Affiliation(layer="expert"),
            )
            held(cast.rep, person, "knows", 1, product_id=reagent.pk)
            create_question(actor=cast.rep, account=account, draft=Draft(f"{n}{i}？"))
        with CaptureQueriesContext(connection) as asked:
            signed.get(reverse("questions:account", args=[account.pk]))
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_the_analyst_reads_no_text(client, cast, account, head):
    row = create_question(actor=cast.rep, account=account, draft=Draft("密问"))
    answer_question(actor=cast.rep, question=row, reply=Reply("密答"))
    client.force_login(cast.analyst)
    page = client.get(reverse("questions:account", args=[account.pk]))
    told = page.content.decode()
    assert page.status_code == 200
    assert "密问" not in told
    assert "密答" not in told
    assert "沈若澜" not in told


def test_the_api_writes_asks_and_answers(cast, account, client):
    _token, secret = create_token(
        actor=cast.rep, user=cast.rep, name="t", scopes=["read", "write"]
    )
    auth = {
        "HTTP_AUTHORIZATION": f"Bearer {secret}",
        "content_type": "application/json",
    }
    body = {"account_id": account.pk, "text": "谁投票？"}
    made = client.post("/api/v1/questions", body, **auth)
    assert made.status_code == 201
    url = f"/api/v1/questions/{made.json()['id']}"
    assert client.post(f"{url}/askings", {}, **auth).status_code == 201
    answered = client.put(
        f"{url}/answer",
        {"answer": "院长", "source": "told"},
        HTTP_IF_MATCH=made["ETag"],
        **auth,
    )
    assert answered.json()["answer"] == "院长"
    late = client.patch(url, {"text": "x"}, HTTP_IF_MATCH=made["ETag"], **auth)
    assert late.status_code == 412


def test_a_file_creates_updates_and_leaves_alone(cast, account, head):
    names = ("account", "text", "person", "answer")
    lines = [
        ("东湖医院", "谁投票？", "沈若澜", ""),
        ("东湖医院", "哪天开？", "", "周三"),
        ("东湖医院", "哪天开？", "", "周四"),
        ("东湖医院", "谁投票？", "沈若澜", ""),
        ("东湖医院", "问谁？", "无此人", ""),
        ("无此客户", "问谁？", "", ""),
    ]
    rows = [
        BulkRow(n, dict(zip(names, line, strict=True))) for n, line in enumerate(lines)
    ]
    fates = [
        Fate.CREATED,
        Fate.CREATED,
        Fate.UPDATED,
        Fate.SKIPPED,
        Fate.FAILED,
        Fate.FAILED,
    ]
    looked = bulk_questions(actor=cast.rep, rows=rows, dry_run=True)
    assert [r.fate for r in looked] == fates
    assert not Question.objects.exists()
    done = bulk_questions(actor=cast.rep, rows=rows)
    assert [r.fate for r in done] == fates
    assert Question.objects.get(text="哪天开？").answer == "周四"
    again = bulk_questions(actor=cast.rep, rows=rows[3:4])
    assert again[0].fate is Fate.SKIPPED


def test_settings_read_beside_the_account_are_those_of_the_company(cast, account):
    keys = ("question.usual_influence", "question.impact_low")
    room = room_of(cast.rep, account.pk, *keys)
    assert room.settings == {keys[0]: 3, keys[1]: 0.3}
    for key, value in zip(keys, (5, 0.125), strict=True):
        change_setting(actor=cast.admin, key=key, value=value)
    room = room_of(cast.rep, account.pk, *keys)
    assert room.settings == settings_of(*keys) == {keys[0]: 5, keys[1]: 0.125}
