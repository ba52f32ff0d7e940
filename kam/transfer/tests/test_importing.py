"""C9–C14: files become records, and every row is accounted for."""

from __future__ import annotations

import csv
import io

import pytest

from kam.accounts.models import Account
from kam.audit.queries import verify
from kam.core.errors import Busy, Invalid
from kam.transfer.services import carrying
from kam.transfer.services.storing import OPENERS
from kam.transfer.tests.rows import adds_up, bring, csv_of


def test_accounts_are_created_then_known(cast, tmp_path) -> None:
    content = csv_of(
        ["客户名称", "类型", "年潜力（万元）", "城市"],
        ["第一人民医院", "医院", "860", " 上海"],
        ["第二人民医院", "Hospital", "", ""],
    )
    first = bring(cast.rep, "accounts", content, tmp_path)
    assert (first["created"], first["failed"]) == (2, 0)
    account = Account.objects.get(name="第一人民医院")
    assert (account.owner, account.potential_minor) == (cast.rep, 860_0000_00)
    assert {c["code"] for c in first["changes"]} == {"scaled", "trimmed"}
    again = bring(cast.rep, "accounts", content, tmp_path)
    assert (again["created"], again["skipped"]) == (0, 2)
    assert verify().sound


def test_an_absent_column_is_left_alone_and_an_empty_cell_empties(
    cast, tmp_path
) -> None:
    bring(cast.rep, "accounts", csv_of(["名称", "城市"], ["甲医院", "上海"]), tmp_path)
    bring(cast.rep, "accounts", csv_of(["名称", "电话"], ["甲医院", "021"]), tmp_path)
    account = Account.objects.get()
    assert (account.city, account.phone) == ("上海", "021")
    bring(cast.rep, "accounts", csv_of(["名称", "城市"], ["甲医院", ""]), tmp_path)
    account.refresh_from_db()
    assert (account.city, account.phone) == ("", "021")


def test_bad_rows_are_told_by_row_and_column_and_come_again(cast, tmp_path) -> None:
    content = csv_of(
        ["客户名称", "年潜力", "拜访间隔（天）"],
        ["好医院", "5", "14"],
        ["", "5", "14"],
        ["坏数医院", "很多", "x"],
        ["负数医院", "-5", "14"],
        ["太密医院", "5", "0"],
    )
    failed = tmp_path / "failed.csv"
    report = bring(cast.rep, "accounts", content, tmp_path, failed_path=failed)
    assert (report["created"], report["failed"]) == (1, 4)
    assert adds_up(report)
    told = {(e["row"], e["column"]) for e in report["errors"]}
    assert {(3, "客户名称"), (4, "年潜力"), (4, "拜访间隔（天）")} <= told
    assert {(5, "年潜力"), (6, "拜访间隔（天）")} <= told
    rows = list(csv.reader(io.StringIO(failed.read_text("utf-8-sig"))))
    assert rows[0] == ["客户名称", "年潜力", "拜访间隔（天）", "未导入原因"]
    assert len(rows) == 5
    mended = [[*rows[0]], ["补名医院", "5", "14", rows[1][3]]]
    again = bring(cast.rep, "accounts", csv_of(*mended), tmp_path)
    assert (again["created"], again["left_out"]) == (1, [])
    unmended = bring(
        cast.rep, "accounts", failed.read_bytes(), tmp_path, failed_path=failed
    )
    assert unmended["failed"] == 4
    assert failed.read_text("utf-8-sig").splitlines()[0].count("未导入原因") == 1


def test_a_dry_run_stores_nothing(cast, tmp_path) -> None:
    content = csv_of(["客户名称", "城市"], ["甲医院", ""], ["", "上海"])
    report = bring(cast.rep, "accounts", content, tmp_path, dry_run=True)
    assert (report["created"], report["failed"]) == (1, 1)
    assert not Account.objects.exists()


def test_shifted_rows_are_not_stored(cast, tmp_path) -> None:
    content = "客户名称,城市\n甲,医院,上海\n乙医院,上海\n".encode()
    report = bring(cast.rep, "accounts", content, tmp_path)
    assert (report["created"], report["failed"]) == (1, 1)
    assert report["errors"][0]["code"] == "shifted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_stores_the_same(cast, tmp_path, encoding) -> None:
    content = csv_of(["客户名称"], ["𠮷林龘医院"], encoding=encoding)
    assert bring(cast.rep, "accounts", content, tmp_path)["created"] == 1
    assert Account.objects.get().name == "𠮷林龘医院"


def test_texts_of_the_world_are_stored_exactly(cast, tmp_path) -> None:
    texts = [
        "<script>alert(1)</script>",
        "=1+1",
        "مستشفى",
        "a\u202eb",
        "👩‍⚕️",
        "'quoted'",
    ]
    content = csv_of(
        ["客户名称", "特点"], *([f"医院{i}", t] for i, t in enumerate(texts))
    )
    report = bring(cast.rep, "accounts", content, tmp_path)
    assert report["failed"] == 0
    stored = Account.objects.order_by("pk").values_list("characteristics", flat=True)
    assert list(stored) == texts


def test_a_text_that_is_too_long_is_an_error_row(cast, tmp_path) -> None:
    content = csv_of(["客户名称", "特点"], ["甲医院", "长" * 1_000_000])
    report = bring(cast.rep, "accounts", content, tmp_path)
    assert (report["created"], report["failed"]) == (0, 1)


@pytest.mark.parametrize("bad", ["a\x00b", "9" * 400, "1.8e308", "-1"])
def test_what_no_database_stores_is_an_error_row(cast, tmp_path, bad) -> None:
    column = "城市" if "\x00" in bad else "年潜力"
    content = csv_of(["客户名称", column], ["甲医院", bad], ["乙医院", ""])
    report = bring(cast.rep, "accounts", content, tmp_path)
    assert (report["created"], report["failed"]) == (1, 1)


def test_a_file_without_the_needed_column_is_refused(cast, tmp_path) -> None:
    with pytest.raises(Invalid, match="缺少必需的列"):
        bring(cast.rep, "accounts", csv_of(["城市"], ["上海"]), tmp_path)


def test_a_header_alone_is_refused(cast, tmp_path) -> None:
    with pytest.raises(Invalid, match="只有表头"):
        bring(cast.rep, "accounts", csv_of(["客户名称"]), tmp_path)


def test_opportunities_are_refused_with_the_reason(cast, tmp_path) -> None:
    content = csv_of(["opportunity_id", "deal_stage"], ["1", "Won"])
    with pytest.raises(Invalid, match="商机"):
        bring(cast.lead, "accounts", content, tmp_path)


def test_a_file_that_is_not_there_is_refused(cast, tmp_path) -> None:
    from kam.transfer.command import Options, import_file

    with pytest.raises(Invalid, match="没有文件"):
        import_file(
            actor=cast.rep,
            kind="accounts",
            path=tmp_path / "nothing.csv",
            options=Options(),
            progress=lambda _d, _t: None,
        )


def test_a_parent_that_comes_in_a_later_chunk_is_found(
    cast, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(carrying, "CHUNK", 2)
    content = csv_of(
        ["名称", "上级单位"],
        ["分院", "总院"],
        ["别院", ""],
        ["总院", ""],
        ["孤院", "没有的医院"],
    )
    report = bring(cast.rep, "accounts", content, tmp_path)
    assert (report["created"], report["failed"]) == (3, 1)
    assert adds_up(report)
    assert Account.objects.get(name="分院").parent.name == "总院"


def test_a_refusal_in_the_middle_keeps_what_was_stored(
    cast, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(carrying, "CHUNK", 2)
    monkeypatch.setattr(carrying, "PAUSE", 0)
    calls = []
    real = OPENERS["accounts"]

    def opened(order):
        store = real(order)

        def moody(rows):
            calls.append(len(rows))
            if len(calls) > 1:
                raise Busy
            return store(rows)

        return moody

    monkeypatch.setitem(OPENERS, "accounts", opened)
    rows = [[f"医院{i}"] for i in range(5)]
    report = bring(cast.rep, "accounts", csv_of(["名称"], *rows), tmp_path)
    assert (report["created"], report["failed"]) == (2, 3)
    assert {e["code"] for e in report["errors"]} == {"not-reached"}
    assert len(calls) == 1 + carrying.TRIES
