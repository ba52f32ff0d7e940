"""Files of the world, as they are, from their bytes to the records."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.db.models import Sum

from kam.accounts.models import Account
from kam.catalog.models import Product
from kam.core.clock import pretend
from kam.core.errors import Invalid, KamError
from kam.people.models import Team, User
from kam.performance.models import Figure
from kam.pipeline.engine import Columns, calibrate
from kam.pipeline.models import Opportunity
from kam.pipeline.pages.calibration import read_calibration
from kam.transfer.command import Options, import_file
from kam.transfer.outcomes import Question, read_outcomes
from kam.transfer.tests.rows import adds_up

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.reference


def bring_file(actor: User, kind: str, path: Path, **options: str) -> dict[str, object]:
    """Import a file where it lies."""
    return import_file(
        actor=actor,
        kind=kind,
        path=path,
        options=Options(**options),
        progress=lambda _done, _total: None,
    )


@pytest.fixture
def maven(reference_folder: Path) -> Path:
    """Give the folder of the invented hardware reseller."""
    return reference_folder / "maven_crm"


def test_the_sales_teams_then_what_their_manager_brings(cast, maven) -> None:
    report = bring_file(cast.admin, "users", maven / "sales_teams.csv")
    assert (report["rows_in"], report["created"]) == (35, 35)
    assert report["beside"] == {"同时建立的主管": 6}
    assert Team.objects.filter(name__in=["Central", "East", "West"]).count() == 3
    assert User.objects.filter(role="manager", username__contains=".").count() == 6
    manager = User.objects.get(username="dustin.brinkmann")
    report = bring_file(manager, "accounts", maven / "accounts.csv")
    assert (report["rows_in"], report["created"], report["failed"]) == (85, 85, 0)
    assert report["left_out"] == ["year_established", "revenue", "employees"]
    assert Account.objects.exclude(parent=None).count() > 5
    report = bring_file(manager, "products", maven / "products.csv")
    assert (report["rows_in"], report["created"]) == (7, 7)
    assert Product.objects.get(name="GTX Pro").price_minor == 4821_00


def test_the_sales_pipeline_is_refused_as_another_kind(cast, maven) -> None:
    for kind in ("accounts", "visits", "products"):
        with pytest.raises(Invalid, match="商机") as refused:
            bring_file(cast.lead, kind, maven / "sales_pipeline.csv")
        assert refused.value.why
        assert refused.value.todo


def lines_of(path: Path) -> list[dict[str, str]]:
    """Read a file plainly, to count by other means what the import says."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def calibrated(user: User, path: Path) -> None:
    """Hold the calibration of what came in against that of the file itself."""
    question = Question(
        start="engage_date",
        end="close_date",
        outcome="deal_stage",
        won_words=["Won"],
        lost_words=["Lost"],
        group="account",
    )
    columns, last = read_outcomes(path, question), date(2017, 12, 31)
    inside = [at for at, name in enumerate(columns.groups) if name]
    kept = Columns(
        rows=inside,
        **{
            name: [getattr(columns, name)[at] for at in inside]
            for name in ("starts", "ends", "outcomes", "words")
        },
    )
    file = calibrate(kept, censor=last, days=[30, 60, 90, 120, 138])
    with pretend(datetime(2017, 12, 31, 12, tzinfo=UTC)):
        page = read_calibration(user, {"by": "team"}).found.happened
    assert (page.n, len(page.dropped)) == (file.n, len(file.dropped))
    assert page.closed_only == file.closed_only
    assert page.closed_only.verdict == "overstates"
    assert page.at == file.at


@pytest.mark.more
def test_the_sales_pipeline_comes_in_and_its_faults_are_counted(cast, maven) -> None:
    """Every deal of an account comes in; the others say why not."""
    for kind in ("accounts", "products"):
        bring_file(cast.lead, kind, maven / f"{kind}.csv")
    path = maven / "sales_pipeline.csv"
    report = bring_file(cast.lead, "opportunities", path)
    lines = lines_of(path)
    homeless = [line for line in lines if not line["account"]]
    kept = [line for line in lines if line["account"]]
    assert (len(lines), len(homeless)) == (8800, 1425)
    assert report["rows_in"] == len(lines)
    assert (report["created"], report["failed"]) == (len(kept), len(homeless))
    assert {e["code"] for e in report["errors"]} == {"required"}
    assert {e["column"] for e in report["errors"]} == {"account"}
    spelled = [line for line in kept if line["product"] == "GTXPro"]
    assert len(report["doubtful"]) == len(spelled) == 1258
    assert {d["code"] for d in report["doubtful"]} == {"spelling"}
    assert report["left_out"] == ["sales_agent"]
    rows = Opportunity.objects.standing()
    for outcome, said in (("won", "Won"), ("lost", "Lost")):
        wanted = sum(line["deal_stage"] == said for line in kept)
        assert rows.filter(outcome=outcome).count() == wanted
    won = rows.filter(outcome="won").aggregate(total=Sum("value_minor"))["total"]
    assert won == 10_005_534_00
    unengaged = sum(not line["engage_date"] for line in kept)
    assert rows.filter(engaged_on=None).count() == unengaged == 163
    assert set(rows.filter(engaged_on=None).values_list("stage__code", flat=True)) == {
        "prospecting"
    }
    calibrated(cast.lead, path)
    again = bring_file(cast.lead, "opportunities", path)
    assert (again["skipped"], again["failed"]) == (len(kept), len(homeless))


def test_cravens_as_it_is(cast, reference_folder: Path) -> None:
    path = reference_folder / "cravens" / "cravens.csv"
    chosen = {"comparison_set": "Cravens", "period": "2025", "sales_unit": "百件"}
    report = bring_file(cast.lead, "figures", path, **chosen)
    assert (report["rows_in"], report["created"]) == (25, 25)
    figure = Figure.objects.get(territory__code="9")
    assert figure.further["Rating"] == pytest.approx(float(figure.further["Rating"]))
    assert len(figure.further) == 7
    assert bring_file(cast.lead, "figures", path, **chosen)["skipped"] == 25


def test_every_ugly_spreadsheet_is_accounted_for_or_refused(
    cast, reference_folder: Path
) -> None:
    files = sorted((reference_folder / "ugly_xls_readxl").glob("*.xls*"))
    refused = accounted = 0
    for path in files:
        for kind in ("accounts", "figures"):
            try:
                report = bring_file(
                    cast.lead, kind, path, comparison_set="x", period="2025"
                )
            except KamError as error:
                assert error.what
                refused += 1
            else:
                assert adds_up(report)
                accounted += 1
    assert refused + accounted == 2 * len(files) >= 70
