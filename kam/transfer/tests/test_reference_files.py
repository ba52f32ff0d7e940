"""Files of the world, as they are, from their bytes to the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kam.accounts.models import Account
from kam.catalog.models import Product
from kam.core.errors import Invalid, KamError
from kam.people.models import Team, User
from kam.performance.models import Figure
from kam.transfer.command import Options, import_file
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


def test_the_sales_pipeline_waits_with_a_reason(cast, maven) -> None:
    for kind in ("accounts", "visits", "products"):
        with pytest.raises(Invalid, match="商机") as refused:
            bring_file(cast.lead, kind, maven / "sales_pipeline.csv")
        assert refused.value.why
        assert refused.value.todo


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
