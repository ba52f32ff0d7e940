"""From calendar days to cases: every row is used or dropped with one reason."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesfrontier import (
    CASE_TEXTS,
    UNKNOWN,
    CaseFault,
    LengthError,
    NumberError,
    fit_incidence,
    screen_cases,
)

CENSOR = date(2026, 6, 30)
some_day = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
rows = st.lists(
    st.tuples(some_day, some_day, st.sampled_from([UNKNOWN, 0, 1, 2])),
    min_size=1,
    max_size=30,
)


def column(days):
    return np.array(list(days), dtype="datetime64[D]")


def screened(table, censor=CENSOR):
    starts, ends, outcomes = zip(*table, strict=True)
    return screen_cases(
        starts=column(starts), ends=column(ends), outcomes=outcomes, censor=censor
    )


def judged(start, end, outcome):
    """Say what becomes of one row, in words of its own."""
    faults = (
        (start is None, "missing_start"),
        (outcome == UNKNOWN, "unknown_outcome"),
        (start is not None and start > CENSOR, "start_after_censor"),
        (outcome > 0 and end is None, "missing_end"),
        (outcome > 0 and None not in (start, end) and end < start, "end_before_start"),
    )
    for found, reason in faults:
        if found:
            return reason
    if outcome and end <= CENSOR:
        return (end - start).days, outcome
    return (CENSOR - start).days, 0


@given(table=rows)
def test_every_row_is_used_or_dropped_with_its_reason(table):
    cases = screened(table)
    wanted = [judged(*row) for row in table]
    kept = list(zip(cases.days.tolist(), cases.outcomes.tolist(), strict=True))
    assert kept == [one for one in wanted if isinstance(one, tuple)]
    dropped = [(one.row, str(one.code)) for one in cases.dropped]
    assert dropped == [
        (at, one) for at, one in enumerate(wanted) if isinstance(one, str)
    ]
    assert len(cases.kept) + len(cases.dropped) == len(table)
    assert sum(cases.reasons.values()) == len(cases.dropped)


def test_what_was_known_on_an_earlier_day_uses_nothing_later():
    start = date(2026, 1, 1)
    table = [
        (start, start + timedelta(40), 1),
        (start, date(2026, 2, 1), 0),
        (date(2026, 3, 1), None, 0),
    ]
    early = screened(table, date(2026, 1, 31))
    assert (early.days.tolist(), early.outcomes.tolist()) == ([30, 30], [0, 0])
    assert (early.closed_later, early.planned_end) == (1, 1)
    assert [str(one.code) for one in early.dropped] == ["start_after_censor"]
    assert screened(table).outcomes.tolist() == [1, 0, 0]


def test_dropped_cases_travel_with_the_estimate():
    cases = screened([(None, None, 1), (date(2026, 1, 1), date(2026, 1, 9), 1)])
    fit = fit_incidence(days=cases.days, outcomes=cases.outcomes, dropped=cases.dropped)
    assert fit.n == 1
    assert fit.dropped[0].text == "The case has no first day."
    assert set(CASE_TEXTS) == set(CaseFault)


def test_what_are_no_days_is_refused():
    day = column([date(2026, 1, 1)])
    with pytest.raises(NumberError, match="calendar days"):
        screen_cases(starts=[20260101], ends=day, outcomes=[0], censor="2026-01-02")
    for censor in ("soon", "NaT"):
        with pytest.raises(NumberError, match="no day"):
            screen_cases(starts=day, ends=day, outcomes=[0], censor=censor)
    with pytest.raises(LengthError, match="outcomes"):
        screen_cases(starts=day, ends=day, outcomes=[0, 1], censor="2026-01-02")
    with pytest.raises(LengthError, match="starts"):
        screen_cases(starts=day[0], ends=day, outcomes=[0], censor="2026-01-02")
