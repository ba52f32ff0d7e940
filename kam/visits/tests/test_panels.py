"""What this room gives to the page of an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kam.visits.pages import account_visit_panels
from kam.visits.services import (
    Pledge,
    cancel_visit,
    open_promise,
    plan_visit,
    record_visit,
)
from kam.visits.tests.conftest import WEDNESDAY, a_note

pytestmark = pytest.mark.django_db


def note(cast, hospital, days_ago, who=None, **changes):
    day = WEDNESDAY - timedelta(days=days_ago)
    return record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [who or hospital.head], day=day, next_day=day + timedelta(1), **changes
        ),
    ).visit


def panels(user, hospital):
    return account_visit_panels(user, hospital.account)


def test_an_account_without_visits_says_what_comes_first(cast, hospital):
    found = panels(cast.rep, hospital)
    assert found.chain.beads == ()
    assert (found.rate, found.next_step.is_planned) == ("", False)
    assert f"account={hospital.account.pk}" in found.next_step.url


def test_the_chain_shows_links_and_breaks_with_their_days(cast, hospital):
    note(cast, hospital, 60)
    note(cast, hospital, 40, objective="看第一周结果，定要不要加第二类样本")
    note(cast, hospital, 20, objective="谈付款条件")
    found = panels(cast.rep, hospital)
    assert [bead.broken for bead in found.chain.beads] == [False, False, True]
    assert found.chain.joined == "2 段中 1 段相连"
    assert found.rate == "连续率 50%（95% 区间 9–91%，n=2）"
    [broken] = found.chain.breaks
    assert broken.text == "断于 2月6日 → 2月26日：2月26日的目标与上次记录无关。"


def test_the_chain_of_one_person_joins_only_their_own_visits(cast, hospital, signed):
    note(cast, hospital, 60, next_objective="看第一周结果")
    told = {"objective": "看第一周结果", "next_objective": "定样本"}
    note(cast, hospital, 40, hospital.chief, **told)
    note(cast, hospital, 20, objective="定样本", next_objective="看第二周")
    note(cast, hospital, 10, objective="看第二周")
    whole = panels(cast.rep, hospital).chain
    head, chief = hospital.head, hospital.chief
    assert whole.joined == "3 段中 3 段相连"
    assert [(one.name, one.count, one.is_chosen) for one in whole.people] == [
        ("整个客户", "", True),
        (head.person.name, "3", False),
        (chief.person.name, "1", False),
    ]
    alone = account_visit_panels(cast.rep, hospital.account, head.pk)
    assert alone.chain.joined == "2 段中 1 段相连"
    assert alone.next_step == panels(cast.rep, hospital).next_step
    [broken] = alone.chain.breaks
    assert broken.text.endswith("承接的是见别人的记录。")
    room = f"/accounts/{hospital.account.pk}"
    page = signed.get(f"{room}?met={head.pk}").content.decode()
    assert f"只看见 {head.person.name} 的拜访" in page
    for wrong in ("x", "0", "1" * 30, str(chief.pk + 999)):
        assert signed.get(f"{room}?met={wrong}").status_code == 404


def test_the_next_step_is_the_coming_visit(cast, hospital):
    last = note(cast, hospital, 6)
    plan_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted={
            "day": WEDNESDAY + timedelta(days=7),
            "objective": last.next_objective,
            "people": [hospital.chief.pk],
        },
    )
    found = panels(cast.rep, hospital)
    assert found.next_step.is_planned
    assert found.next_step.title == last.next_objective
    assert "周启明" in found.next_step.note
    assert found.chain.beads[-1].outcome == "planned"
    assert not found.chain.beads[-1].broken


def test_promises_stand_on_their_sides_and_late_ones_count(cast, hospital):
    for text, ours in (("盖章报告", True), ("例数", False)):
        open_promise(
            actor=cast.rep,
            account=hospital.account,
            pledge=Pledge(text, WEDNESDAY - timedelta(days=2), ours),
        )
    found = panels(cast.rep, hospital)
    assert [line.text for line in found.promises_ours] == ["盖章报告"]
    assert [line.due_label for line in found.promises_theirs] == ["逾期 2 天"]
    assert found.late == 2


def test_the_timeline_holds_records_and_cancellations(cast, hospital):
    note(cast, hospital, 6)
    visit = plan_visit(
        actor=cast.rep, account=hospital.account, wanted={"day": WEDNESDAY}
    )
    cancel_visit(actor=cast.rep, visit=visit, reason="她出差")
    found = panels(cast.rep, hospital)
    assert [(e.chip, e.quote) for e in found.timeline] == [
        ("", "她出差"),
        ("推进", "她说：按步骤来可以，但第一周出一例不一致就得停。"),
    ]
    assert len(found.last_notes) == 1


def test_an_analyst_sees_the_chain_without_names_and_texts(cast, hospital):
    note(cast, hospital, 60)
    note(cast, hospital, 40, objective="看第一周结果，定要不要加第二类样本")
    found = panels(cast.analyst, hospital)
    assert [b.name for b in found.chain.beads] == [f"P{hospital.head.pk}"] * 2
    assert found.chain.joined == "1 段中 1 段相连"
    assert "沈若澜" not in repr(found)
    assert "第一周" not in repr(found)
    assert not found.may_plan


def test_panels_speak_english(cast, hospital):
    note(cast, hospital, 60)
    with translation.override("en"):
        found = panels(cast.rep, hospital)
    assert found.next_step.url_label == "Plan a visit"


@pytest.mark.parametrize("count", [1, 12, 40])
def test_panels_cost_three_statements_whatever_there_is(cast, hospital, count):
    for number in range(count):
        note(cast, hospital, 3 * number + 1)
    assert not cast.rep.shared_account_ids
    with CaptureQueriesContext(connection) as asked:
        found = panels(cast.rep, hospital)
    assert len(asked) == 3
    held = [bead for bead in found.chain.beads if bead.outcome != "planned"]
    assert len(held) == min(count, 9)
