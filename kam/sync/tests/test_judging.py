"""Judgements made without signal are added, or kept safe with a reason."""

from __future__ import annotations

import pytest

from kam.judgements.models import Judgement
from kam.sync.models import Envelope
from kam.sync.tests.sending import item, receipts, states

pytestmark = pytest.mark.django_db


def a_judgement(person, product, **wanted):
    told = {
        "stakeholder_id": person.pk,
        "product_id": product.pk,
        "evidence": "她说上周试了两例",
        "source": "told",
        "values": {"knows": 1, "needs": 1, "used": 0},
    }
    return item("judgement.add", wanted={**told, **wanted})


def test_gates_answered_without_signal_are_judgements_all_or_none(
    signed, cast, hospital, reagent
):
    seen = a_judgement(hospital.head, reagent)
    assert states(signed, cast.rep, seen, seen)[0] == "stored"
    rows = list(Judgement.objects.order_by("pk"))
    assert [(r.aspect, r.value) for r in rows] == [
        ("knows", 1), ("needs", 1), ("used", 0),
    ]  # fmt: skip
    assert {(r.author_id, r.evidence) for r in rows} == {
        (cast.rep.pk, "她说上周试了两例")
    }
    influence = {"product_id": None, "values": {"influence": 4}}
    more = a_judgement(hospital.head, reagent, **influence)
    assert states(signed, cast.rep, more, seen) == ["stored", "stored"]
    assert Judgement.objects.count() == 4


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"values": {"knows": 1, "share": 101}}, "value"),
        ({"values": {"charm": 1}}, "aspect"),
        ({"values": {}}, "values"),
        ({"values": {"knows": True}}, "values"),
        ({"evidence": " "}, "evidence"),
        ({"day": "2026-03-19"}, "day"),
        ({"product_id": None}, "product_id"),
        ({"product_id": 999_999}, "product_id"),
        ({"product_id": [1]}, "product_id"),
        ({"stakeholder_id": True}, "person"),
        ({"stakeholder_id": 999_999}, "person"),
        ({"source": "rumour"}, "source"),
        ({"author_id": 1}, "author_id"),
    ],
)
def test_a_judgement_that_the_page_refuses_is_kept_with_its_reason(
    signed, cast, hospital, reagent, wanted, field
):
    faulty = a_judgement(hospital.head, reagent, **wanted)
    (told,) = receipts(signed, cast.rep, faulty)
    assert (told["state"], list(told["errors"])) == ("quarantined", [field])
    assert Judgement.objects.count() == 0
    assert "两例" in Envelope.objects.get().payload or field == "evidence"


def test_nobody_judges_people_of_an_account_that_is_not_theirs(
    client, cast, hospital, reagent
):
    client.force_login(cast.stranger)
    hidden = a_judgement(hospital.head, reagent)
    absent = a_judgement(hospital.head, reagent, stakeholder_id=10**9)
    one, two = receipts(client, cast.stranger, hidden, absent)
    assert (one["state"], one["errors"]) == ("quarantined", two["errors"])
    assert Judgement.objects.count() == 0
