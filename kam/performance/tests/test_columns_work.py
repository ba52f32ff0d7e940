"""Column runs under way: true progress, cancelled, cut short, begun again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.audit.models import Entry
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.performance import engine
from kam.performance.models import ColumnRow, ColumnRun
from kam.performance.pages.columns.words import refusal_texts
from kam.performance.queries.columns import is_interrupted
from kam.performance.services import (
    breathe,
    cancel_columns,
    comparing,
    edit_figure,
    is_small,
    start_again,
    work_out,
)
from kam.performance.tests.columned import asked_for, choice, fill, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def visited(cast, cravens):
    return fill(cast.lead, cravens)


def rows_of(run):
    return list(ColumnRow.objects.filter(run=run))


def test_a_cancelled_run_keeps_nothing_and_may_begin_again(cast, visited):
    run = asked_for(cast.lead, visited).run
    assert cancel_columns(actor=cast.lead, run=run).state == "cancelled"
    assert work_out(run).state == "cancelled"
    assert rows_of(run) == []
    again = start_again(actor=cast.lead, run=run)
    assert again.is_new
    assert work_out(again.run).state == "done"


def test_cancelling_stops_the_draws_in_the_middle(cast, visited, monkeypatch):
    monkeypatch.setattr(comparing, "BEAT_EVERY", 0.0)
    run, told = asked_for(cast.lead, visited).run, []
    usual = engine.compare

    def stopped_on_the_way(question, tell):
        def counted(done):
            told.append(done)
            if done == 5:
                cancel_columns(actor=cast.lead, run=run)
            tell(done)

        return usual(question, counted)

    monkeypatch.setattr(engine, "compare", stopped_on_the_way)
    ended = work_out(run)
    assert (ended.state, ended.done, told[-1]) == ("cancelled", 4, 5)
    assert (rows_of(run), ended.result_digest, ended.model) == ([], "", {})


def test_progress_counts_the_draws_that_are_done(cast, visited, monkeypatch):
    monkeypatch.setattr(comparing, "BEAT_EVERY", 0.0)
    run, seen = asked_for(cast.lead, visited).run, []
    usual = engine.compare

    def watched(question, tell):
        def counted(done):
            tell(done)
            seen.append(ColumnRun.objects.get(pk=run.pk).done)

        return usual(question, counted)

    monkeypatch.setattr(engine, "compare", watched)
    work_out(run)
    assert seen == list(range(1, 121))


def test_a_run_whose_worker_died_is_interrupted_and_makes_room(cast, visited):
    run = asked_for(cast.lead, visited).run
    ColumnRun.objects.filter(pk=run.pk).update(
        state="working", done=7, beat_at=now() - timedelta(minutes=3)
    )
    run.refresh_from_db()
    assert is_interrupted(run)
    again = asked_for(cast.lead, visited)
    assert again.is_new
    run.refresh_from_db()
    assert (run.state, rows_of(run)) == ("cancelled", [])


def test_figures_that_change_before_the_work_begins_are_told(cast, visited):
    run = asked_for(cast.lead, visited).run
    figure = visited.figures.order_by("pk").first()
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 1.0})
    ended = work_out(run)
    assert ended.state == "failed"
    assert "数据或设置改过了" in refusal_texts(ended)[0]


def test_nobody_fills_the_machine_alone(cast, visited):
    asked_for(cast.lead, visited)
    asked_for(cast.lead, visited, choice(bootstrap=70))
    with pytest.raises(Invalid, match="在进行"):
        asked_for(cast.lead, visited, choice(bootstrap=80))


def test_asking_and_ending_are_written_down(cast, visited):
    run = made(cast.lead, visited)
    entries = Entry.objects.filter(noun="columnrun", object_id=run.pk)
    told = list(entries.order_by("pk").values_list("verb", flat=True))
    assert told == ["column_run.create", "column_run.finish"]


def test_a_step_that_counts_nothing_still_shows_signs_of_life(cast, visited):
    run = asked_for(cast.lead, visited).run
    ColumnRun.objects.filter(pk=run.pk).update(
        state="working", beat_at=now() - timedelta(minutes=3)
    )
    assert breathe(run)
    run.refresh_from_db()
    assert not is_interrupted(run)
    cancel_columns(actor=cast.lead, run=run)
    assert not breathe(run)


def test_what_takes_long_is_not_waited_for(cast, visited):
    assert is_small(asked_for(cast.lead, visited).run)
    assert not is_small(asked_for(cast.lead, visited, choice(bootstrap=1000)).run)


def test_a_fault_of_ours_ends_the_run_and_is_not_swallowed(cast, visited, monkeypatch):
    run = asked_for(cast.lead, visited).run

    def broken(*_args):
        raise MemoryError

    monkeypatch.setattr(engine, "compare", broken)
    with pytest.raises(MemoryError):
        work_out(run)
    run.refresh_from_db()
    assert run.state == "failed"
    assert refusal_texts(run)
    assert rows_of(run) == []
    monkeypatch.undo()
    assert work_out(start_again(actor=cast.lead, run=run).run).state == "done"
