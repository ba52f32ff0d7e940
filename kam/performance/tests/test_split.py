"""Where a gap comes from: the parts add up, and what was not counted is said."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from kam.core.bulk import BulkRow
from kam.performance.engine import split_chain
from kam.performance.pages.split import gap_split
from kam.performance.queries import record_totals, rows_for, spots_of
from kam.performance.rules import Totals, chain_of, mixed, totals_from
from kam.performance.services import bulk_figures
from kam.performance.tests.conftest import PERIOD, text_of

OWN = Totals(sales=52.0, customers=4.0, visits=20.0, orders=5.0)
BEST = Totals(sales=65.0, customers=5.0, visits=20.0, orders=8.0)


def parts_of(own=OWN, best=BEST):
    return {part.factors: part.part for part in split_chain(chain_of(own, best))}


def test_the_parts_of_a_chain_add_up_to_the_gap():
    parts = parts_of()
    assert [*parts] == [("coverage",), ("frequency",), ("conversion",), ("mix",)]
    assert sum(parts.values()) == pytest.approx(13.0)
    mean = 13.0 / math.log(65 / 52)
    assert parts["coverage",] == pytest.approx(mean * math.log(5 / 4))
    assert parts["frequency",] == pytest.approx(mean * math.log(4 / 5))


@pytest.mark.parametrize(
    ("lacking", "factors"),
    [
        ({"orders": None}, [("coverage",), ("frequency",), ("conversion", "mix")]),
        ({"visits": None}, [("coverage",), ("frequency", "conversion"), ("mix",)]),
        ({"customers": None}, [("coverage", "frequency"), ("conversion",), ("mix",)]),
    ],
)
def test_what_was_not_counted_stays_with_the_next_step(lacking, factors):
    for own, best in ((replace(OWN, **lacking), BEST), (OWN, replace(BEST, **lacking))):
        parts = parts_of(own, best)
        assert [*parts] == factors
        assert sum(parts.values()) == pytest.approx(13.0)
        assert chain_of(own, best).missing == tuple(lacking)


def test_without_any_count_nothing_is_split():
    chain = chain_of(Totals(sales=52.0), BEST)
    assert not chain.is_split
    assert chain.missing == ("customers", "visits", "orders")


def test_a_count_of_zero_beside_sales_contradicts_them_and_parts_nothing():
    chain = chain_of(replace(OWN, orders=0.0), BEST)
    assert chain.missing == ("orders",)
    assert sum(part.part for part in split_chain(chain)) == pytest.approx(13.0)


def test_without_sales_the_first_zero_takes_the_whole_gap():
    parts = parts_of(own=Totals(sales=0.0, customers=4.0, visits=0.0, orders=0.0))
    assert parts["frequency",] == pytest.approx(65.0)
    assert sum(parts.values()) == pytest.approx(65.0)


def test_a_mix_lacks_what_one_of_its_peers_lacks():
    mix = mixed([(0.5, OWN), (0.5, replace(BEST, visits=None)), (0.0, Totals(sales=9))])
    assert (mix.sales, mix.customers, mix.visits) == (58.5, 4.5, None)


@pytest.mark.parametrize(
    "names",
    [
        ("覆盖客户数", "拜访数", "成交数"),
        ("Customers covered", "VISITS ", "orders"),
        ("客户数", "拜访次数", "订单数"),
    ],
)
def test_columns_are_known_by_their_names_in_both_languages(names):
    columns = {**dict(zip(names, (1.0, 2.0, 3.0), strict=True)), "人数": 9.0}
    assert totals_from(columns, 7.0) == Totals(
        sales=7.0, customers=1.0, visits=2.0, orders=3.0
    )


COUNTED = {
    "102": (4, 16, 8),
    "103": (6, 24, 12),
    "105": (4, 20, 5),
}


@pytest.fixture
def counted(cast, eight, run_of):
    """A run whose 105 and its peers 102 and 103 have further columns."""
    figures = {"102": (20.0, 50.0), "103": (40.0, 80.0), "105": (30.0, 52.0)}
    names = ("覆盖客户数", "拜访数", "成交数")
    rows = [
        BulkRow(
            at,
            {
                "code": code,
                "potential": figures[code][0],
                "sales": figures[code][1],
                "further": dict(zip(names, counts, strict=True)),
            },
        )
        for at, (code, counts) in enumerate(COUNTED.items(), start=1)
    ]
    bulk_figures(actor=cast.lead, comparison_set=eight, period=PERIOD, rows=rows)
    return run_of(eight)


def row_of(user, run, code="105"):
    return rows_for(user, run).get(code=code)


def card(as_, user, run, code="105"):
    unit = run.rows.get(code=code).territory_id
    told = text_of(as_(user).get(f"/frontier/{run.pk}?unit={unit}"))
    return told[told.index('id="unit-card"') :]


@pytest.mark.django_db
def test_the_card_splits_the_gap_into_four(as_, cast, counted):
    told = card(as_, cast.lead, counted)
    for words in ("差距由何而来", "覆盖", "频率", "转化", "组合", "做得更好"):
        assert words in told
    assert "不是原因" in told
    split = gap_split(cast.lead, row_of(cast.lead, counted), spots_of(counted), counted)
    shown = [float(line.part.replace("−", "-")) for line in split.lines]
    assert sum(shown) == pytest.approx(13.0, abs=0.03)


@pytest.mark.django_db
def test_a_card_says_which_figures_are_missing_and_how_to_add_them(
    as_, cast, eight, run_of
):
    told = card(as_, cast.lead, run_of(eight))
    assert "要把差距拆开，缺这些数字：覆盖客户数、拜访数、成交数" in told
    assert re.search(r'kind=figures">导入数据<', told)


@pytest.mark.django_db
def test_a_territory_on_the_frontier_has_nothing_to_split(as_, cast, counted):
    assert "差距由何而来" not in card(as_, cast.lead, counted, "102")


@pytest.mark.django_db
def test_figures_changed_since_the_run_are_not_split_as_if_they_were_its_own(
    cast, counted
):
    row = row_of(cast.lead, counted)
    spots = [replace(s, sales=s.sales * 2) for s in spots_of(counted)]
    assert gap_split(cast.lead, row, spots, counted) is None


@pytest.mark.django_db
def test_a_representative_reads_no_split_for_it_would_give_peers_away(
    as_, cast, counted, hold, eight
):
    hold(cast.rep, "105", eight)
    told = text_of(as_(cast.rep).get(f"/frontier/{counted.pk}"))
    assert "我的区域 105" in told
    assert "差距由何而来" not in told


@pytest.mark.django_db
def test_whoever_sees_no_visits_counts_none_of_them(cast, counted):
    sales = {row.territory_id: row.sales for row in counted.rows.all()}
    for totals in record_totals(cast.trainer, counted, sales).values():
        assert (totals.visits, totals.orders) == (None, None)
