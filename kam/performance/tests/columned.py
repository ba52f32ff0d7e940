"""A set with further columns, and runs over them, for the tests of column runs."""

from __future__ import annotations

from kam.core.bulk import BulkRow
from kam.performance.rules import ColumnChoice, Inquiry
from kam.performance.services import ask_columns, bulk_figures, work_out
from kam.performance.tests.conftest import PERIOD

VISITS, ACCOUNTS = "further:拜访", "further:客户"


def choice(method="dea-vrs", inputs=("potential", VISITS), outputs=("sales",), **asked):
    return ColumnChoice(
        inputs=tuple(inputs),
        outputs=tuple(outputs),
        asked=Inquiry(method=method, **asked),
    )


def as_it_is(_number, row):
    return row


def fill(actor, comparison_set, change=as_it_is):
    """Give every territory of a set visits and customers; a test may bend a row."""
    figures = comparison_set.figures.select_related("territory")
    rows = [
        BulkRow(
            number,
            change(
                number,
                {
                    "code": figure.territory.code,
                    "potential": figure.potential,
                    "sales": figure.sales,
                    "further": {
                        "拜访": 40.0 + 7 * (number % 9),
                        "客户": 10.0 + number % 5,
                    },
                },
            ),
        )
        for number, figure in enumerate(figures.order_by("territory__code"), start=1)
    ]
    bulk_figures(actor=actor, comparison_set=comparison_set, period=PERIOD, rows=rows)
    return comparison_set


def asked_for(actor, comparison_set, wanted=None, period=PERIOD):
    return ask_columns(
        actor=actor,
        comparison_set=comparison_set,
        period=period,
        choice=wanted or choice(bootstrap=60),
    )


def made(actor, comparison_set, wanted=None):
    """Ask, and work out what is new."""
    asked = asked_for(actor, comparison_set, wanted)
    return work_out(asked.run) if asked.is_new else asked.run
