"""Observations are added, taken back, switched off and emptied."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.audit.models import Detail
from kam.audit.queries import verify
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Forbidden, Invalid
from kam.people.services import change_setting
from kam.thinking.models import Exemption, Observation
from kam.thinking.queries import account_clues
from kam.thinking.rules.preference import estimate
from kam.thinking.services import (
    Sighting,
    bulk_observations,
    exempt,
    include,
    observe,
    restore,
    retract,
)
from tests.daily import SIZES

pytestmark = pytest.mark.django_db
AGENDA, PROOF = Sighting(clue="b-agenda"), Sighting(clue="a-proof")


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client


def see(cast, head, *sightings):
    return observe(actor=cast.rep, stakeholder=head, sightings=sightings)


def told(cast, head, day):
    return estimate(account_clues(cast.rep, head.account, day).get(head.pk, ()))


def test_a_clue_of_the_library_brings_its_quadrant_and_weight(cast, head, day):
    row = see(cast, head, PROOF)[0]
    assert (row.quadrant, row.weight, row.occasion) == ("a", 3, f"day:{day}")
    assert told(cast, head, day).weights["a"] == 3


def test_own_words_need_a_quadrant_and_a_weight_on_the_scale(cast, head):
    for wrong in (
        Sighting(note="画了张图"),
        Sighting(note="画了张图", quadrant="e"),
        Sighting(note="画了张图", quadrant="d", weight=4),
        Sighting(quadrant="d"),
        Sighting(clue="a-wealth"),
    ):
        with pytest.raises(Invalid):
            see(cast, head, wrong)
    assert see(cast, head, Sighting(note="画了张图", quadrant="d", weight=2))


def test_an_observation_of_tomorrow_is_refused(cast, head, day):
    with pytest.raises(Invalid) as caught:
        see(cast, head, Sighting(clue="a-proof", day=day + timedelta(days=1)))
    assert "day" in caught.value.fields
    assert not Observation.objects.exists()


def test_only_who_works_on_the_account_observes(cast, head):
    for part in ("stranger", "analyst", "trainer", "admin", "gone"):
        with pytest.raises(Forbidden):
            observe(actor=getattr(cast, part), stakeholder=head, sightings=[AGENDA])


def test_what_is_taken_back_counts_no_more(cast, head, day):
    first, _second = see(cast, head, PROOF, AGENDA)
    retract(actor=cast.rep, observation=first)
    assert told(cast, head, day).weights == {"a": 0, "b": 2, "c": 0, "d": 0}
    restore(actor=cast.rep, observation=first)
    assert told(cast, head, day).weights["a"] == 3


def test_somebody_left_out_is_not_estimated_and_can_come_back(cast, head, day):
    see(cast, head, PROOF)
    exempt(actor=cast.rep, stakeholder=head)
    exempt(actor=cast.rep, stakeholder=head)
    assert Exemption.objects.count() == 1
    assert told(cast, head, day).n == 0
    with pytest.raises(Invalid):
        see(cast, head, AGENDA)
    include(actor=cast.rep, stakeholder=head)
    assert told(cast, head, day).n == 1


def test_emptying_leaves_no_note_and_cannot_be_taken_back(cast, head, day):
    row = see(cast, head, Sighting(note="画了张图", quadrant="d"))[0]
    exempt(actor=cast.rep, stakeholder=head, erase=True)
    row.refresh_from_db()
    assert (row.note, row.retracted_at is None) == ("", False)
    stored = str(list(Detail.objects.values_list("values", flat=True)))
    assert "画了张图" not in stored
    assert "retracted_at" in stored
    assert verify().sound
    with pytest.raises(Invalid):
        restore(actor=cast.rep, observation=row)


def test_a_reason_that_is_too_long_is_kept_and_nothing_is_left_out(signed, head, day):
    url = reverse("thinking:exempt", args=[head.pk])
    answer = signed.post(url, {"reason": "长" * 201, "erase": "on"})
    assert answer.status_code == 422
    assert "长" * 201 in answer.content.decode()
    assert not Exemption.objects.exists()
    assert signed.post(url, {"reason": "长" * 200}).status_code == 303


def test_a_company_that_switched_it_off_takes_no_observation(cast, head, signed):
    change_setting(actor=cast.admin, key="thinking.enabled", value=False)
    with pytest.raises(Invalid):
        see(cast, head, AGENDA)
    page = signed.get(reverse("thinking:account", args=[head.account_id]))
    assert "公司没有启用思维偏好" in page.content.decode()


def test_the_page_takes_ticks_and_shows_the_estimate(signed, head, day):
    url = reverse("thinking:person", args=[head.pk])
    for when, codes in (
        (day - timedelta(days=7), ["b-agenda", "b-notes"]),
        (day, ["b-procedure"]),
    ):
        typed = {"clues_b": codes, "day": when.isoformat()}
        assert signed.post(url, typed).status_code == 303
    page = signed.get(url, {"message": "同级医院的比对", "objective": "定试用日期"})
    text = page.content.decode()
    assert "B 组织" in text
    assert "对准波长" in text
    assert "同级医院的比对" in text
    assert "约定下一步和日期：定试用日期" in text


def test_a_form_that_says_nothing_is_refused_and_keeps_its_day(signed, head, day):
    url = reverse("thinking:person", args=[head.pk])
    answer = signed.post(url, {"day": day.isoformat()})
    assert answer.status_code == 422
    assert "选一条线索，或写下看到了什么" in answer.content.decode()


def test_only_oneself_reads_the_own_view(cast, signed, head):
    url = reverse("thinking:self")
    assert signed.post(url, {"a": 9, "b": 1, "c": 0, "d": 0}).status_code == 303
    assert 'value="9"' in signed.get(url).content.decode()
    other = Client()
    other.force_login(cast.lead)
    assert 'value="9"' not in other.get(url).content.decode()
    assert signed.post(url, {"a": 11, "b": 1, "c": 0, "d": 0}).status_code == 422


@pytest.mark.parametrize("name", ["thinking:account", "thinking:person"])
@pytest.mark.parametrize("sizes", SIZES)
def test_a_page_asks_as_often_for_many_as_for_one(cast, signed, head, name, sizes):
    pk = head.account_id if name.endswith("account") else head.pk
    counts = []
    for n in sizes:
        see(cast, head, *[AGENDA] * n)
        with CaptureQueriesContext(connection) as asked:
            assert signed.get(reverse(name, args=[pk])).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_a_file_brings_what_one_by_one_would_and_nothing_twice(cast, head, day):
    names = ("account", "person", "clue", "quadrant", "note", "day")
    lines = (
        ("东湖医院", "沈若澜", "a-proof", "", "", day.isoformat()),
        ("东湖医院", "沈若澜", "", "组织", "要书面议程", day.isoformat()),
        ("东湖医院", "沈若澜", "", "", "", day.isoformat()),
        ("东湖医院", "无此人", "a-proof", "", "", day.isoformat()),
        ("东湖医院", "沈若澜", "a-proof", "", "", day.isoformat()),
    )
    rows = [
        BulkRow(n, dict(zip(names, line, strict=True)))
        for n, line in enumerate(lines, 1)
    ]
    fates = [Fate.CREATED, Fate.CREATED, Fate.FAILED, Fate.FAILED, Fate.SKIPPED]
    looked = bulk_observations(actor=cast.rep, rows=rows, dry_run=True)
    assert not Observation.objects.exists()
    done = bulk_observations(actor=cast.rep, rows=rows)
    assert [r.fate for r in looked] == [r.fate for r in done] == fates
    one = Observation.objects.get(clue="a-proof")
    assert (one.quadrant, one.weight, one.author) == ("a", 3, cast.rep)
    exempt(actor=cast.rep, stakeholder=head)
    refused = bulk_observations(actor=cast.rep, rows=rows[:1])
    assert refused[0].fate is Fate.FAILED
