"""Texts of targets, figures and sets that name a person lose the name as others do."""

from __future__ import annotations

import json

import pytest

from kam.accounts.models import Account
from kam.audit.models import Detail
from kam.audit.queries import verify
from kam.performance.models import (
    ColumnRun,
    ComparisonSet,
    Figure,
    FrontierRow,
    FrontierRun,
    Target,
)
from kam.performance.rules import ColumnChoice, Inquiry
from kam.performance.services import (
    SetDraft,
    agree_target,
    ask_columns,
    bulk_figures,
    create_set,
    edit_figure,
    run_frontier,
    work_out,
)
from kam.performance.tests.conftest import EIGHT, PERIOD, bulk_rows
from kam.privacy.queries import told
from kam.privacy.queries.held import holding_of
from kam.privacy.services import erase_person
from kam.privacy.tests.conftest import NAME

pytestmark = pytest.mark.django_db


def frontier(cast):
    """Make a set whose note, figures and run name the person."""
    draft = SetDraft(name="华东", note=f"{NAME} 给的数字")
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    rows = bulk_rows(EIGHT)
    bulk_figures(actor=cast.lead, comparison_set=made, period=PERIOD, rows=rows)
    figure = made.figures.get(territory__code="108")
    why = {"exclusion": f"{NAME} 说停业"}
    edit_figure(actor=cast.lead, figure=figure, wanted=why)
    choice = ColumnChoice(
        inputs=("potential",), outputs=("sales",), asked=Inquiry(method="dea-vrs")
    )
    asked = ask_columns(
        actor=cast.lead, comparison_set=made, period=PERIOD, choice=choice
    )
    work_out(asked.run)
    return run_frontier(
        actor=cast.lead, comparison_set=made, period=PERIOD, method="dea-vrs"
    ).run


def agree(cast, run, code):
    row = FrontierRow.objects.get(run=run, code=code)
    return agree_target(actor=cast.lead, row=row, figure=70, reason=f"{NAME} 要扩科")


@pytest.fixture
def target(cast, account):
    """Agree two targets that name the person; the account lies in one territory."""
    run = frontier(cast)
    agreed = agree(cast, run, "105")
    lies = Figure.objects.get(territory__code="108").territory
    Account.objects.filter(pk=account.pk).update(territory=agreed.territory)
    sister = Account.objects.create(
        name="西湖医院", owner=cast.rep, team=cast.first, territory=lies
    )
    return agreed, sister


def stored():
    """Return every text of the frontier room as it is stored, its history as well."""
    rows = [
        *Target.objects.filter(territory__code="105").values_list("reason"),
        *ComparisonSet.objects.values_list("note"),
        *FrontierRun.objects.values_list("parameters"),
        *ColumnRun.objects.values_list("parameters"),
    ]
    return json.dumps(rows, ensure_ascii=False)


def history(noun, pk):
    found = Detail.objects.filter(entry__noun=noun, entry__object_id=pk)
    values = [*found.values_list("values", flat=True)]
    return json.dumps(values, ensure_ascii=False)


def test_what_names_them_is_told_and_counted(cast, head, target):
    mentions = told(cast.lead, head.person)["mentions"]
    assert [one["reason"] for one in mentions["performance.Target"]] == [
        f"{NAME} 要扩科"
    ]
    assert mentions["performance.ComparisonSet"][0]["note"] == f"{NAME} 给的数字"
    assert "performance.Figure" not in mentions
    assert holding_of(cast.lead, head.pk).mentions >= 2


def test_erasing_replaces_the_name_in_rows_runs_and_history(cast, head, target):
    agreed, _sister = target
    assert NAME in stored()
    receipt = erase_person(actor=cast.lead, person=head.person, typed=NAME)
    assert receipt.counts["runs"] == 2
    agreed.refresh_from_db()
    assert agreed.reason == f"已清除 #{head.person_id} 要扩科"
    assert agreed.revision == 2
    assert NAME not in stored()
    assert NAME not in history("target", agreed.pk)
    assert NAME not in history("comparisonset", agreed.comparison_set_id)
    assert verify().sound


def test_control_a_territory_without_an_account_of_theirs_keeps_its_text(
    cast, head, target
):
    other = agree(cast, target[0].run, "106")
    erase_person(actor=cast.lead, person=head.person, typed=NAME)
    other.refresh_from_db()
    assert other.reason == f"{NAME} 要扩科"
    assert NAME in history("target", other.pk)
    assert Figure.objects.get(territory__code="108").exclusion == f"{NAME} 说停业"


def test_why_a_territory_takes_no_part_is_searched_where_an_account_lies_in_it(
    cast, head, account, target
):
    lies = target[1].territory
    Account.objects.filter(pk=account.pk).update(territory=lies)
    erase_person(actor=cast.lead, person=head.person, typed=NAME)
    figure = Figure.objects.get(territory__code="108")
    assert figure.exclusion == f"已清除 #{head.person_id} 说停业"
    assert NAME not in history("figure", figure.pk)
    dropped = [*FrontierRun.objects.values_list("dropped", flat=True)]
    dropped += [*ColumnRun.objects.values_list("dropped", flat=True)]
    assert "说停业" in json.dumps(dropped, ensure_ascii=False)
    assert NAME not in json.dumps(dropped, ensure_ascii=False)
