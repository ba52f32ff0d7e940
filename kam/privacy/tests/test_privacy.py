"""What is held of a person is told in full, and erased for good."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from kam.accounts.models import Person, Stakeholder
from kam.accounts.services import (
    AccountDraft,
    Identity,
    affiliate_person,
    bulk,
    create_account,
    create_person,
)
from kam.audit.models import Detail
from kam.audit.queries import verify
from kam.blueprints.models import BlueprintVersion, Handout
from kam.blueprints.queries import blueprint_of
from kam.blueprints.services import (
    HandoutDraft,
    begin_blueprint,
    edit_blueprint,
    make_handout,
    submit_blueprint,
)
from kam.core.bulk import BulkRow
from kam.core.errors import Forbidden, Invalid
from kam.desk.index import staleness
from kam.judgements.services import Opinion, judge
from kam.privacy.models import Erasure
from kam.privacy.queries import told
from kam.privacy.rules.needles import Needles
from kam.privacy.services import erase_person, readable, replay
from kam.privacy.tests.conftest import NAME
from kam.visits.models import Visit
from kam.web.models import Receipt

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_everything_is_told_as_json_and_in_words(cast, head):
    held = told(cast.lead, head.person)
    assert json.loads(json.dumps(held)) == held
    assert held["records"]["accounts.Person"][0]["name"] == NAME
    assert held["records"]["judgements.Judgement"][0]["evidence"]
    assert {entry["verb"] for entry in held["history"]} >= {
        "person.create",
        "stakeholder.create",
    }
    text = readable(held)
    assert NAME in text
    assert "主持论证会" in text


def test_erasing_empties_rows_history_and_search_and_leaves_the_chain_sound(
    cast, account, head
):
    other = create_person(
        actor=cast.rep, account=account, identity=Identity(name="何嘉")
    )
    opinion = Opinion("influence", 2, f"听 {NAME} 的")
    said = judge(actor=cast.rep, stakeholder=other, opinions=[opinion])[0]
    receipt = erase_person(actor=cast.lead, person=head.person, typed=NAME)
    head.refresh_from_db()
    person = Person.objects.get(pk=head.person_id)
    assert person.name == f"已清除 #{person.pk}"
    assert person.title == head.phone == head.obstacle == ""
    assert head.layer == "expert"
    assert head.left_on is not None
    said.refresh_from_db()
    assert said.evidence == f"听 已清除 #{person.pk} 的"
    stored = json.dumps(list(Detail.objects.values_list("values", flat=True)))
    assert json.dumps(NAME)[1:-1] not in stored
    assert "13900001111" not in stored
    assert json.dumps("何嘉")[1:-1] in stored
    assert verify().sound
    assert receipt.counts["own"] >= 2
    page = client_of(cast.lead).get("/search", {"q": NAME}).content.decode()
    assert "检验科主任" not in page
    assert replay() == []


def test_erasing_touches_only_the_rows_of_the_index_that_name_the_person(
    cast, head, django_capture_on_commit_callbacks
):
    with (
        CaptureQueriesContext(connection) as asked,
        django_capture_on_commit_callbacks(execute=True),
    ):
        erase_person(actor=cast.lead, person=head.person, typed=NAME)
    index = [q["sql"] for q in asked if "desk_find" in q["sql"]]
    assert all("optimize" in sql for sql in index)
    assert not [one for one in staleness() if one.is_stale]


def test_a_form_opened_before_a_name_changed_or_went_erases_nothing(cast, head):
    stale = Person.objects.get(pk=head.person_id)
    Person.objects.filter(pk=stale.pk).update(name="沈若兰", name_key="沈若兰")
    with pytest.raises(Invalid):
        erase_person(actor=cast.lead, person=stale, typed=NAME)
    erase_person(actor=cast.lead, person=stale, typed="沈若兰")
    with pytest.raises(Invalid):
        erase_person(actor=cast.lead, person=stale, typed="沈若兰")
    assert Erasure.objects.count() == 1


def test_a_wrong_name_erases_nothing(cast, head):
    with pytest.raises(Invalid):
        erase_person(actor=cast.lead, person=head.person, typed="沈若")
    assert Person.objects.get(pk=head.person_id).name == NAME
    assert not Erasure.objects.exists()


def test_who_does_not_manage_every_account_may_not_erase(cast, account, head):
    with pytest.raises(Forbidden):
        erase_person(actor=cast.rep, person=head.person, typed=NAME)
    elsewhere = create_account(actor=cast.stranger, draft=AccountDraft(name="北院"))
    affiliate_person(actor=None, account=elsewhere, person=head.person)
    with pytest.raises(Invalid):
        erase_person(actor=cast.lead, person=head.person, typed=NAME)
    assert told(cast.lead, head.person)["accounts_left_out"] == 1


def test_the_page_says_what_will_happen_and_shows_the_receipt(cast, head):
    lead = client_of(cast.lead)
    url = reverse("privacy:person", args=[head.pk])
    assert "永久清除" in lead.get(url).content.decode()
    erase = reverse("privacy:erase", args=[head.pk])
    refused = lead.post(erase, {"typed": "别人"})
    assert refused.status_code == 422
    assert "什么都没有清除" in refused.content.decode()
    done = lead.post(erase, {"typed": NAME}, follow=True).content.decode()
    assert "清除回执" in done
    assert NAME not in done
    assert "永久清除" not in done
    for part in (cast.rep, cast.analyst, cast.admin):
        assert client_of(part).get(url).status_code in (403, 404)


def test_taking_along_is_written_down(cast, head):
    url = reverse("privacy:export", args=[head.pk])
    for kind in ("json", "txt"):
        answer = client_of(cast.lead).post(url, {"format": kind})
        assert answer.status_code == 200
        assert NAME in answer.content.decode()
    assert client_of(cast.lead).post(url, {"format": "exe"}).status_code == 422
    assert client_of(cast.rep).post(url, {"format": "txt"}).status_code in (403, 404)


def test_visits_are_counted_as_before(cast, account, head):
    before = Visit.objects.count()
    erase_person(actor=None, person=head.person, typed=NAME)
    assert Visit.objects.count() == before
    assert Stakeholder.objects.filter(pk=head.pk).exists()


def test_importing_an_erased_name_again_is_doubtful(cast, account, head):
    erase_person(actor=cast.lead, person=head.person, typed=NAME)
    row = BulkRow(1, {"account": account.name, "name": NAME})
    looked = bulk.bulk_stakeholders(actor=cast.rep, rows=[row], dry_run=True)
    assert [fault.code for fault in looked[0].doubtful] == ["erased"]
    fresh = BulkRow(1, {"account": account.name, "name": "新来的人"})
    looked = bulk.bulk_stakeholders(actor=cast.rep, rows=[fresh], dry_run=True)
    assert looked[0].doubtful == ()


def test_what_a_restored_backup_brings_back_is_erased_again(
    cast, head, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(actor=cast.lead, person=head.person, typed=NAME)
    Erasure.objects.all().delete()
    Person.objects.filter(pk=head.person_id).update(name=NAME, name_key=NAME)
    assert [row.person_id for row in replay()] == [head.person_id]
    assert Person.objects.get(pk=head.person_id).name != NAME


def test_names_are_found_in_any_case_and_short_ones_are_left():
    needles = Needles.of(["Mary", "Mary Lin", "李"], "P")
    assert needles.words == ("Mary Lin", "Mary")
    assert needles.replaced("MARY LIN met mary, 李") == "P met P, 李"
    assert needles.in_json({"a": ["Mary", 1]}) == {"a": ["P", 1]}
    assert not needles.within("李")


@pytest.mark.parametrize("name", ['沈"兰"澜', "沈\\澜", "kind"])
def test_a_name_goes_from_what_is_kept_as_json_too(cast, account, name):
    told = Identity(name=name)
    person = create_person(actor=cast.rep, account=account, identity=told).person
    plan = begin_blueprint(actor=cast.rep, account=account, year=2026)
    wanted = {"text_risks": f"听{name}的", "told_joint": f"与{name}共建"}
    edit_blueprint(actor=cast.rep, blueprint=plan, wanted=wanted)
    seen = blueprint_of(cast.rep, plan.pk)
    make_handout(actor=cast.rep, blueprint=seen, draft=HandoutDraft(["joint"]))
    submit_blueprint(actor=cast.rep, blueprint=seen)
    erase_person(actor=cast.lead, person=person, typed=name)
    told = BlueprintVersion.objects.get().snapshot.texts["risks"]
    assert told == f"听已清除 #{person.pk}的"
    shared = Handout.objects.get().told["parts"][0]["words"]
    assert shared == f"与已清除 #{person.pk}共建"
    values = Detail.objects.exclude(values={}).values_list("values", flat=True)
    texts = [v for one in values for parts in one.values() for v in parts[1:]]
    assert texts
    assert not [one for one in texts if name in str(one) and one != "kind"]
    assert verify().sound


def test_a_name_goes_from_pages_answered_once(cast, account):
    name = '沈"兰"澜'
    told = Identity(name=name)
    person = create_person(actor=cast.rep, account=account, identity=told).person
    for body in (f"<p>{escape(name)}</p>", json.dumps({"name": name})):
        usual = {"user": cast.rep, "key": str(len(body)), "route": "x", "digest": ""}
        Receipt.objects.create(**usual, status=422, body=body)
    erase_person(actor=cast.lead, person=person, typed=name)
    assert set(Receipt.objects.values_list("body", flat=True)) == {""}


def test_the_page_asks_as_often_for_much_as_for_little(
    cast, head, django_assert_max_num_queries, django_assert_num_queries
):
    lead, url = client_of(cast.lead), reverse("privacy:person", args=[head.pk])
    with django_assert_max_num_queries(12) as counted:
        assert lead.get(url).status_code == 200
    for n in range(9):
        opinion = Opinion("influence", 3, f"{NAME} {n}")
        judge(actor=cast.rep, stakeholder=head, opinions=[opinion])
    with django_assert_num_queries(len(counted)):
        assert ">10<" in lead.get(url).content.decode()
