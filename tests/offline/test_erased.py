"""I3: a text that is kept for its author forgets an erased person like every other."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from kam.core.clock import pretend
from kam.privacy.services import erase_person
from kam.sync.models import Envelope
from kam.sync.services import Claim, Item, push, settle
from kam.sync.tests.doors import by_api, by_device, by_page
from kam.sync.tests.sending import a_plan, a_record
from kam.visits.models import Visit
from kam.visits.services import edit_plan
from kam.visits.tests.conftest import MORNING, make_hospital
from kam.visits.tests.steps import plan

pytestmark = pytest.mark.django_db
CLAIM, THING = Claim(UUID(int=1)), UUID(int=2)


def test_a_kept_item_and_a_choice_forget_the_name(cast):
    with pretend(MORNING):
        hospital = make_hospital(cast.rep)
        name = hospital.head.person.name
        plan = a_plan(hospital, id=THING, wanted={"day": "2026-03-18"})
        named = {"fact": "", "objective": f"再见{name}"}
        seen = {"objective": "请她看流程"}
        mine = {"objective": f"请{name}看"}
        change = a_plan(hospital, id=THING, base=seen, wanted=mine)
        broken = a_record(hospital, UUID(int=3), wanted=named)
        push(actor=cast.rep, claim=CLAIM, items=[Item(plan.op, plan.body)])
        visit = Visit.objects.get()
        edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "别的"})
        items = [Item(one.op, one.body) for one in (change, broken)]
        told = push(actor=cast.rep, claim=CLAIM, items=items)
        assert [one.state for one in told] == ["conflict", "quarantined"]
        assert Envelope.objects.filter(payload__contains=name).count() == 2
        erase_person(actor=cast.lead, person=hospital.head.person, typed=name)
        kept = Envelope.objects.exclude(payload="")
        assert kept.count() == 2
        assert not kept.filter(payload__contains=name)
        assert not kept.filter(conflicts__contains=name)
        row = kept.get(op=change.op)
        choices = dict.fromkeys(json.loads(row.conflicts), "mine")
        settle(actor=cast.rep, envelope=row, choices=choices)
        visit.refresh_from_db()
        assert name not in visit.objective


def test_nobody_writes_about_somebody_who_was_erased(cast, client):
    with pretend(MORNING):
        hospital = make_hospital(cast.rep)
        person = hospital.head.person
        erase_person(actor=cast.lead, person=person, typed=person.name)
        visit = plan(cast, hospital, people=[])
        said = {"people": [hospital.head.pk]}
        client.force_login(cast.rep)
        assert 'id="id_people' in by_page(cast, hospital, client, said, visit)
        assert list(by_api(cast, hospital, client, said, visit)) == ["people"]
        assert list(by_device(cast, hospital, client, said)) == ["people"]
        assert not Visit.objects.submitted().exists()
