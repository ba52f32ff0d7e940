"""Many at once is the same as one by one, whatever the rows are."""

from __future__ import annotations

from datetime import time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.core.bulk import BulkRow, Fate
from kam.core.clock import pretend
from kam.core.errors import Invalid
from kam.visits.models import Rhythm, Visit
from kam.visits.services import (
    bulk_visits,
    edit_plan,
    plan_visit,
    record_visit,
    save_draft,
    start_record,
    submit_visit,
)
from kam.visits.tests.conftest import MORNING, WEDNESDAY, make_hospital
from tests.cast import build_cast

NEXT = ("看第一周结果", "谈付款条件", "")
NOTE = {
    "fact": "她说可以",
    "insight": "卡点是停得下来",
    "noted_reason": "watch",
    "outcome": "advance",
}


def days(low, high):
    return st.integers(low, high).map(lambda n: WEDNESDAY + timedelta(days=n))


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "day": days(-4, 4),
            "people": st.sampled_from([[0], [1], [0, 1], []]),
            "state": st.sampled_from(["planned", "draft", "submitted", "submitted"]),
            "objective": st.sampled_from(NEXT),
            "next_objective": st.sampled_from(NEXT),
        },
        optional={
            "start_time": st.sampled_from([None, time(9), time(14)]),
            "next_day": days(-3, 8),
            "planned_ask": st.sampled_from(["", "请试用"]),
            "insight": st.just(""),
        },
    ),
    min_size=1,
    max_size=7,
)


def values_for(hospital, row):
    """Turn a drawn row into values about the people of one hospital."""
    staff = (hospital.head.pk, hospital.buyer.pk)
    values = {**NOTE, **row, "people": [staff[i] for i in row["people"]]}
    if values["state"] == "planned":
        for name in (*NOTE, "next_objective", "next_day"):
            values.pop(name, None)
    return values


def matching(hospital, owner, values):
    """Find the visit a row is about, as its documentation says."""
    start = values.get("start_time")
    found = [
        v
        for v in Visit.objects.filter(account=hospital.account, day=values["day"])
        if v.owner == owner and v.state != "cancelled" and v.start_time == start
    ]
    if start is not None:
        return found[0] if found else None
    same = [v for v in found if people_of(v) == sorted(values["people"])]
    still_open = [v for v in found if v.state in ("planned", "draft")]
    if not same and len(still_open) > 1:
        raise Invalid
    return (same or still_open or [None])[0]


def people_of(visit):
    return sorted(visit.seats.values_list("stakeholder_id", flat=True))


def one(actor, hospital, row):
    """Store a row by the verb that a person would use."""
    values = values_for(hospital, row)
    state = values.pop("state")
    try:
        visit = matching(hospital, actor, values)
        if visit is None:
            new = {"planned": plan_visit, "draft": start_record}
            verb = new.get(state, record_visit)
            verb(actor=actor, account=hospital.account, wanted=values)
            return Fate.CREATED
        before = told(visit)
        if same(visit, state, values):
            return Fate.SKIPPED
        verb = {"planned": edit_plan, "draft": save_draft}.get(state, submit_visit)
        verb(actor=actor, visit=visit, wanted=changed(visit, values))
        visit.refresh_from_db()
    except Invalid:
        return Fate.FAILED
    return Fate.SKIPPED if told(visit) == before else Fate.UPDATED


def same(visit, state, values):
    stored = {n: getattr(visit, n) for n in values if n != "people"}
    wanted = {n: v for n, v in values.items() if n != "people"}
    people = people_of(visit) == sorted(values["people"])
    return visit.state == state and stored == wanted and people


def changed(visit, values):
    """Leave out what is stored already: a day that stays is not chosen again."""
    return {n: v for n, v in values.items() if n == "people" or getattr(visit, n) != v}


def told(visit):
    apart = {"id", "account_id", "carried_from_id", "submitted_at"}
    return {n: v for n, v in visit.values().items() if n not in apart}


def picture(hospital):
    """Everything stored about an account, without its ids.

    Rows about one visit in one batch are one change, so revisions are not compared.
    """
    visits = list(Visit.objects.filter(account=hospital.account).order_by("pk"))
    place = {visit.pk: number for number, visit in enumerate(visits)}
    staff = {hospital.head.pk: 0, hospital.buyer.pk: 1, hospital.chief.pk: 2}
    rhythm = Rhythm.objects.get(account=hospital.account)
    return [
        {
            **told(visit),
            "from": place.get(visit.carried_from_id),
            "people": [staff[pk] for pk in people_of(visit)],
        }
        for visit in visits
    ] + [
        (
            rhythm.last_day,
            place.get(rhythm.last_visit_id),
            rhythm.next_day,
            rhythm.interval_days,
        )
    ]


class BulkTest(TestCase):
    def setUp(self):
        self.cast = build_cast()

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(ROWS)
    def test_many_at_once_is_one_by_one(self, rows):
        with pretend(MORNING):
            apart = make_hospital(self.cast.rep, "一条一条")
            together = make_hospital(self.cast.rep, "一起")
            fates = [one(self.cast.rep, apart, row) for row in rows]
            found = bulk_visits(
                actor=self.cast.rep,
                rows=[
                    BulkRow(
                        n,
                        {
                            "account": together.account.pk,
                            **values_for(together, row),
                        },
                    )
                    for n, row in enumerate(rows)
                ],
            )
            assert [r.fate for r in found] == fates
            if any(fate is not Fate.FAILED for fate in fates):
                assert picture(apart) == picture(together)
