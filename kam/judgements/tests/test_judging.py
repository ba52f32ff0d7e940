"""Judgements are added with evidence, never overwritten, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid
from kam.judgements.models import Judgement
from kam.judgements.queries import account_standing, held_by, person_history
from kam.judgements.services import Opinion, judge, restore, retract

pytestmark = pytest.mark.django_db
FOUR = Opinion("influence", 4, "主持设备论证会")


def say(actor, stakeholder, **told):
    """Judge once."""
    return judge(
        actor=actor, stakeholder=stakeholder, opinions=[replace(FOUR, **told)]
    )[0]


def test_a_later_judgement_stands_and_the_earlier_one_stays(cast, head, day):
    say(cast.rep, head, value=2, day=day - timedelta(days=9))
    say(cast.rep, head, value=5)
    assert held_by(cast.rep, head, day).value(head.pk, "influence") == 5
    assert [row.value for row in person_history(cast.rep, head)] == [5, 2]


def test_the_standing_of_an_earlier_day_is_what_was_known_then(cast, head, day):
    say(cast.rep, head, value=2, day=day - timedelta(days=9))
    say(cast.rep, head, value=5, day=day - timedelta(days=2))
    for days, value in ((10, None), (9, 2), (3, 2), (2, 5), (0, 5)):
        then = account_standing(cast.rep, head.account, day - timedelta(days=days))
        assert then.value(head.pk, "influence") == value, days


def test_of_two_on_one_day_the_later_entered_stands(cast, head, day):
    say(cast.rep, head, value=3)
    say(cast.rep, head, value=1)
    assert held_by(cast.rep, head, day).value(head.pk, "influence") == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"value": 0}, "value"),
        ({"value": 6}, "value"),
        ({"aspect": "knows", "value": 1}, "product_id"),
        ({"side": "ours"}, "side"),
        ({"aspect": "charm"}, "aspect"),
        ({"evidence": "  "}, "evidence"),
        ({"source": "dreamt"}, "source"),
        ({"confidence": "utter"}, "confidence"),
    ],
)
def test_what_is_not_on_the_scale_is_refused(cast, head, told, field):
    with pytest.raises(Invalid) as caught:
        say(cast.rep, head, **told)
    assert field in caught.value.fields
    assert not Judgement.objects.exists()


def test_evidence_from_the_future_is_refused_and_todays_is_not(cast, head, day):
    with pytest.raises(Invalid) as caught:
        say(cast.rep, head, day=day + timedelta(days=1))
    assert "day" in caught.value.fields
    assert say(cast.rep, head, day=day).pk


def test_several_opinions_are_stored_together_or_not_at_all(cast, head, reagent):
    good = Opinion(
        "risk", 7, "出了漏检，板子打在检验科", product_id=reagent.pk, side="customer"
    )
    with pytest.raises(Invalid):
        judge(
            actor=cast.rep, stakeholder=head, opinions=[good, replace(good, value=11)]
        )
    assert not Judgement.objects.exists()
    judge(actor=cast.rep, stakeholder=head, opinions=[good, replace(good, side="ours")])
    assert Judgement.objects.count() == 2


def test_only_who_works_on_the_account_judges(cast, head):
    for part in ("stranger", "rival", "analyst", "trainer", "admin", "gone"):
        with pytest.raises(Forbidden):
            say(getattr(cast, part), head)
    for part in ("rep", "lead", "chief"):
        assert say(getattr(cast, part), head).author == getattr(cast, part)


def test_what_is_taken_back_counts_no_more_and_can_be_put_back(cast, head, day):
    say(cast.rep, head, value=2, day=day - timedelta(days=1))
    wrong = say(cast.rep, head, value=5)
    retract(actor=cast.rep, judgement=wrong)
    assert held_by(cast.rep, head, day).value(head.pk, "influence") == 2
    assert person_history(cast.rep, head)[0].is_retracted
    wrong.refresh_from_db()
    restore(actor=cast.rep, judgement=wrong)
    assert held_by(cast.rep, head, day).value(head.pk, "influence") == 5


def test_a_colleagues_judgement_is_taken_back_by_managers_only(cast, head):
    row = say(cast.lead, head)
    with pytest.raises(Forbidden):
        retract(actor=cast.rep, judgement=row)
    retract(actor=cast.chief, judgement=row)
    row.refresh_from_db()
    assert row.retracted_at is not None


def test_the_analyst_reads_values_and_no_evidence(cast, head, day):
    say(cast.rep, head)
    held = held_by(cast.analyst, head, day).of(head.pk, "influence")
    assert (held.value, held.evidence) == (4, "")
    assert held_by(cast.rep, head, day).of(head.pk, "influence").evidence


def test_each_judgement_is_written_down_once(cast, head):
    row = say(cast.rep, head)
    retract(actor=cast.rep, judgement=row)
    retract(actor=cast.rep, judgement=row)
    verbs = Entry.objects.filter(noun="judgement", object_id=row.pk)
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "judgement.judge",
        "judgement.retract",
    ]
