"""The walk through an import: file, columns, check, confirm, result."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from kam.accounts.models import Account
from kam.audit.models import Entry
from kam.performance.models import ComparisonSet, Figure
from kam.transfer import background
from kam.transfer.kinds import KINDS
from kam.transfer.models import Import
from kam.transfer.services import running
from kam.transfer.terms import ImportState
from kam.transfer.tests.rows import csv_of
from kam.transfer.tests.walking import checked, chosen, send, uploaded
from tests.daily import daily


@pytest.fixture
def rep(client, cast):
    client.force_login(cast.rep)
    return client


@pytest.fixture
def lead(client, cast):
    client.force_login(cast.lead)
    return client


def test_the_empty_page_teaches(rep) -> None:
    text = rep.get("/imports").content.decode()
    assert "还没有导入过文件" in text
    assert "/imports/template/accounts" in text
    assert "/imports/new?kind=figures" not in text


def test_every_kind_has_a_room() -> None:
    """A kind without one once answered 500 after the check."""
    assert all(reverse(kind.room) for kind in KINDS.values())


def test_the_whole_walk(rep, cast) -> None:
    record = uploaded(rep)
    page = rep.get(f"/imports/{record.pk}/columns").content.decode()
    assert "第一人民医院 · 第二人民医院" in page
    assert '<option value="potential" selected>' in page
    rep.post(f"/imports/{record.pk}/columns", chosen(record))
    text = rep.get(f"/imports/{record.pk}").content.decode()
    assert "如果现在导入" in text
    assert "“不知道”不是数字" in text
    assert not Account.objects.exists()
    assert rep.post(f"/imports/{record.pk}/run").status_code == 303
    record.refresh_from_db()
    assert record.state == ImportState.DONE
    assert record.report["created"] == 1
    assert Account.objects.get().owner == cast.rep
    text = rep.get(f"/imports/{record.pk}").content.decode()
    assert "有 1 行没有导入" in text
    assert "内部编号" in text
    assert rep.get("/imports").content.decode().count("客户.csv") == 1
    verbs = Entry.objects.filter(noun="import").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == [
        "import.upload",
        "import.check",
        "import.finish",
        "import.run",
        "import.finish",
    ]


@pytest.mark.parametrize("kind", daily(sorted(KINDS, key="opportunities".__ne__), 1))
def test_every_kind_walks_to_its_room(client, cast, kind) -> None:
    actor = cast.admin if kind == "users" else cast.lead
    client.force_login(actor)
    template = client.get(f"/imports/template/{kind}?format=csv")
    asked = {"comparison_set": "新", "period": "2026"} if kind == "figures" else {}
    record = uploaded(client, kind=kind, content=template.getvalue(), name="样.csv")
    answer = client.post(f"/imports/{record.pk}/columns", chosen(record, **asked))
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert client.get(page.context["page"].links.room).status_code == 200


def test_a_second_click_stores_nothing_twice(rep) -> None:
    record = checked(rep)
    columns = chosen(record)
    for _click in range(2):
        assert rep.post(f"/imports/{record.pk}/run").status_code == 303
    record.refresh_from_db()
    assert (record.report["created"], Account.objects.count()) == (1, 1)
    late = rep.post(f"/imports/{record.pk}/columns", columns)
    assert late["Location"] == f"/imports/{record.pk}"


def test_the_same_upload_twice_is_one_import(rep) -> None:
    for _click in range(2):
        assert send(rep, idempotency_key="one").status_code == 303
    assert Import.objects.count() == 1


def test_failed_rows_are_saved_and_come_again(rep) -> None:
    record = checked(rep)
    rep.post(f"/imports/{record.pk}/run")
    answer = rep.get(f"/imports/{record.pk}/failed?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("客户名称", "城市", "年潜力", "内部编号", "未导入原因")
    assert rows[1][:3] == ("第二人民医院", "北京", "不知道")
    sheet["C2"] = 5
    mended = io.BytesIO()
    sheet.parent.save(mended)
    again = checked(rep, content=mended.getvalue(), name="改好.xlsx")
    assert again.report["created"] == 1
    assert again.report["failed"] == 0


def test_changes_are_listed_and_can_be_saved(rep) -> None:
    record = checked(rep)
    text = rep.get(f"/imports/{record.pk}/changes").getvalue().decode("utf-8-sig")
    assert "去掉多余空格" in text
    assert "860万,8600000" in text


def test_doubtful_rows_are_stored_only_when_accepted(rep) -> None:
    rep.post("/imports/new", {})
    first = checked(rep, content=csv_of(["客户名称", "电话"], ["甲医院", "021-1"]))
    rep.post(f"/imports/{first.pk}/run")
    content = csv_of(
        ["客户名称", "电话"], ["乙医院", "021-1"], ["丙医院", "021-1"], ["丁医院", ""]
    )
    record = checked(rep, content=content)
    doubts = record.report["first"]["doubts"]
    assert {doubt["row"] for doubt in doubts} == {2, 3}
    assert "请看一眼的行" in rep.get(f"/imports/{record.pk}").content.decode()
    rep.post(f"/imports/{record.pk}/run", {"accept": ["2"]})
    record.refresh_from_db()
    report = record.report
    assert (report["created"], report["skipped"], report["failed"]) == (2, 1, 0)
    assert set(Account.objects.values_list("name", flat=True)) == {
        "甲医院",
        "乙医院",
        "丁医院",
    }


def test_figures_with_set_period_and_units(lead) -> None:
    content = csv_of(["territory", "Sales", "Poten", "AdvExp"], ["1", "2", "3", "4"])
    record = uploaded(lead, kind="figures", content=content)
    asked = lead.post(f"/imports/{record.pk}/columns", chosen(record))
    assert asked.status_code == 422
    assert "请写明期间" in asked.content.decode()
    typed = chosen(record, comparison_set="Cravens", period="2025", sales_unit="件")
    assert lead.post(f"/imports/{record.pk}/columns", typed).status_code == 303
    lead.post(f"/imports/{record.pk}/run")
    assert ComparisonSet.objects.get().sales_unit == "件"
    assert Figure.objects.get().further == {"AdvExp": 4.0}
    known = uploaded(lead, kind="figures", content=content)
    page = lead.get(f"/imports/{known.pk}/columns").content.decode()
    assert f'<option value="{ComparisonSet.objects.get().pk}">Cravens' in page


def test_imported_figures_lead_to_their_own_set(lead) -> None:
    content = csv_of(["territory", "Sales", "Poten"], ["1", "2", "3"])
    for name in ("Another", "Cravens"):
        record = uploaded(lead, kind="figures", content=content)
        typed = chosen(record, comparison_set=name, period="2025")
        lead.post(f"/imports/{record.pk}/columns", typed)
        lead.post(f"/imports/{record.pk}/run")
        page = lead.get(f"/imports/{record.pk}").content.decode()
        url = f"/frontier?set={ComparisonSet.objects.get(name=name).pk}"
        assert f'href="{url}"' in page
        assert f"{name} · 2025" in lead.get(url).content.decode()


def test_what_cannot_be_read_is_refused_in_the_form(rep) -> None:
    for content, told in (
        (b"%PDF-1.7", "不是表格"),
        (b"opportunity_id,deal_stage\n1,Won\n", "商机"),
        (csv_of(["客户名称"]), "只有表头"),
    ):
        answer = send(rep, content=content)
        assert answer.status_code == 422
        assert told in answer.content.decode()
    assert not Import.objects.exists()


def test_a_missing_column_is_named(rep) -> None:
    record = uploaded(rep, content=csv_of(["城市"], ["上海"]))
    answer = rep.post(f"/imports/{record.pk}/columns", chosen(record))
    assert answer.status_code == 422
    assert "缺少必需的列：客户名称" in answer.content.decode()


def test_a_path_as_file_name_is_kept_as_text_only(rep, media) -> None:
    record = uploaded(rep, name="../../etc/pass\u202ewd\x00.csv")
    assert "/" not in record.name
    assert "\u202e" not in record.name
    kept = [path for path in media.rglob("*") if path.is_file()]
    assert {path.parent.parent.name for path in kept} == {"imports"}
    assert len(record.place) == 32


def test_giving_up_removes_the_file(
    rep, media, django_capture_on_commit_callbacks
) -> None:
    record = checked(rep)
    with django_capture_on_commit_callbacks(execute=True):
        assert rep.post(f"/imports/{record.pk}/discard").status_code == 303
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert "已放弃" in rep.get(f"/imports/{record.pk}").content.decode()
    assert rep.post(f"/imports/{record.pk}/run").status_code == 303
    assert not Account.objects.exists()


def test_a_large_import_runs_in_the_background(
    rep, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(running, "SMALL", 1)
    started = []
    monkeypatch.setattr(background, "_started", lambda r, _lang: started.append(r))
    with django_capture_on_commit_callbacks(execute=True):
        record = uploaded(rep)
        rep.post(f"/imports/{record.pk}/columns", chosen(record))
    record.refresh_from_db()
    assert record.state == ImportState.CHECKING
    page = rep.get(f"/imports/{record.pk}").content.decode()
    assert f'hx-get="/imports/{record.pk}/progress"' in page
    assert "HX-Refresh" not in rep.get(f"/imports/{record.pk}/progress").headers
    running.execute(started[0])
    done = rep.get(f"/imports/{record.pk}/progress")
    assert done.headers["HX-Refresh"] == "true"
    record.refresh_from_db()
    assert record.state == ImportState.CHECKED


@pytest.mark.parametrize("kind", ["accounts", "stakeholders", "visits"])
def test_templates_are_files_the_import_reads(rep, kind) -> None:
    content = b"".join(rep.get(f"/imports/template/{kind}?format=xlsx"))
    record = uploaded(rep, kind=kind, content=content, name="t.xlsx")
    assert "" not in record.choices["mapping"].values()
