"""The window to the library: guards, naming, goals, peers."""

from __future__ import annotations

import pytest

from kam.performance.engine import digest_of, draw, line_at
from kam.performance.rules import Constants, PeriodUnits, Question, Unit
from kam.performance.tests.conftest import EIGHT
from tests.reference.cravens import TERRITORIES, VRS_EFFICIENT, VRS_MEAN_PHI


def units(figures=EIGHT, **exclusions):
    return tuple(
        Unit(
            key=at,
            code=code,
            potential=x,
            sales=y,
            exclusion=exclusions.get(f"u{code}", ""),
        )
        for at, (code, x, y) in enumerate(figures, start=1)
    )


def asked(
    figures=EIGHT,
    *,
    earlier=(),
    method="dea-vrs",
    constants=Constants(),  # noqa: B008 - frozen
    **exclusions,
):
    return Question(
        period="2025",
        method=method,
        units=units(figures, **exclusions),
        constants=constants,
        earlier=tuple(
            PeriodUnits(name=name, units=units(rows)) for name, rows in earlier
        ),
    )


def by_code(drawn):
    return {row.code: row for row in drawn.rows}


def test_cravens_comes_out_as_it_must():
    drawn = draw(asked([(t.id, t.potential, t.sales) for t in TERRITORIES]))
    efficient = sorted(row.code for row in drawn.rows if row.score == 1.0)
    assert efficient == sorted(VRS_EFFICIENT)
    phi = [row.frontier / row.sales for row in drawn.rows]
    assert sum(phi) / len(phi) == pytest.approx(VRS_MEAN_PHI, rel=1e-12)
    assert all(row.certified for row in drawn.rows)


def test_with_one_period_nobody_is_named_and_nobody_has_a_stretch_goal():
    drawn = draw(asked())
    assert drawn.is_provisional
    assert not any(row.is_named for row in drawn.rows)
    rows = by_code(drawn)
    assert rows["101"].frontier_class == "frontier"
    assert rows["101"].goal is None
    assert rows["105"].goal == pytest.approx(58.5)
    assert rows["106"].goal == pytest.approx(61.2)
    assert {note.code for note in drawn.notes} >= {"one_period", "weakly_efficient"}


def test_two_periods_tell_who_stood_at_the_frontier_twice():
    fallen = [(code, x, 10.0 if code == "102" else y) for code, x, y in EIGHT]
    drawn = draw(asked(earlier=[("2024", fallen)]))
    rows = by_code(drawn)
    assert rows["103"].is_stable
    assert not rows["102"].is_stable
    # Eight territories cannot say that somebody is surely at the frontier.
    assert not any(row.is_named for row in drawn.rows)
    # The goal asks for no name: it follows the index, as goal 1 does.
    assert rows["103"].goal == pytest.approx(84.0)
    assert rows["102"].goal is None


def test_whoever_stood_there_twice_is_named_where_intervals_do_not_count():
    fallen = [(code, x, 10.0 if code == "102" else y) for code, x, y in EIGHT]
    lax = Constants(named_within_interval=False)
    drawn = draw(asked(earlier=[("2024", fallen)], constants=lax))
    rows = by_code(drawn)
    assert not drawn.is_provisional
    assert drawn.held_against == "2024"
    assert rows["103"].is_named
    assert rows["103"].goal == pytest.approx(84.0)
    assert rows["102"].frontier_class == "frontier"
    assert not rows["102"].is_named
    assert rows["102"].goal is None


def test_the_peers_are_the_one_or_two_around_the_same_potential():
    peers = by_code(draw(asked()))["105"].peers
    assert [(peer.code, peer.weight, peer.score) for peer in peers] == [
        ("102", 0.5, 1.0),
        ("103", 0.5, 1.0),
    ]
    assert by_code(draw(asked()))["101"].peers == ()


def test_fewer_than_eight_units_are_points_only():
    drawn = draw(asked(EIGHT[:7]))
    assert drawn.line == ()
    assert [note.code for note in drawn.notes] == ["small_sample"]
    assert drawn.notes[0].params == {"n": 7, "fewest": 8}
    assert {row.score for row in drawn.rows} == {None}
    assert drawn.is_provisional


def test_nobody_at_all_is_no_error():
    drawn = draw(asked([]))
    assert (drawn.rows, drawn.line) == ((), ())


def test_every_unit_is_compared_or_left_out_with_a_reason():
    figures = [*EIGHT, ("109", None, 5.0), ("110", 5.0, None), ("111", 9.0, 9.0)]
    drawn = draw(asked(figures, u111="空缺"))
    reasons = {row.code: row.reason for row in drawn.left_out}
    assert reasons == {
        "109": "missing_potential",
        "110": "missing_sales",
        "111": "excluded",
    }
    assert drawn.left_out[-1].text == "空缺"
    assert len(drawn.rows) + len(drawn.left_out) == len(figures)


def test_a_territory_with_one_period_only_is_left_out_once_there_are_two():
    newcomer = [*EIGHT, ("109", 30.0, 60.0)]
    drawn = draw(asked(newcomer, earlier=[("2024", EIGHT)]))
    assert [(row.code, row.reason) for row in drawn.left_out] == [
        ("109", "short_history")
    ]
    assert by_code(draw(asked(newcomer)))["109"].score is not None


def test_an_earlier_period_too_thin_for_a_frontier_decides_nothing():
    drawn = draw(asked(earlier=[("2024", EIGHT[:3])]))
    assert drawn.is_provisional
    assert len(drawn.rows) == len(EIGHT)


def test_a_unit_on_which_the_line_rests_is_marked():
    rows = by_code(draw(asked()))
    assert rows["102"].fragility > 0
    assert rows["105"].fragility is None


def test_units_without_sales_are_told_and_have_no_goal():
    drawn = draw(asked([*EIGHT, ("109", 45.0, 0.0)]))
    note = next(note for note in drawn.notes if note.code == "zero_output")
    assert note.units == ("109",)
    assert by_code(drawn)["109"].goal is None
    assert by_code(drawn)["109"].score == 0.0


def test_the_line_reaches_to_the_largest_potential():
    line = draw(asked()).line
    assert line[0] == (10.0, 20.0)
    assert line[-1] == (70.0, 90.0)
    assert line_at(line, 30.0) == pytest.approx(65.0)
    assert line_at(line, 1000.0) == 90.0
    assert line_at(line, 1.0) is None
    steps = draw(asked(method="fdh")).line
    assert line_at(steps, 39.9) == 52.0


def test_the_order_of_rows_changes_nothing():
    turned = Question(period="2025", method="dea-vrs", units=units()[::-1])
    assert draw(turned).rows == draw(asked()).rows


def test_the_digest_knows_every_input():
    first = asked()
    others = [
        asked([("101", 10.0, 21.0), *EIGHT[1:]]),
        asked(method="fdh"),
        asked(earlier=[("2024", EIGHT)]),
        asked(u101="空缺"),
        Question(
            period="2025",
            method="dea-vrs",
            units=units(),
            constants=Constants(growth=1.1),
        ),
    ]
    assert digest_of(first) == digest_of(asked())
    assert len({digest_of(one) for one in [first, *others]}) == 6
