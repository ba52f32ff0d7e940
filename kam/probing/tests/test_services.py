"""Planning, asking and following up, and who may."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from kam.audit.models import Entry
from kam.core.clock import today
from kam.core.errors import Forbidden, Invalid
from kam.probing.pages import probe_lines, talk_of
from kam.probing.queries import probes_of
from kam.probing.services import (
    Draft,
    Heard,
    drop_probe,
    edit_probe,
    follow_up,
    hear,
    hear_many,
    plan_entry,
    plan_probe,
    restore_probe,
    unask,
)
from kam.probing.services.planning import MOST
from kam.questions.models import Asking
from kam.questions.queries import ledger_of, people_asked

if TYPE_CHECKING:
    from kam.probing.models import Probe

pytestmark = pytest.mark.django_db
DAY = today("Asia/Shanghai")


def planned(cast, meeting, text="每周大概多少例？", **more) -> Probe:
    return plan_probe(
        actor=cast.rep,
        account=meeting.account,
        occasion=meeting.occasion,
        draft=Draft(text, **more),
    )


def read(cast, meeting, user=None):
    return probes_of(user or cast.rep, meeting.occasion, DAY)


def test_a_plan_is_read_along_the_flow_and_not_at_another_meeting(cast, meeting):
    for level in (5, 1, 3):
        planned(cast, meeting, f"L{level}？", level=level)
    assert [row.level for row in read(cast, meeting)] == [1, 3, 5]
    assert probes_of(cast.rep, uuid4(), DAY) == []


def test_what_was_heard_stands_with_its_turn_and_can_be_taken_back(cast, meeting):
    first, second = planned(cast, meeting), planned(cast, meeting, "谁来复核？")
    hear(actor=cast.rep, probe=second, heard=Heard("组长", word="没人兜底"))
    hear(actor=cast.rep, probe=first)
    turns = {row.id: row.turn for row in read(cast, meeting)}
    assert turns == {second.pk: 1, first.pk: 2}
    second.refresh_from_db()
    unask(actor=cast.rep, probe=second)
    told = {row.id: (row.turn, row.answer, row.word) for row in read(cast, meeting)}
    assert told[second.pk] == (None, "", "")


def test_hearing_twice_keeps_the_turn(cast, meeting):
    probe = hear(actor=cast.rep, probe=planned(cast, meeting))
    again = hear(actor=cast.rep, probe=probe, heard=Heard("20 例"))
    assert (again.turn, again.answer) == (1, "20 例")


def test_the_ledger_learns_what_was_asked_and_answered(cast, meeting):
    rows = people_asked(cast.rep, meeting.account, DAY)
    entry = ledger_of(cast.rep, meeting.account, rows, DAY).open()[0]
    given = {"actor": cast.rep, "account": meeting.account}
    probe = plan_entry(**given, occasion=meeting.occasion, entry=entry, text="多少？")
    again = plan_entry(**given, occasion=meeting.occasion, entry=entry, text="多少？")
    assert again.pk == probe.pk
    hear(actor=cast.rep, probe=probe, heard=Heard("一年 300 万"))
    asking = Asking.objects.get(question=probe.question)
    probe.question.refresh_from_db()
    assert asking.answered
    assert probe.question.answer == "一年 300 万"
    assert read(cast, meeting)[0].is_known


def test_a_loop_goes_on_from_what_was_said(cast, meeting):
    first = planned(cast, meeting, level=3)
    given = {"actor": cast.rep, "via": "pup", "text": "“没人兜底”是指？"}
    with pytest.raises(Invalid):
        follow_up(**given, probe=first)
    first = hear(actor=cast.rep, probe=first, heard=Heard("换了没人兜底"))
    with pytest.raises(Invalid):
        follow_up(**given, probe=first)
    first = hear(actor=cast.rep, probe=first, heard=Heard("换了没人兜底", "没人兜底"))
    heard = Heard("责任没写清", confirmed=True)
    made = follow_up(**given, probe=first, heard=heard)
    assert (made.follows_id, made.level, made.turn) == (first.pk, 3, 2)
    stats = talk_of(read(cast, meeting), {"loop_depth": 1, "pick_up_rate": 2})
    told = {stat.label: stat.value for stat in stats}
    assert [stat.tone for stat in stats] == ["", "", "", "good", ""]
    assert [stat.note for stat in stats] == ["", "", "", "1 起算好", "2 起算好"]
    assert told["接住的原词"] == "1 / 1"
    assert told["复述确认"] == "1 轮"
    assert told["得到回答"] == "2 / 2"


def test_a_talk_without_a_question_asked_says_nothing(cast, meeting):
    planned(cast, meeting)
    assert talk_of(read(cast, meeting), {}) == []


def test_a_question_taken_out_comes_back_and_hears_nothing_meanwhile(cast, meeting):
    probe = drop_probe(actor=cast.rep, probe=planned(cast, meeting))
    assert read(cast, meeting) == []
    with pytest.raises(Invalid):
        hear(actor=cast.rep, probe=probe)
    restore_probe(actor=cast.rep, probe=probe)
    assert len(read(cast, meeting)) == 1


def test_a_record_notes_only_probes_of_its_own_meeting(cast, meeting):
    probe = planned(cast, meeting)
    given = {"actor": cast.rep, "heard": {probe.pk: Heard("20 例")}, "day": DAY}
    with pytest.raises(Invalid):
        hear_many(**given, occasion=uuid4())
    hear_many(**given, occasion=meeting.occasion)
    assert read(cast, meeting)[0].answer == "20 例"


def test_there_is_an_end_of_questions_for_one_meeting(cast, meeting):
    for number in range(MOST):
        planned(cast, meeting, f"第 {number} 个？")
    with pytest.raises(Invalid):
        planned(cast, meeting, "再一个？")


def test_signs_stand_at_the_question_they_are_about(cast, meeting):
    planned(cast, meeting, "您不觉得太慢吗？", aim="快慢", level=1)
    planned(cast, meeting, "什么条件下愿意试？", aim="条件", level=6)
    lines = probe_lines(read(cast, meeting))
    assert lines[0].traps[0].startswith("带着答案")
    assert lines[1].traps[-1] == "先得到一个 L5 的回答"
    assert probe_lines(read(cast, meeting), answered=[5])[1].traps == (
        "还没问清就说到产品；先再追问一层",
    )


@pytest.mark.parametrize("part", ["stranger", "analyst", "trainer", "admin", "gone"])
def test_others_neither_plan_nor_hear(cast, meeting, part):
    probe, user = planned(cast, meeting), getattr(cast, part)
    with pytest.raises(Forbidden):
        plan_probe(
            actor=user,
            account=meeting.account,
            occasion=meeting.occasion,
            draft=Draft("x？"),
        )
    for deed in (hear, drop_probe, unask):
        with pytest.raises(Forbidden):
            deed(actor=user, probe=probe)
    with pytest.raises(Forbidden):
        edit_probe(actor=user, probe=probe, wanted={"text": "y？"})


def test_the_analyst_reads_levels_and_no_words(cast, meeting):
    hear(actor=cast.rep, probe=planned(cast, meeting), heard=Heard("20 例", "太慢"))
    row = read(cast, meeting, cast.analyst)[0]
    assert (row.text, row.aim, row.answer, row.word) == ("", "", "", "")
    assert row.level == 1
    assert read(cast, meeting, cast.stranger) == []


def test_somebody_of_another_account_is_not_asked(cast, meeting):
    with pytest.raises(Invalid):
        planned(cast, meeting, stakeholder_id=meeting.person.pk + 999)


def test_each_deed_leaves_an_entry(cast, meeting):
    probe = planned(cast, meeting)
    hear(actor=cast.rep, probe=probe)
    rows = Entry.objects.filter(noun="probe").order_by("pk")
    assert [row.verb for row in rows] == ["probe.plan", "probe.hear"]
