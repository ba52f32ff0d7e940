"""What the verbs on sets, figures and runs promise."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.audit.models import Entry
from kam.audit.queries import verify
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Forbidden, Invalid, Stale
from kam.people.models import Setting, Territory
from kam.people.services import create_territory
from kam.performance.models import Figure, FrontierRun
from kam.performance.services import (
    FigureDraft,
    SetDraft,
    bulk_figures,
    create_figure,
    create_set,
    edit_figure,
    edit_set,
    run_frontier,
)
from kam.performance.tests.conftest import EARLIER, PERIOD, bulk_rows

pytestmark = pytest.mark.django_db


def figure_of(comparison_set, code="105"):
    return Figure.objects.get(comparison_set=comparison_set, territory__code=code)


def load(cast, comparison_set, rows, **more):
    more = {"actor": cast.lead, "period": PERIOD, **more}
    return bulk_figures(comparison_set=comparison_set, rows=rows, **more)


def test_a_manager_makes_a_set_for_the_own_team_only(cast, draft):
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    assert (made.name, made.created_by) == ("Cravens", cast.lead)
    for actor, team in [
        (cast.lead, cast.second),
        (cast.rep, cast.first),
        (cast.trainer, cast.company),
        (cast.admin, cast.company),
    ]:
        with pytest.raises(Forbidden):
            create_set(actor=actor, team=team, draft=draft)


def test_two_sets_of_one_team_cannot_share_a_name(cast, draft, eight):
    with pytest.raises(Invalid):
        create_set(actor=cast.lead, team=cast.first, draft=draft)
    create_set(actor=cast.chief, team=cast.east, draft=draft)


def test_a_set_is_edited_with_a_choice_for_what_others_changed(cast, eight):
    before = {"sales_unit": "百件", "name": "Cravens"}
    edit_set(actor=cast.chief, comparison_set=eight, wanted={"sales_unit": "件"})
    wanted = {"sales_unit": "箱", "name": "Cravens"}
    with pytest.raises(Stale) as caught:
        edit_set(actor=cast.lead, comparison_set=eight, wanted=wanted, before=before)
    assert set(caught.value.conflicts) == {"sales_unit"}


def test_the_team_of_a_set_cannot_be_changed_by_the_back_door(cast, eight):
    edit_set(actor=cast.lead, comparison_set=eight, wanted={"team_id": cast.north.pk})
    eight.refresh_from_db()
    assert eight.team == cast.first


def test_a_figure_is_created_edited_and_written_down(cast, eight):
    territory = create_territory(actor=cast.lead, code="109", team=cast.first)
    draft = FigureDraft(territory=territory, period="2025", potential=5, sales=7)
    figure = create_figure(actor=cast.lead, comparison_set=eight, draft=draft)
    edit_figure(
        actor=cast.lead,
        figure=figure,
        wanted={"exclusion": "空缺", "territory_id": 1, "period": "2001"},
    )
    figure.refresh_from_db()
    assert (figure.exclusion, figure.period, figure.revision) == ("空缺", "2025", 2)
    verbs = Entry.objects.filter(noun="figure", object_id=figure.pk)
    assert list(verbs.order_by("position").values_list("verb", flat=True)) == [
        "figure.create",
        "figure.change",
    ]
    assert verify().sound


@pytest.mark.parametrize(
    "wanted",
    [
        {"potential": -1.0},
        {"sales": float("nan")},
        {"sales": float("inf")},
        {"potential": 1.8e308},
        {"potential": 10**400},
        {"further": {"x": "text"}},
        {"further": {"": 1}},
        {"further": {"x": float("nan")}},
        {"further": {str(n): 1 for n in range(31)}},
        {"further": [1]},
        {"exclusion": "a\x00b"},
        {"exclusion": "x" * 121},
    ],
)
def test_figures_that_cannot_be_compared_are_refused(cast, eight, wanted):
    figure = figure_of(eight)
    with pytest.raises(Invalid):
        edit_figure(actor=cast.lead, figure=figure, wanted=wanted)
    figure.refresh_from_db()
    assert (figure.potential, figure.sales, figure.revision) == (30.0, 52.0, 1)


def test_a_colleague_or_another_manager_cannot_write_figures(cast, eight):
    for actor in (cast.rep, cast.rival, cast.trainer, cast.admin, cast.gone):
        with pytest.raises(Forbidden):
            edit_figure(actor=actor, figure=figure_of(eight), wanted={"sales": 1.0})
        with pytest.raises(Forbidden):
            load(cast, eight, bulk_rows(), actor=actor)


def test_bulk_makes_territories_in_the_importing_managers_own_team(cast, eight):
    assert Territory.objects.filter(team=cast.first).count() == 8
    assert Figure.objects.filter(comparison_set=eight).count() == 8
    assert Entry.objects.filter(verb="territory.create").count() == 8


def test_bulk_makes_no_territory_for_an_analyst_or_in_another_team(cast, eight):
    row = [BulkRow(1, {"code": "999", "potential": 1, "sales": 1})]
    for actor in (cast.analyst, cast.chief):
        result = load(cast, eight, row, actor=actor)[0]
        assert (result.fate, result.faults[0].code) == (
            Fate.FAILED,
            "unknown-territory",
        )
    assert not Territory.objects.filter(code="999").exists()


def test_bulk_says_what_became_of_each_row(cast, eight):
    rows = [
        BulkRow(1, {"code": 101.0, "potential": 10.0, "sales": 20.0}),
        BulkRow(2, {"code": "102", "sales": 60.0}),
        BulkRow(3, {"code": "", "sales": 60.0}),
        BulkRow(4, {"code": "103", "potential": -5.0}),
        BulkRow(5, {"code": "\uff11\uff10\uff14", "potential": None}),
        BulkRow(6, {"code": "105", "sales": 52000.0}),
        BulkRow(7, {"code": "106", "period": "1999"}),
        BulkRow(8, {"code": "107", "period": "2025Q4", "sales": 1.0}),
        BulkRow(9, {"code": "108", "sales": "many"}),
    ]
    results = load(cast, eight, rows)
    assert [result.number for result in results] == list(range(1, 10))
    assert [str(result.fate) for result in results] == [
        "skipped", "updated", "failed", "failed", "updated",
        "updated", "failed", "created", "failed",
    ]  # fmt: skip
    assert results[5].doubtful[0].code == "other-unit"
    assert figure_of(eight, "102").potential == 20.0
    assert figure_of(eight, "104").potential is None
    assert verify().sound


def test_an_absent_column_is_not_an_empty_one(cast, eight):
    load(cast, eight, [BulkRow(1, {"code": "101", "further": {"a": 1.0, "b": 2.0}})])
    load(cast, eight, [BulkRow(1, {"code": "101", "further": {"a": None, "c": 3.0}})])
    figure = figure_of(eight, "101")
    assert figure.further == {"b": 2.0, "c": 3.0}
    assert (figure.potential, figure.sales) == (10.0, 20.0)


def test_a_dry_run_tells_the_same_and_stores_nothing(cast, eight):
    rows = [
        BulkRow(1, {"code": "101", "sales": 21.0}),
        BulkRow(2, {"code": "109", "potential": 1.0, "sales": 1.0}),
        BulkRow(3, {"code": "109", "sales": 2.0}),
        BulkRow(4, {"code": "109", "sales": 2.0}),
        BulkRow(5, {"code": "110", "sales": float("nan")}),
    ]
    dry = load(cast, eight, rows, dry_run=True)
    assert Figure.objects.filter(comparison_set=eight).count() == 8
    assert not Territory.objects.filter(code="109").exists()
    wet = load(cast, eight, rows)
    assert [row.fate for row in dry] == [row.fate for row in wet]
    assert [str(row.fate) for row in wet] == [
        "updated", "created", "updated", "skipped", "failed",
    ]  # fmt: skip
    assert not Territory.objects.filter(code="110").exists()


def test_one_code_in_two_teams_below_is_ambiguous(cast, draft):
    for team in (cast.first, cast.second):
        create_territory(actor=None, code="7", team=team)
    made = create_set(actor=cast.chief, team=cast.east, draft=draft)
    row = [BulkRow(1, {"code": "7", "sales": 1.0})]
    result = load(cast, made, row, actor=cast.chief)[0]
    assert result.faults[0].code == "ambiguous-territory"


def test_a_batch_costs_the_same_few_statements_whatever_it_holds(cast, eight):
    def cost(n):
        rows = [
            BulkRow(at, {"code": f"{n}-{at}", "potential": at, "sales": at})
            for at in range(n)
        ]
        with CaptureQueriesContext(connection) as told:
            load(cast, eight, rows)
        return len(told)

    cost(2)
    assert cost(1) == cost(10) == cost(100)


def test_the_same_inputs_give_the_stored_run_again(cast, eight):
    asked = {"comparison_set": eight, "period": PERIOD, "method": "dea-vrs"}
    first = run_frontier(actor=cast.lead, **asked)
    again = run_frontier(actor=cast.analyst, **asked)
    assert first.is_new
    assert not again.is_new
    assert again.run == first.run
    edit_figure(actor=cast.lead, figure=figure_of(eight), wanted={"sales": 53.0})
    changed = run_frontier(actor=cast.lead, **asked)
    assert changed.is_new
    assert FrontierRun.objects.count() == 2
    row = first.run.rows.get(code="105")
    assert (row.sales, row.score) == (52.0, 0.8)


def test_a_changed_constant_makes_a_new_run(cast, eight):
    asked = {"comparison_set": eight, "period": PERIOD, "method": "dea-vrs"}
    first = run_frontier(actor=cast.lead, **asked).run
    Setting.objects.create(key="performance.growth", value=1.1)
    second = run_frontier(actor=cast.lead, **asked).run
    assert first != second
    assert first.rows.get(code="106").goal == pytest.approx(61.2)
    assert second.rows.get(code="106").goal == pytest.approx(56.1)


def test_a_run_keeps_its_inputs_and_reasons(cast, eight):
    edit_figure(actor=cast.lead, figure=figure_of(eight), wanted={"exclusion": "空缺"})
    load(cast, eight, [BulkRow(1, {"code": "109", "potential": 45.0, "sales": 40.0})])
    run = run_frontier(
        actor=cast.lead, comparison_set=eight, period=PERIOD, method="dea-vrs"
    ).run
    assert run.n == 8
    assert [(row["code"], row["reason"]) for row in run.dropped] == [
        ("105", "excluded")
    ]
    assert run.parameters["labels"]["sales_unit"] == "百件"
    assert run.parameters["constants"]["growth"] == 1.2
    assert run.is_provisional


def test_two_periods_make_a_run_firm(cast, eight, run_of):
    load(cast, eight, bulk_rows(), period=EARLIER)
    run = run_of(eight)
    assert not run.is_provisional
    assert run.parameters["held_against"] == EARLIER
    row = run.rows.get(code="104")
    assert row.is_stable
    assert not row.is_named


def test_a_run_needs_somebody_who_sees_every_unit(cast, draft):
    made = create_set(actor=cast.chief, team=cast.east, draft=draft)
    for team in (cast.first, cast.second):
        create_territory(actor=None, code=team.name, team=team)
    rows = bulk_rows([("华东一组", 1.0, 1.0), ("华东二组", 1.0, 1.0)])
    load(cast, made, rows, actor=cast.chief)
    asked = {"comparison_set": made, "period": PERIOD, "method": "dea-vrs"}
    for actor in (cast.lead, cast.rival, cast.rep, cast.trainer, cast.admin):
        with pytest.raises(Forbidden):
            run_frontier(actor=actor, **asked)
    for actor in (cast.chief, cast.head, cast.analyst, None):
        assert run_frontier(actor=actor, **asked).run.n == 2


def test_a_period_without_figures_or_an_unknown_method_is_refused(cast, eight):
    for period, method in [("2024", "dea-vrs"), ("soon", "fdh"), (PERIOD, "ols")]:
        with pytest.raises(Invalid):
            run_frontier(
                actor=cast.lead, comparison_set=eight, period=period, method=method
            )


def test_the_command_line_needs_no_person(cast):
    made = create_set(actor=None, team=cast.first, draft=SetDraft(name="演示"))
    results = load(cast, made, bulk_rows(), actor=None)
    assert {result.fate for result in results} == {Fate.CREATED}
