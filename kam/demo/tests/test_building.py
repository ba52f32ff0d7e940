"""The company as the rooms show it: five troubles, a gap, a frontier with a story."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from kam.accounts.models import Account, Stakeholder
from kam.accounts.rules.threads import single_thread
from kam.adoption.pages import ladder_page
from kam.audit.models import Entry
from kam.audit.queries import verify
from kam.blueprints.models import Blueprint
from kam.blueprints.queries import blueprint_of, changes_of, whole_of
from kam.change.pages import Asked as ChangeAsked
from kam.change.pages import change_page
from kam.core.clock import today
from kam.demo.book import chapter
from kam.demo.script.customers import customers
from kam.demo.script.figures import quarters
from kam.demo.script.staff import staff
from kam.needs.pages import work_page
from kam.needs.pages.messages import messages_page
from kam.needs.pages.value import value_page
from kam.notices.pages import digest_of
from kam.notices.queries import everything
from kam.packs.models import Pack
from kam.packs.rules.shipped import shipped
from kam.performance.engine import change_between
from kam.performance.models import ColumnRun, ComparisonSet, FrontierRun
from kam.performance.pages.split import gap_split
from kam.performance.queries import change_question, spots_of
from kam.performance.rules import FELL, ROSE, UNSURE, direction_of
from kam.pipeline.models import Opportunity
from kam.pipeline.queries import orders_in
from kam.plans.models import Plan
from kam.plans.pages import six_step_page
from kam.questions.models import PuzzleCheck
from kam.questions.queries import ledger_of, people_asked
from kam.visits.models import Action, Promise, Rhythm, Visit
from kam.visits.queries.chain import account_chain

pytestmark = pytest.mark.django_db


@pytest.fixture(name="_django_db_helper")
def _no_transaction_of_its_own():
    """Leave the transaction to the company: one for each test would close it."""


def account_in(trouble):
    name = next(c.name for c in customers() if c.trouble == trouble)
    return Account.objects.get(name=name)


def test_the_trainer_wrote_two_questions_into_a_pack(company):
    row = Pack.objects.get()
    assert (row.author.username, row.in_force) == ("trainer", True)
    assert row.written_at.date() < company.today
    assert len(row.content.prompts) == len(shipped("pup").prompts) + 2


def test_who_signs_in_has_something_to_be_told(company, rep101, manager1):
    for person, cadence in ((rep101, "weekly"), (manager1, "daily")):
        found = everything(person, company.today)
        assert found.new
        assert found.cadence == cadence
        assert digest_of(person, company.today, cadence)
    assert any(row.is_put_off for row in everything(rep101, company.today).waiting)


def test_the_chain_of_changes_is_sound(company):
    assert verify().sound


def test_history_tells_who_did_it_and_when(company):
    entries = Entry.objects.filter(noun="visit", verb__in=["visit.submit"])
    assert entries.exclude(actor=None).count() == entries.count() > 0
    first = entries.order_by("at").first()
    assert (company.today - first.at.date()).days > 400


def test_nothing_was_submitted_in_the_future(company):
    assert not Visit.objects.filter(submitted_at__gt=company.real).exists()
    assert not Visit.objects.submitted().filter(day__gt=company.today).exists()


# The five troubles


def test_one_account_of_rep101_hangs_on_one_person(company, rep101):
    account = account_in("single")
    assert account.owner == rep101
    seen = Stakeholder.objects.visible_to(rep101)
    flagged = [
        one.name
        for one in Account.objects.visible_to(rep101)
        if single_thread(list(seen.filter(account=one).values_list("layer", flat=True)))
    ]
    assert flagged == [account.name]


def test_a_chain_is_broken_visit_after_visit(company, manager1):
    chain = account_chain(manager1, account_in("broken"))
    assert all(row.is_broken for row in chain.rows[-10:])
    other = account_chain(manager1, account_in("overdue"))
    assert sum(row.is_broken for row in other.rows) < len(other.rows) / 2


def test_four_promises_of_ours_are_late(company, manager1):
    late = Promise.objects.visible_to(manager1).open().due_before(company.today)
    per_account = Counter(late.filter(side="ours").values_list("account_id", flat=True))
    assert per_account.most_common(1) == [(account_in("overdue").pk, 4)]


def test_polite_visits_move_nothing(company, manager1):
    held = Visit.objects.visible_to(manager1).filter(account=account_in("stuck"))
    assert held.submitted().count() > 30
    assert set(held.submitted().values_list("outcome", flat=True)) == {"continuation"}
    assert not held.exclude(planned_ask="").exists()


def test_the_largest_account_is_far_below_its_frequency(company, manager1):
    account = account_in("neglected")
    largest = Account.objects.visible_to(manager1).order_by("-potential_minor").first()
    assert account == largest
    rhythm = Rhythm.objects.get(account=account)
    assert (company.today - rhythm.due_on).days > 70
    worst = Rhythm.objects.filter(account__owner__isnull=False, last_day__isnull=False)
    assert worst.order_by("due_on").first() == rhythm
    assert not Visit.objects.upcoming().filter(account=account).exists()


# Today


def test_rep101_finds_something_of_everything(company, rep101):
    mine = Visit.objects.visible_to(rep101).upcoming()
    assert mine.filter(day=company.today).count() == 3
    assert mine.filter(day__lt=company.today, state="planned").exists()
    assert mine.filter(day__lt=company.today, state="draft").exists()
    ahead = company.today + timedelta(days=14)
    assert mine.filter(day__gt=company.today, day__lte=ahead).exists()
    assert mine.filter(start_time__isnull=True).count() == 0
    actions = Action.objects.visible_to(rep101).open()
    assert actions.due_before(company.today).exists()
    assert actions.filter(due_on__gt=company.today).exists()
    assert Rhythm.objects.visible_to(rep101).overdue(company.today).exists()


def test_no_visit_stands_twice(company):
    days = Visit.objects.exclude(state="cancelled").values_list("account_id", "day")
    assert max(Counter(days).values()) == 1


# The territory that stood empty


def test_a_successor_took_the_accounts_over(company):
    gone = company.people[staff().former.username]
    gone.refresh_from_db()
    assert not gone.is_active
    assert not Account.objects.filter(owner=gone).exists()
    assert Visit.objects.filter(owner=gone).exists()
    assert Account.objects.filter(owner=company.people["rep107"]).count() == 6


# The frontier


def test_each_manager_sees_the_frontier_of_what_is_below(company, manager1):
    nation, region = ComparisonSet.objects.order_by("team__path")
    assert nation.is_synthetic
    assert region.is_synthetic
    assert list(ComparisonSet.objects.visible_to(manager1)) == [region]
    runs = FrontierRun.objects.visible_to(company.people["analyst"])
    assert set(runs.values_list("period", flat=True)) == set(quarters(company.today))


def test_the_newest_frontier_tells_a_story(company, manager1):
    run = FrontierRun.objects.visible_to(manager1).filter(method="dea-vrs").first()
    assert run.period == quarters(company.today)[-1]
    assert not run.is_provisional
    rows = {row.code: row for row in run.rows.all()}
    assert len(rows) == 19
    assert "107" not in rows
    twice = {code for code, row in rows.items() if row.is_stable}
    assert {"116", "124"} <= twice
    assert not any(row.is_named for row in rows.values())
    assert [c for c, row in rows.items() if (row.fragility or 0) > 0.1] == ["100"]
    assert 0.5 < rows["101"].score < 0.75
    split = gap_split(manager1, rows["101"], spots_of(run), run)
    assert [line.name for line in split.lines] == ["覆盖", "频率", "转化", "组合"]


def test_two_quarters_say_who_came_nearer_and_who_fell_back(company, manager1):
    region = ComparisonSet.objects.visible_to(manager1).get()
    pair = quarters(company.today)[-2:]
    changed = change_between(change_question(region, *pair))
    parts = {row.code: row.catching_up for row in changed.rows if row.catching_up}
    told = {code: direction_of(one.lower, one.upper) for code, one in parts.items()}
    sure = {code: way for code, way in told.items() if way != UNSURE}
    assert sure == {"112": ROSE, "121": FELL}


def test_the_newest_period_was_compared_once_with_the_visits_beside(company, manager1):
    run = ColumnRun.objects.visible_to(manager1).get()
    assert (run.state, run.period) == ("done", quarters(company.today)[-1])
    assert run.inputs == ["potential", "further:拜访数"]
    assert [row.is_sure for row in run.rows.all()] == [True] * 19


def test_people_stand_on_the_ladder_and_somebody_is_blocked(company, manager1):
    page = ladder_page(manager1, account_in("neglected"))
    assert page.cold.users == 1
    assert any(line.must_rejudge for line in page.people)
    change = change_page(manager1, account_in("overdue"), ChangeAsked())
    assert change.lowering.label == "采用后的成本"
    assert change.scale.value == "0.29"
    assert change.scale.before == "0.36"
    guess = change_page(manager1, account_in("broken"), ChangeAsked())
    assert guess.scale.is_guess
    lapsed = ladder_page(manager1, account_in("stuck")).people
    assert any("推脱" in line.note for line in lapsed)


def test_questions_are_asked_answered_and_expired(company, manager1):
    account = account_in("stuck")
    rows = people_asked(manager1, account, company.today)
    ledger = ledger_of(manager1, account, rows, company.today)
    states = {entry.state for entry in ledger.entries if not entry.key}
    assert states == {"asked", "never", "stale", "known"}
    assert ledger.open()[0].worth >= ledger.open()[-1].worth
    assert ledger.shares.known > 0
    assert PuzzleCheck.objects.count() == 6


def test_there_is_a_pipeline_and_some_purchases_stopped(company, manager1):
    rows = Opportunity.objects.visible_to(manager1).standing()
    assert {row.outcome for row in rows} == {"open", "won", "lost"}
    assert rows.filter(outcome="open").count() > 20
    accounts = Account.objects.visible_to(manager1).values_list("pk", flat=True)
    orders = orders_in(manager1, accounts).values()
    day = company.today
    paces = {told.rhythm(day).pace for told in orders}
    assert paces >= {"steady", "stopped"}
    neglected = account_in("neglected")
    assert orders_in(manager1, [neglected.pk])[neglected.pk].is_lost(day)


def test_ten_plans_are_in_various_states_and_the_troubled_one_is_late(
    company, manager1
):
    """The single-threaded account has a plan four steps long, one done, one late."""
    plans = Plan.objects.visible_to(manager1)
    assert {plan.state for plan in plans} == {"draft", "active", "closed"}
    assert Plan.objects.count() == 10
    told = chapter("plans")["plan"][0]
    plan = plans.get(name=told["name"])
    page = six_step_page(manager1, plan.pk)
    assert (page.done, page.steps, page.slip) == (1, 4, 12)
    assert page.ladder.stage
    assert not page.gaps
    assert plan.account.name == chapter("troubles")["single"]["name"]


def test_the_troubled_accounts_show_their_needs(manager1):
    for trouble in {c.trouble for c in customers()} - {""}:
        account = account_in(trouble)
        page = work_page(manager1, account)
        assert page.picture is not None, trouble
        assert page.spots, trouble
        assert len(value_page(manager1, account).claims) == 3, trouble
        told = messages_page(manager1, account)
        assert len(told.cards) == 3, trouble
        assert told.ready == (2 if told.concerns else 0), trouble


def test_a_plan_waits_with_changes_since_its_review_and_another_has_versions(
    company, manager1
):
    waiting = Blueprint.objects.get(state="sent")
    row = blueprint_of(manager1, waiting.pk)
    day = today(manager1.time_zone)
    assert (day - row.last_review).days > 21
    assert row.next_review < day
    assert {"visits", "people"} <= set(changes_of(whole_of(manager1, row, day).sources))
    approved = Blueprint.objects.get(state="approved")
    kinds = [one.kind for one in approved.versions.order_by("number")]
    assert kinds == ["sent", "approved", "sent", "approved"]
