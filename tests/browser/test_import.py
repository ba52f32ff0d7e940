"""A manager brings the Cravens table in: file, columns, check, confirm, result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kam.performance.models import Figure
from tests.cast import build_cast
from tests.reference.cravens import TERRITORIES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cravens(tmp_path: Path) -> Path:
    """Write the table as the reference folder has it."""
    lines = ["territory,Sales,Poten"]
    lines += [f"{t.id},{t.sales},{t.potential}" for t in TERRITORIES]
    path = tmp_path / "cravens.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Write accounts of which some cannot be stored."""
    path = tmp_path / "客户名单.csv"
    rows = [
        "客户名称,类型,年潜力（万元）,城市,负责人,内部编号",
        "上海市第一人民医院,医院,860, 上海,rep,A1",
        "华东检验中心,公司,不清楚,苏州,rep,A2",
        ",医院,120,杭州,rep,A3",
        "宁波康宁医院,医院,１２０,宁波,rep,A4",
        "南京大学附属医院,医院,450,南京,nobody,A5",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def choose_file(page, path: Path, kind: str) -> None:
    page.goto("/imports")
    page.get_by_role("link", name=f"导入 {kind}", exact=True).click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="读取文件").click()


def test_cravens_in_the_browser(page_at, axe, shot, cravens) -> None:
    cast = build_cast()
    page = page_at(width=1440, user=cast.lead)
    page.goto("/imports")
    expect(page.get_by_text("还没有导入过文件")).to_be_visible()
    axe(page)
    shot(page, "imports-empty-1440")
    choose_file(page, cravens, "区域数据")
    expect(page.get_by_role("heading", name="cravens.csv")).to_be_visible()
    expect(page.get_by_label("Poten")).to_have_value("potential")
    page.get_by_label("新比较组的名称").fill("Cravens")
    page.get_by_label("期间").fill("2025")
    axe(page)
    shot(page, "imports-columns-1440")
    page.get_by_role("button", name="检查每一行").click()
    expect(page.get_by_role("heading", name="如果现在导入")).to_be_visible()
    axe(page)
    shot(page, "imports-checked-1440")
    assert not Figure.objects.exists()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("每一行都有了去向")).to_be_visible()
    axe(page)
    shot(page, "imports-done-1440")
    assert Figure.objects.count() == 25


@pytest.mark.parametrize(
    ("width", "theme"),
    [(1440, "light"), pytest.param(390, "dark", marks=pytest.mark.more)],
)
def test_a_list_with_faults(page_at, axe, shot, bad, width, theme) -> None:
    cast = build_cast()
    page = page_at(width=width, theme=theme, user=cast.lead)
    choose_file(page, bad, "客户")
    name = f"{width}-{theme}"
    axe(page)
    shot(page, f"imports-accounts-columns-{name}")
    page.get_by_role("button", name="检查每一行").click()
    expect(page.get_by_role("heading", name="不能导入的行")).to_be_visible()
    axe(page)
    shot(page, f"imports-accounts-checked-{name}")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", name="没有导入的行")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert saved.value.suggested_filename == "客户-未导入的行.csv"
    axe(page)
    shot(page, f"imports-accounts-done-{name}")
    page.goto("/imports")
    axe(page)
    shot(page, f"imports-list-{name}")
    page.goto("/imports/new")
    axe(page)
    shot(page, f"imports-new-{name}")
