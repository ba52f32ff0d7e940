"""I2: nobody writes about an erased person, through whatever verb, page or API.

The verbs stand beside the fields that point to a person; a new field without a verb
fails here, so that whoever adds one says how it is refused.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from kam.accounts.models import Person
from kam.accounts.services import (
    Identity,
    bulk,
    create_person,
)
from kam.audit.models import Entry
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Invalid
from kam.judgements import services as judgements
from kam.needs import services as needs
from kam.people.services import create_token
from kam.privacy.rules.fields import register
from kam.privacy.services import erase_person
from kam.privacy.tests.verbs import verbs
from kam.relations import services as relations
from kam.thinking import services as thinking
from kam.visits import services as visits
from tests.company import build_holding

pytestmark = pytest.mark.django_db
SAID = "这个人已按要求清除"
# A word, and what erasing removes.
GONE = ("name", "observation", "quote")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def held(cast):
    """A holding whose first person was erased, each thing retracted before."""
    held = build_holding("own", cast.rep)
    rep = cast.rep
    judgements.retract(actor=rep, judgement=held.judgement)
    relations.retract(actor=rep, row=held.tie)
    erase_person(
        actor=cast.lead,
        person=held.stakeholder.person,
        typed=held.stakeholder.person.name,
    )
    rows = {name: row for name, row in vars(held).items() if name not in GONE}
    return replace(held, **{name: afresh(row) for name, row in rows.items()})


def afresh(row):
    """Read a record anew, as the next request does."""
    return type(row)._default_manager.get(pk=row.pk)


# Where a card lies says nothing of a person, and a band moves as a whole.
LEFT_OUT = {"relations.Seat.stakeholder", "privacy.Erasure.person_id"}


def test_every_verb_that_writes_about_a_person_refuses_an_erased_one(cast, held):
    tried = dict(verbs(cast, held))
    pointing = {
        f"{label}.{name}" for label, told in register().items() for name in told.link
    }
    assert tried.keys() == pointing - LEFT_OUT
    before = counts()
    for field, deeds in tried.items():
        for place, deed in enumerate(deeds):
            with pytest.raises(Invalid) as refused:
                deed()
            assert refused.value.what == SAID, (field, place)
    after = counts()
    after["questions.Question"] -= 1  # the one that was to be edited
    assert after == before
    assert not Entry.objects.filter(verb__endswith=".restore").exists()


def counts():
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label in register()
        and model._meta.app_label not in ("audit", "people")
    }


def test_what_takes_away_is_still_possible_and_a_visit_keeps_who_took_part(cast, held):
    relations.retract(actor=cast.rep, row=held.line)
    needs.archive_problem(actor=cast.rep, problem=held.problem)
    needs.archive_message(actor=cast.rep, message=held.message)
    needs.archive_claim(actor=cast.rep, claim=held.claim)
    told = {"people": (held.stakeholder.pk, held.second.pk), "fact": "y"}
    kept = visits.save_draft(actor=cast.rep, visit=held.planned, wanted=told)
    assert kept.people.count() == 2


def test_pages_say_that_somebody_was_erased_and_offer_no_form(cast, held):
    rep = Client()
    rep.force_login(cast.rep)
    pk = held.stakeholder.pk
    for name, more in (
        ("judgements:judge", ["influence"]),
        ("relations:tie-new", []),
        ("relations:layer", []),
        ("needs:problem-new", []),
        ("needs:message-new", []),
    ):
        answer = rep.get(reverse(name, args=[pk, *more]))
        assert answer.status_code == 422, name
        assert SAID in answer.content.decode(), name
    person = rep.get(reverse("accounts:person", args=[pk])).content.decode()
    assert SAID in person
    assert "<textarea" not in person
    back = rep.post(reverse("accounts:person-back", args=[pk]))
    assert back.status_code == 422
    assert rep.get(reverse("judgements:history", args=[pk])).status_code == 200
    seen = rep.get(reverse("thinking:person", args=[pk])).content.decode()
    assert "<textarea" not in seen


def test_the_api_refuses_to_write_about_an_erased_person(cast, held):
    _token, secret = create_token(
        actor=None, user=cast.rep, name="t", scopes=["read", "write"]
    )
    pk, other = held.stakeholder.pk, held.second.pk
    bodies = {
        "judgements": {
            "stakeholder_id": pk,
            "aspect": "influence",
            "value": 2,
            "evidence": "x",
            "source": "seen",
        },
        "lines": {
            "from_stakeholder_id": other,
            "to_stakeholder_id": pk,
            "kind": "support",
            "evidence": "x",
        },
        "observations": {"stakeholder_id": pk, "quadrant": "a", "note": "x"},
        "problems": {"stakeholder_id": pk, "kind": "concept", "name": "x"},
        "questions": {
            "account_id": held.account.pk,
            "text": "x",
            "stakeholder_id": pk,
        },
    }
    for noun, body in bodies.items():
        answer = Client().post(
            f"/api/v1/{noun}",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        assert answer.status_code == 422, (noun, answer.content)
        assert SAID in answer.json()["title"], answer.json()


def test_no_file_brings_an_erased_person_back(cast, held):
    person = Person.objects.get(pk=held.stakeholder.person_id)
    account = held.account.name
    for name in (person.name, person.name_key, "QzownStakeholderName"):
        told = {"account": account, "person": name, "evidence": "x"}
        judged = {**told, "aspect": "influence", "value": 1}
        made = (
            judgements.bulk_judgements
            if hasattr(judgements, "bulk_judgements")
            else None
        )
        done = made(actor=cast.rep, rows=[BulkRow(1, judged)])
        assert done[0].fate is Fate.FAILED, name
        seen = {**told, "quadrant": "a", "note": "x"}
        done = thinking.bulk_observations(actor=cast.rep, rows=[BulkRow(1, seen)])
        assert done[0].fate is Fate.FAILED, name
        drawn = {
            **told,
            "source": name,
            "target": "QzownStakeholderName2",
            "kind": "support",
        }
        done = relations.bulk_lines(actor=cast.rep, rows=[BulkRow(1, drawn)])
        assert done[0].fate is Fate.FAILED, name
    row = BulkRow(1, {"account": account, "name": person.name, "title": "x"})
    done = bulk.bulk_stakeholders(actor=cast.rep, rows=[row])
    assert done[0].fate is Fate.FAILED
    row = BulkRow(1, {"account": account, "name": person.name_key, "title": "x"})
    bulk.bulk_stakeholders(actor=cast.rep, rows=[row])
    assert Person.objects.get(pk=person.pk).title == ""


def test_no_name_passes_for_that_of_an_erased_person(cast, held):
    for name in (f"已清除 #{held.stakeholder.person_id}", "已清除#7"):
        with pytest.raises(Invalid):
            create_person(
                actor=cast.rep, account=held.account, identity=Identity(name=name)
            )
    made = create_person(
        actor=cast.rep, account=held.account, identity=Identity(name="erased:1")
    )
    assert not made.person.is_erased
