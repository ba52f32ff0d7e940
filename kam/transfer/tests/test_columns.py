"""Suggesting what the columns of a file hold."""

from __future__ import annotations

import pytest

from kam.core.errors import Invalid
from kam.transfer.kinds import KINDS
from kam.transfer.rules.columns import MissingColumns, columns_of, scale_of, suggest
from kam.transfer.rules.shapes import FURTHER

ACCOUNTS, FIGURES = KINDS["accounts"], KINDS["figures"]


def suggested(kind, *header, samples=()):
    return suggest(header, kind.spellings, samples, further=kind.further is not None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("客户名称", "name"),
        ("Account", "name"),
        ("客 户 名 称", "name"),
        ("年潜力（万元）", "potential"),
        ("统一社会信用代码", "credit_code"),
        ("Visit interval", "visit_interval_days"),
        ("visit_interval_days", "visit_interval_days"),
        ("统一社会信用代号", "credit_code"),
        ("备用", ""),
    ],
)
def test_headers_in_both_languages_and_nearly_right(header, field) -> None:
    assert suggested(ACCOUNTS, header)[header] == field


def test_every_kind_knows_its_own_headers_in_both_languages() -> None:
    from django.utils import translation

    for kind in KINDS.values():
        for language in ("zh-hans", "en"):
            with translation.override(language):
                header = kind.headers()
                assert len(set(header)) == len(header)
                found = suggested(kind, *header)
                assert [found[h] for h in header] == [f.name for f in kind.fields]


def test_maven_crm_accounts_as_they_are() -> None:
    found = suggested(
        ACCOUNTS,
        *("account", "sector", "year_established", "revenue", "employees"),
        *("office_location", "subsidiary_of"),
    )
    assert found == {
        "account": "name",
        "sector": "business_scope",
        "year_established": "",
        "revenue": "",
        "employees": "",
        "office_location": "city",
        "subsidiary_of": "parent",
    }


def test_cravens_as_it_is_and_its_further_numbers() -> None:
    header = ("territory", "Sales", "Time", "Poten", "Rating", "note")
    found = suggested(FIGURES, *header, samples=[["1", "2", "3", "4", "5", "x"]])
    assert found == {
        "territory": "code",
        "Sales": "sales",
        "Time": FURTHER,
        "Poten": "potential",
        "Rating": FURTHER,
        "note": "",
    }


def test_no_field_is_suggested_twice() -> None:
    found = suggested(ACCOUNTS, "客户名称", "名称", "客户")
    assert sorted(found.values()) == ["", "", "name"]


def test_cells_tell_a_column_whose_header_does_not() -> None:
    samples = [["医院"], ["工厂"], ["Hospital"]]
    assert suggested(ACCOUNTS, "分类", samples=samples) == {"分类": "kind"}
    assert suggested(ACCOUNTS, "分类", samples=[["医院"], ["x"], ["y"]]) == {"分类": ""}


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("年潜力", 1),
        ("年潜力（万元）", 10**4),
        ("潜力(亿)", 10**8),
        ("潜力[百万元]", 10**6),
    ],
)
def test_the_unit_in_a_header_scales_its_amounts(header, scale) -> None:
    assert scale_of(header) == scale


def test_a_mapping_that_does_not_fit_is_refused() -> None:
    header, fields = ("a", "b"), ACCOUNTS.by_name
    for wrong in ({"c": "name"}, {"a": "nonsense"}, {"a": "name", "b": "name"}):
        with pytest.raises(Invalid):
            columns_of(header, wrong, fields)
    with pytest.raises(MissingColumns) as missing:
        columns_of(header, {"a": "city"}, fields)
    assert missing.value.labels == ["客户名称"]
