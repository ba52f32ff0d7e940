"""C12: every row of every file has one fate, and the counts add up."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.accounts.models import Account
from kam.transfer.tests.rows import adds_up, bring, csv_of
from tests.cast import build_cast

CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
    st.sampled_from(
        ["", "医院", "甲医院", "乙医院", "12", "860万", "-3", "2026-01-01"]
    ),
)
HEADERS = ("客户名称", "类型", "年潜力", "城市", "上级单位", "拜访间隔（天）", "别的")


class Conservation(TestCase):
    """Rows in = created + updated + skipped + failed, whatever the file holds."""

    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
    @given(st.lists(st.lists(CELLS, min_size=7, max_size=8), min_size=1, max_size=12))
    def test_rows_are_conserved(self, rows) -> None:
        cast = build_cast()
        before = Account.objects.count()
        with tempfile.TemporaryDirectory() as folder:
            content = csv_of(HEADERS, *rows)
            if not any(cell.strip() for row in rows for cell in row):
                return
            report = bring(cast.lead, "accounts", content, Path(folder))
        assert adds_up(report)
        assert Account.objects.count() == before + report["created"]
        failed = {error["row"] for error in report["errors"]}
        assert len(failed) == report["failed"]
