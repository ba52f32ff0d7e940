"""Account plans: written together, submitted, decided once, frozen, amended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.accounts.services import archive_account
from kam.audit.models import Entry
from kam.blueprints.queries import (
    objectives_of,
    snapshot_seen,
    version_of,
    versions_of,
    whole_of,
)
from kam.blueprints.rules.compare import compare
from kam.blueprints.rules.plain import Snapshot
from kam.blueprints.services import (
    ObjectiveDraft,
    add_objective,
    add_remark,
    amend_blueprint,
    approve_blueprint,
    begin_blueprint,
    close_review,
    drop_objective,
    edit_blueprint,
    edit_objective,
    open_review,
    reopen_review,
    restore_objective,
    send_back_blueprint,
    settle_remark,
    submit_blueprint,
    undo_decision,
    withdraw_blueprint,
)
from kam.blueprints.tests.conftest import fresh
from kam.core.errors import AlreadyThere, Forbidden, Invalid, Stale
from kam.visits.services import record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note

pytestmark = pytest.mark.django_db
FIELD = "text_risks"


def later(days):
    return WEDNESDAY + timedelta(days=days)


def write(cast, row, **told):
    return edit_blueprint(actor=cast.rep, blueprint=row, wanted=told)


def test_a_plan_begins_once_a_year_with_the_goals_of_the_template(cast, blueprint):
    rows = objectives_of(cast.rep, blueprint)
    assert [row.measure for row in rows] == ["decision_met", "people_at", "next_step"]
    assert [row.baseline for row in rows] == [None, None, None]
    with pytest.raises(AlreadyThere):
        begin_blueprint(actor=cast.rep, account=blueprint.account, year=2026)
    begin_blueprint(actor=cast.rep, account=blueprint.account, year=2027)


def test_two_people_write_different_sections_and_both_keep_their_words(cast, blueprint):
    opened = blueprint.values()
    write(cast, blueprint, text_risks="甲")
    edit_blueprint(
        actor=cast.lead,
        blueprint=blueprint,
        wanted={"text_joint": "乙"},
        before=opened,
    )
    row = fresh(cast.rep, blueprint)
    assert (row.text_risks, row.text_joint) == ("甲", "乙")
    with pytest.raises(Stale) as caught:
        edit_blueprint(
            actor=cast.lead,
            blueprint=blueprint,
            wanted={"text_risks": "丙"},
            before=opened,
        )
    assert caught.value.conflicts[FIELD]["theirs"] == "甲"


def test_what_is_submitted_is_locked_and_of_two_decisions_one_wins(cast, blueprint):
    write(cast, blueprint, text_risks="甲")
    sent = submit_blueprint(actor=cast.rep, blueprint=blueprint)
    assert (sent.state, sent.number) == ("sent", 1)
    with pytest.raises(Invalid):
        write(cast, sent, text_risks="乙")
    with pytest.raises(Forbidden):
        approve_blueprint(actor=cast.rep, blueprint=sent)
    done = approve_blueprint(actor=cast.lead, blueprint=sent, words="好", number=1)
    assert (done.state, done.number) == ("approved", 2)
    for verb in (approve_blueprint, send_back_blueprint):
        with pytest.raises(Stale):
            verb(actor=cast.chief, blueprint=sent, words="迟了", number=1)
    assert fresh(cast.rep, blueprint).decision == "好"


def test_who_submitted_does_not_decide_and_an_unread_version_is_not_approved(
    cast, blueprint
):
    sent = submit_blueprint(actor=cast.lead, blueprint=blueprint)
    with pytest.raises(Forbidden):
        approve_blueprint(actor=cast.lead, blueprint=sent)
    with pytest.raises(Stale):
        approve_blueprint(actor=cast.chief, blueprint=sent, number=7)
    approve_blueprint(actor=cast.chief, blueprint=sent, number=1)


def test_each_move_has_a_way_back(cast, blueprint):
    sent = submit_blueprint(actor=cast.rep, blueprint=blueprint)
    again = withdraw_blueprint(actor=cast.rep, blueprint=sent)
    assert again.state == "draft"
    sent = submit_blueprint(actor=cast.rep, blueprint=again)
    with pytest.raises(Invalid):
        send_back_blueprint(actor=cast.lead, blueprint=sent, words=" ")
    back = send_back_blueprint(actor=cast.lead, blueprint=sent, words="目标太低")
    assert back.state == "back"
    undone = undo_decision(actor=cast.lead, blueprint=back)
    assert (undone.state, undone.decision) == ("sent", "")
    done = approve_blueprint(actor=cast.lead, blueprint=undone)
    with pytest.raises(Forbidden):
        undo_decision(actor=cast.chief, blueprint=done)
    amended = amend_blueprint(actor=cast.rep, blueprint=done)
    assert (amended.state, amended.number) == ("draft", 3)
    verbs = Entry.objects.filter(noun="blueprint").values_list("verb", flat=True)
    assert {"blueprint.hand_in", "blueprint.undecide", "blueprint.amend"} <= set(verbs)


def test_what_was_changed_since_it_was_sent_back_stays_open(cast, blueprint):
    sent = submit_blueprint(actor=cast.rep, blueprint=blueprint)
    back = send_back_blueprint(actor=cast.lead, blueprint=sent, words="改", number=1)
    write(cast, back, text_risks="写到一半")
    with pytest.raises(Stale):
        undo_decision(actor=cast.lead, blueprint=back)
    sent = submit_blueprint(actor=cast.rep, blueprint=back)
    back = send_back_blueprint(actor=cast.lead, blueprint=sent, words="改", number=2)
    drop_objective(actor=cast.rep, objective=objectives_of(cast.rep, back)[0])
    with pytest.raises(Stale):
        undo_decision(actor=cast.lead, blueprint=back)
    assert fresh(cast.rep, back).state == "back"


def test_a_version_is_frozen_and_two_are_compared_by_section(cast, hospital, blueprint):
    write(cast, blueprint, text_risks="只认识一个人")
    sent = submit_blueprint(actor=cast.rep, blueprint=blueprint)
    write(cast, withdraw_blueprint(actor=cast.rep, blueprint=sent), text_risks="两个人")
    note = a_note([hospital.chief], day=WEDNESDAY, next_day=later(7))
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    submit_blueprint(actor=cast.rep, blueprint=fresh(cast.rep, blueprint))
    one, two = (version_of(cast.rep, blueprint, n).snapshot for n in (1, 2))
    found = {
        (d.section, d.what, d.key): (d.before.raw, d.after.raw)
        for d in compare(one, two)
    }
    assert found["risks", "text", "text"] == ("只认识一个人", "两个人")
    assert found["reviews", "fact", "visits"] == (0, 1)
    assert [row.number for row in versions_of(cast.rep, blueprint)] == [2, 1]
    row = version_of(cast.analyst, blueprint, 2)
    assert snapshot_seen(cast.analyst, row) == Snapshot()


def test_an_objective_is_read_from_records_and_can_be_put_back(
    cast, hospital, blueprint
):
    draft = ObjectiveDraft("见到院长", "decision_met", 1, later(60))
    row = add_objective(actor=cast.rep, blueprint=blueprint, draft=draft)
    assert row.baseline is None
    hospital.chief.layer = "decision"
    hospital.chief.save()
    note = a_note([hospital.chief], day=WEDNESDAY, next_day=later(7))
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    goals = {g.row.pk: g for g in whole_of(cast.rep, blueprint, WEDNESDAY).goals}
    assert (goals[row.pk].reading.value, goals[row.pk].course.state) == (1, "reached")
    changed = edit_objective(
        actor=cast.rep, objective=row, wanted={"measure": "next_step", "target": 90}
    )
    assert changed.baseline == 100
    for wanted in ({"baseline": 5}, {"measure": "guess"}, {"target": 101}):
        with pytest.raises(Invalid):
            edit_objective(actor=cast.rep, objective=row, wanted=wanted)
    dropped = drop_objective(actor=cast.rep, objective=row)
    assert row.pk not in {r.pk for r in objectives_of(cast.rep, blueprint)}
    restore_objective(actor=cast.rep, objective=dropped)
    assert row.pk in {r.pk for r in objectives_of(cast.rep, blueprint)}


def test_managers_comment_and_whoever_works_there_settles(cast, blueprint):
    with pytest.raises(Forbidden):
        add_remark(actor=cast.rep, blueprint=blueprint, section="risks", text="x")
    row = add_remark(
        actor=cast.lead, blueprint=blueprint, section="risks", text="谁防？"
    )
    assert fresh(cast.rep, blueprint).open_remarks == 1
    assert settle_remark(actor=cast.rep, remark=row).settled_by_id == cast.rep.pk
    assert fresh(cast.rep, blueprint).open_remarks is None
    for section, text in (("risks", ""), ("nowhere", "x")):
        with pytest.raises(Invalid):
            add_remark(actor=cast.lead, blueprint=blueprint, section=section, text=text)


def test_a_lost_account_takes_no_plan(cast, hospital, blueprint):
    hospital.account.archived_at = blueprint.created_at
    hospital.account.save()
    row = fresh(cast.rep, blueprint)
    with pytest.raises(Invalid):
        write(cast, row, text_risks="x")
    with pytest.raises(Invalid):
        submit_blueprint(actor=cast.rep, blueprint=row)
    with pytest.raises(Invalid):
        begin_blueprint(actor=cast.rep, account=row.account, year=2028)


def test_a_review_of_an_archived_account_is_not_opened_again(cast, blueprint):
    row = open_review(actor=cast.lead, blueprint=blueprint)
    row = close_review(actor=cast.lead, review=row, minutes="x", next_on=later(30))
    archive_account(actor=cast.lead, account=blueprint.account)
    with pytest.raises(Invalid):
        reopen_review(actor=cast.lead, review=row)
