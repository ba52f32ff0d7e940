"""Where an account stands: its phase, and how far the four steps are done."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kam.plans.rules.foursteps import TASKS, WORK, parts_of
from kam.plans.rules.limits import Limits
from kam.plans.rules.phases import EXITS, PHASES, standing_of
from kam.plans.rules.runs import held_since

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def ago(days):
    return TODAY - timedelta(days=days)


class TestPhases:
    def test_the_items_of_all_phases_have_words_and_none_is_left_over(self):
        assert {key for phase in PHASES for key in phase.exits} == set(EXITS)

    def test_an_account_of_which_nothing_is_known_stands_in_the_first(self):
        told = standing_of({}, ago(40), TODAY)
        assert (told.number, told.days, told.missing) == (1, 40, ("met", "need"))

    def test_the_second_begins_on_the_day_of_the_last_item(self):
        told = standing_of({"met": ago(30), "need": ago(12)}, ago(40), TODAY)
        assert (told.number, told.entered, told.days) == (2, ago(12), 12)
        assert told.phase.purpose == "赢得信任"
        assert told.missing == ("partner", "using")

    def test_the_third_stays_the_last_with_or_without_a_joint_goal(self):
        held = dict.fromkeys(("met", "need", "partner", "using"), ago(9))
        assert standing_of(held, ago(40), TODAY).missing == ("joint",)
        told = standing_of(held | {"joint": ago(2)}, ago(40), TODAY)
        assert (told.number, told.days, told.missing) == (3, 9, ())

    def test_a_later_item_does_not_skip_a_phase(self):
        held = {"partner": ago(9), "using": ago(9), "met": ago(9)}
        told = standing_of(held, ago(40), TODAY)
        assert (told.number, told.missing) == (1, ("need",))

    @given(
        st.dictionaries(st.sampled_from(list(EXITS)), DAYS), DAYS, st.integers(0, 90)
    )
    def test_more_that_holds_never_leads_back(self, held, began, later):
        told = standing_of(held, began, TODAY)
        more = {key: min(day, TODAY) for key, day in held.items()}
        assert 1 <= told.number <= standing_of(more, began, TODAY).number <= 3
        assert told.days >= 0
        after = standing_of(more, began, TODAY + timedelta(days=later))
        assert after.number == standing_of(more, began, TODAY).number


class TestFourSteps:
    def test_tasks_are_named_once(self):
        assert len(set(TASKS)) == len(TASKS) == 14

    def test_a_step_is_thin_while_the_one_before_knows_too_little(self):
        told = parts_of({"sources", "needs", "organisation"})
        assert [part.percent for part in told] == [50, 33, 0, 0]
        assert [part.is_thin for part in told] == [False, True, True, True]
        told = parts_of({"sources", "needs", "insights"})
        assert [part.is_thin for part in told] == [False, False, True, True]
        assert parts_of({"sources", "needs"}, Limits(enough=50))[1].is_thin is False

    @given(st.sets(st.sampled_from(TASKS)), st.sampled_from(TASKS))
    def test_a_task_done_never_lessens_a_step(self, done, more):
        before, after = parts_of(done), parts_of(done | {more})
        for work, one, two in zip(WORK, before, after, strict=True):
            assert 0 <= one.percent <= two.percent <= 100
            assert len(one.done) + len(one.missing) == len(work.tasks)


class TestSince:
    def test_it_counts_from_the_last_time_it_broke_off(self):
        told = [("a", ago(9), True), ("a", ago(7), False), ("a", ago(5), True)]
        assert held_since(told) == ago(5)
        assert held_since([*told, ("b", ago(4), True)]) == ago(5)
        assert held_since([*told, ("a", ago(1), False)]) is None
        assert held_since([]) is None

    @given(st.lists(st.tuples(st.integers(1, 3), DAYS, st.booleans())))
    def test_the_day_is_one_on_which_it_was_said_to_hold(self, told):
        told.sort(key=lambda row: row[1])
        since = held_since(told)
        last = {whom: holds for whom, _day, holds in told}
        assert (since is not None) == any(last.values())
        if since is not None:
            assert since in {day for _whom, day, holds in told if holds}
