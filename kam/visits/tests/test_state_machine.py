"""A visit in any order of verbs, by people who come and go (B15).

After each step the stored visits are compared with a small model, the rhythm with
what a look through all visits gives, and what is visible with a drawing of the cast.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from kam.accounts.services import change_owner
from kam.audit.queries import verify
from kam.core.clock import pretend
from kam.core.errors import Forbidden, Invalid
from kam.visits.models import Rhythm, Visit
from kam.visits.services import (
    amend_visit,
    cancel_visit,
    edit_plan,
    plan_visit,
    restore_visit,
    save_draft,
    submit_visit,
)
from kam.visits.tests.conftest import MORNING, WEDNESDAY, a_note, make_hospital
from tests.cast import build_cast

OBJECTIVES = st.sampled_from(["", "看第一周结果", "谈付款条件"])
DAYS = st.integers(0, 6).map(lambda n: WEDNESDAY + timedelta(days=n))
OPEN, LOCKED = ("planned", "draft"), ("submitted", "cancelled")


class VisitMachine(RuleBasedStateMachine):
    """Two colleagues, one account that changes hands, any number of visits."""

    visits = Bundle("visits")

    @initialize()
    def begin(self):
        self.time = pretend(MORNING)
        self.time.__enter__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.cast = build_cast()
        self.hospital = make_hospital(self.cast.rep)
        self.owner = self.cast.rep
        self.states, self.frozen, self.authors = {}, {}, {}

    def teardown(self):
        if hasattr(self, "atomic"):
            assert verify().sound
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.time.__exit__(None, None, None)

    def stored(self, pk):
        return Visit.objects.select_related("account").get(pk=pk)

    def tried(self, verb, pk, allowed, **wanted):
        """Call a verb as the author; say whether it was right to let it through."""
        author = self.authors[pk]
        visit = self.stored(pk)
        try:
            done = verb(actor=author, visit=visit, **wanted)
        except Forbidden:
            assert author != self.owner
            return None
        except Invalid:
            assert not allowed
            return None
        assert author == self.owner
        assert allowed
        return done

    @rule(target=visits, day=DAYS, objective=OBJECTIVES)
    def plan(self, day, objective):
        visit = plan_visit(
            actor=self.owner,
            account=self.hospital.account,
            wanted={
                "day": day,
                "objective": objective,
                "people": [self.hospital.head.pk],
            },
        )
        self.states[visit.pk], self.authors[visit.pk] = "planned", self.owner
        return visit.pk

    @rule(pk=visits, day=DAYS, objective=OBJECTIVES)
    def edit(self, pk, day, objective):
        wanted = {"day": day, "objective": objective}
        self.tried(edit_plan, pk, self.states[pk] in OPEN, wanted=wanted)

    @rule(pk=visits)
    def draft(self, pk):
        allowed = self.states[pk] in OPEN
        if self.tried(save_draft, pk, allowed, wanted={"fact": "她说可以"}):
            self.states[pk] = "draft"

    @rule(target=visits, pk=visits, ahead=st.integers(1, 5), next_objective=OBJECTIVES)
    def submit(self, pk, ahead, next_objective):
        visit = self.stored(pk)
        wanted = a_note(
            [self.hospital.head],
            next_objective=next_objective,
            next_day=visit.day + timedelta(days=ahead),
        )
        held = visit.day <= WEDNESDAY and next_objective != ""
        done = self.tried(
            submit_visit, pk, self.states[pk] in OPEN and held, wanted=wanted
        )
        if done is None:
            return multiple()
        self.states[pk] = "submitted"
        self.frozen[pk] = self.stored(pk).values()
        if not done.next_is_new:
            return multiple()
        following = done.next_visit.pk
        self.states[following], self.authors[following] = "planned", self.owner
        return following

    @rule(pk=visits, reason=st.sampled_from(["", "她出差"]))
    def cancel(self, pk, reason):
        allowed = self.states[pk] in OPEN and reason != ""
        if self.tried(cancel_visit, pk, allowed, reason=reason):
            self.states[pk] = "cancelled"

    @rule(pk=visits)
    def restore(self, pk):
        done = self.tried(restore_visit, pk, self.states[pk] == "cancelled")
        if done:
            assert done.state in OPEN
            self.states[pk] = done.state

    @rule(pk=visits)
    def amend(self, pk):
        self.authors[pk], kept = self.owner, self.authors[pk]
        self.tried(amend_visit, pk, self.states[pk] == "submitted", text="补充")
        self.authors[pk] = kept

    @rule()
    def hand_over(self):
        other = self.cast.colleague if self.owner == self.cast.rep else self.cast.rep
        change_owner(actor=None, account=self.hospital.account, owner=other)
        self.hospital.account.refresh_from_db()
        self.owner = other

    @invariant()
    def everything_is_as_told(self):
        if not hasattr(self, "states"):
            return
        stored = {visit.pk: visit for visit in Visit.objects.all()}
        assert {pk: visit.state for pk, visit in stored.items()} == self.states
        for pk, values in self.frozen.items():
            assert stored[pk].values() == values
        for visit in stored.values():
            source = stored.get(visit.carried_from_id)
            if source is not None:
                assert source.state == "submitted"
                assert source.day <= visit.day
        self._rhythm_is_true(stored.values())

    def _rhythm_is_true(self, visits):
        notes = [v for v in visits if v.state == "submitted"]
        ahead = [v for v in visits if v.state in OPEN]
        last = max(notes, key=lambda v: (v.day, v.pk), default=None)
        rhythm = Rhythm.objects.filter(account=self.hospital.account).first()
        if rhythm is None:
            assert not self.states
            return
        assert rhythm.last_visit_id == (last.pk if last else None)
        assert rhythm.last_day == (last.day if last else None)
        assert rhythm.next_day == min((v.day for v in ahead), default=None)

    @invariant()
    def only_the_owner_sees_them(self):
        if not hasattr(self, "states"):
            return
        for user in (self.cast.rep, self.cast.colleague):
            seen = set(Visit.objects.visible_to(user).values_list("pk", flat=True))
            assert seen == (set(self.states) if user == self.owner else set())


@pytest.mark.django_db
def test_visits_in_any_order_of_verbs():
    run_state_machine_as_test(
        VisitMachine,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
