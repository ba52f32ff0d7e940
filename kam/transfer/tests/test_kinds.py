"""Who may import what, and what each kind of file becomes."""

from __future__ import annotations

import pytest

from kam.accounts.models import Account
from kam.catalog.models import Product
from kam.core.errors import Forbidden, Invalid, NotFound
from kam.people.models import Territory, User
from kam.performance.models import ComparisonSet, Figure
from kam.transfer.tests.rows import adds_up, bring, csv_of

MAY = {
    "users": {"admin"},
    "territories": {"admin", "lead", "chief", "head", "rival"},
    "accounts": {"rep", "lead"},
    "stakeholders": {"rep", "lead"},
    "products": {"admin", "lead"},
    "visits": {"rep", "lead"},
    "figures": {"lead", "analyst"},
    "judgements": {"rep", "lead"},
    "lines": {"rep", "lead"},
    "ties": {"rep", "lead"},
    "roles": {"rep", "lead"},
    "observations": {"rep", "lead"},
    "questions": {"rep", "lead"},
    "probes": {"rep", "lead"},
    "problems": {"rep", "lead"},
    "places": {"rep", "lead"},
    "cards": {"rep", "lead"},
    "claims": {"rep", "lead"},
    "messages": {"rep", "lead"},
    "opportunities": {"rep", "lead"},
    "purchases": {"rep", "lead"},
    "screening": {"rep", "lead"},
    "placements": {"rep", "lead"},
    "plans": {"rep", "lead"},
    "steps": {"rep", "lead"},
    "objectives": {"rep", "lead"},
    "resources": {"admin", "lead"},
    "bookings": {"rep", "lead"},
    "targets": {"lead"},
}


@pytest.mark.parametrize("kind", MAY)
def test_only_who_may_create_one_may_import_many(cast, tmp_path, kind) -> None:
    for part in ("rep", "lead", "analyst", "trainer", "admin", "gone"):
        if part in MAY[kind]:
            continue
        with pytest.raises(Forbidden):
            bring(getattr(cast, part), kind, csv_of(["a"], ["1"]), tmp_path)


def test_an_unknown_kind_is_not_found(cast, tmp_path) -> None:
    with pytest.raises(NotFound):
        bring(cast.rep, "secrets", csv_of(["a"], ["1"]), tmp_path)


def test_rows_reach_only_what_the_person_may_change(cast, tmp_path) -> None:
    bring(cast.stranger, "accounts", csv_of(["名称"], ["远方医院"]), tmp_path)
    content = csv_of(["名称", "负责人"], ["近处医院", "stranger"], ["远方医院", "rep"])
    report = bring(cast.rep, "accounts", content, tmp_path)
    assert report["errors"][0]["row"] == 2
    distant = Account.objects.get(name="远方医院", owner=cast.stranger)
    assert distant.owner == cast.stranger


def test_sales_teams_become_people_chiefs_and_teams(cast, tmp_path) -> None:
    content = csv_of(
        ["sales_agent", "manager", "regional_office"],
        ["Anna Snelling", "Dustin Brinkmann", "Central"],
        ["Cecily Lampkin", "Dustin Brinkmann", "Central"],
        ["Hayden Neloms", "Celia Rouche", "West"],
    )
    looked = bring(cast.admin, "users", content, tmp_path, dry_run=True)
    report = bring(cast.admin, "users", content, tmp_path)
    assert (looked["created"], report["created"]) == (3, 3)
    assert looked["beside"] == report["beside"] == {"同时建立的主管": 2}
    anna = User.objects.get(username="anna.snelling")
    dustin = User.objects.get(username="dustin.brinkmann")
    assert (anna.role, dustin.role) == ("representative", "manager")
    assert anna.team == dustin.team
    assert anna.team.parent.name == "Central"
    again = bring(cast.admin, "users", content, tmp_path)
    assert (again["skipped"], again["beside"]) == (3, {})


def test_a_role_that_is_not_in_the_file_stays(cast, tmp_path) -> None:
    content = csv_of(["username", "name"], ["lead", "周敬之"])
    assert bring(cast.admin, "users", content, tmp_path)["skipped"] == 1
    cast.lead.refresh_from_db()
    assert cast.lead.role == "manager"


FIGURES = csv_of(
    ["territory", "Sales", "Poten", "AdvExp"],
    ["101", "20", "10", "7"],
    ["102", "50", "20", ""],
)


def test_figures_make_set_and_territories_in_the_managers_own_team(
    cast, tmp_path
) -> None:
    chosen = {"comparison_set": "Cravens", "period": "2025", "sales_unit": "件"}
    looked = bring(cast.lead, "figures", FIGURES, tmp_path, dry_run=True, **chosen)
    assert (looked["created"], looked["beside"]) == (2, {"新建的比较组": 1})
    assert not ComparisonSet.objects.exists()
    report = bring(cast.lead, "figures", FIGURES, tmp_path, **chosen)
    assert (report["created"], report["failed"]) == (2, 0)
    made = ComparisonSet.objects.get()
    assert (made.team, made.sales_unit) == (cast.first, "件")
    assert set(Territory.objects.values_list("code", "team__name")) == {
        ("101", "华东一组"),
        ("102", "华东一组"),
    }
    assert Figure.objects.get(territory__code="101").further == {"AdvExp": 7.0}


def test_figures_ask_for_set_and_period(cast, tmp_path) -> None:
    with pytest.raises(Invalid) as asked:
        bring(cast.lead, "figures", FIGURES, tmp_path)
    assert set(asked.value.fields) == {"comparison_set", "period"}


def test_figures_of_another_unit_are_refused(cast, tmp_path) -> None:
    chosen = {"comparison_set": "Cravens", "period": "2025"}
    bring(cast.lead, "figures", FIGURES, tmp_path, sales_unit="件", **chosen)
    report = bring(cast.lead, "figures", FIGURES, tmp_path, sales_unit="箱", **chosen)
    assert report["failed"] == 2
    assert adds_up(report)


def test_products_by_name_where_there_are_no_codes(cast, tmp_path) -> None:
    content = csv_of(["product", "series", "sales_price"], ["GTX Basic", "GTX", "550"])
    assert bring(cast.admin, "products", content, tmp_path)["created"] == 1
    assert Product.objects.get().price_minor == 550_00
    assert bring(cast.admin, "products", content, tmp_path)["skipped"] == 1
