"""One battery over every estimator of scores: a new one is one more row."""

from dataclasses import FrozenInstanceError, dataclass, fields

import numpy as np
import pytest

import salesfrontier
from salesfrontier import (
    DuplicateIdError,
    EmptyTableError,
    EnvelopeRules,
    FrontierError,
    LengthError,
    NumberError,
    QuantileRules,
    StochasticRules,
    fit_envelope,
    fit_order_m,
    fit_quantiles,
    fit_stochastic,
)

N = 60


@dataclass(frozen=True)
class Estimator:
    """A way to score units, and what it is asked with."""

    fit: object
    asked: dict[str, object]
    above_one: bool = False

    def __call__(self, **changes):
        return self.fit(**(table() | self.asked | changes))

    def score(self, told):
        return told.top.score if hasattr(told, "top") else told.score


def table():
    draw = np.random.default_rng(20261126)
    x = draw.lognormal(3.0, 0.5, (N, 2))
    y = np.prod(x**0.4, axis=1) * np.exp(
        draw.normal(0.0, 0.05, N) - np.abs(draw.normal(0.0, 0.4, N))
    )
    return {
        "ids": [f"t{at}" for at in range(N)],
        "inputs": {"potential": x[:, 0], "calls": x[:, 1]},
        "outputs": {"sales": y},
    }


def _envelopes():
    for method in salesfrontier.ENVELOPE_METHODS:
        for way in salesfrontier.Orientation:
            asked = {"method": method, "orientation": str(way)}
            yield f"{method} {way}", Estimator(fit_envelope, asked)
    above = {"rules": EnvelopeRules(super_efficiency=True)}
    yield "super-efficiency", Estimator(fit_envelope, above, above_one=True)
    yield "order-m", Estimator(fit_order_m, {"m": 10}, above_one=True)


def _lines():
    for kind in salesfrontier.Inefficiency:
        asked = {"inefficiency": str(kind), "rules": StochasticRules(log=True)}
        yield f"sfa {kind}", Estimator(fit_stochastic, asked)
    for spread in ("nid", "iid"):
        asked = {"taus": 0.85, "rules": QuantileRules(log=True, spread=spread)}
        yield f"quantile {spread}", Estimator(fit_quantiles, asked, above_one=True)


ESTIMATORS = dict([*_envelopes(), *_lines()])


@pytest.fixture(scope="module", params=ESTIMATORS, ids=str)
def named(request):
    return request.param


@pytest.fixture(scope="module")
def estimate(named):
    return ESTIMATORS[named]


@pytest.fixture(scope="module")
def told(estimate):
    return estimate()


def test_every_public_way_to_score_is_in_the_battery():
    ours = {estimator.fit.__name__ for estimator in ESTIMATORS.values()}
    public = {name for name in salesfrontier.__all__ if name.startswith("fit_")}
    # These have batteries of their own: one input and one output, and no scores.
    assert public - ours == {"fit_frontier", "fit_rows", "fit_incidence"}


def test_a_score_is_a_float_for_every_unit_between_zero_and_one(estimate, told):
    score = estimate.score(told)
    assert score.shape == (N,)
    assert score.dtype == np.float64
    assert (score > 0).all()
    assert estimate.above_one or (score <= 1).all()


def test_a_result_says_how_it_was_made(told):
    assert told.n == N
    assert told.ids == tuple(table()["ids"])
    assert told.library_version == salesfrontier.__version__
    assert isinstance(told.method, str)
    assert told.dropped == ()
    codes = {warning.code for warning in told.warnings}
    assert codes <= {"out_of_reach", "alone", "became_exponential"}


def test_columns_are_arrays_of_one_length_with_plain_names(told):
    columns = told.to_columns()
    assert {len(column) for column in columns.values()} == {N}
    assert {"id", "input:potential", "input:calls", "output:sales"} <= set(columns)
    assert all(isinstance(column, np.ndarray) for column in columns.values())


def test_a_result_cannot_be_changed(told):
    with pytest.raises(FrozenInstanceError):
        told.method = "other"
    for field in fields(told):
        column = getattr(told, field.name)
        if isinstance(column, np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                column[0] = 0


def test_the_callers_arrays_are_left_alone(estimate):
    asked = table()
    kept = {name: column.copy() for name, column in asked["inputs"].items()}
    estimate(**asked)
    for name, column in asked["inputs"].items():
        np.testing.assert_array_equal(column, kept[name])
        assert column.flags.writeable


def test_asking_twice_gives_the_same_digits(estimate, told):
    np.testing.assert_array_equal(estimate.score(estimate()), estimate.score(told))


def test_the_order_of_rows_and_columns_does_not_matter(estimate, told):
    order = np.random.default_rng(5).permutation(N)
    asked = table()
    mixed = estimate(
        ids=[asked["ids"][at] for at in order],
        inputs={name: asked["inputs"][name][order] for name in ("calls", "potential")},
        outputs={"sales": asked["outputs"]["sales"][order]},
    )
    np.testing.assert_allclose(
        estimate.score(mixed), estimate.score(told)[order], rtol=1e-6, atol=1e-9
    )


def test_units_of_measure_do_not_matter(estimate, told):
    asked = table()
    moved = estimate(
        inputs={
            "potential": asked["inputs"]["potential"] * 1e5,
            "calls": asked["inputs"]["calls"] / 128,
        },
        outputs={"sales": asked["outputs"]["sales"] * 3e-4},
    )
    np.testing.assert_allclose(
        estimate.score(moved), estimate.score(told), rtol=1e-6, atol=1e-9
    )


def test_selling_more_with_the_same_never_lowers_ones_own_score(estimate, told):
    sales = table()["outputs"]["sales"]
    poor = int(np.argmin(estimate.score(told)))
    sales[poor] *= 1.05
    after = estimate.score(estimate(outputs={"sales": sales}))
    assert after[poor] >= estimate.score(told)[poor] - 1e-9


@pytest.mark.parametrize("column", ["potential", "calls", "sales"])
@pytest.mark.parametrize(
    ("figure", "trouble"), [(np.nan, "NaN"), (np.inf, "infinite"), ("x", "plain")]
)
def test_a_bad_figure_is_refused_by_column_and_row(estimate, column, figure, trouble):
    asked = table()
    block = asked["outputs"] if column == "sales" else asked["inputs"]
    block[column] = [figure, *block[column][1:].tolist()]
    with pytest.raises(NumberError, match=trouble) as caught:
        estimate(**asked)
    assert caught.value.column == column


def test_negative_potential_is_refused(estimate):
    asked = table()
    asked["inputs"]["potential"] = -asked["inputs"]["potential"]
    with pytest.raises(NumberError, match="potential"):
        estimate(**asked)


def test_tables_that_do_not_fit_together_are_refused(estimate):
    with pytest.raises(DuplicateIdError):
        estimate(ids=["same"] * N)
    with pytest.raises(LengthError):
        estimate(ids=["few"])
    with pytest.raises(LengthError):
        estimate(outputs=[1.0, 2.0])
    with pytest.raises(EmptyTableError):
        estimate(ids=[], inputs=[], outputs=[])


def test_one_unit_alone_is_an_error_or_a_warning(estimate):
    try:
        told = estimate(ids=["only"], inputs=[2.0], outputs=[3.0])
    except FrontierError as error:
        assert error.steps
    else:
        assert "small_sample" in {warning.code for warning in told.warnings}


def test_units_all_alike_are_an_error_or_a_warning(estimate):
    try:
        told = estimate(ids=range(12), inputs=np.full((12, 2), 2.0), outputs=[3.0] * 12)
    except FrontierError as error:
        assert error.steps
    else:
        assert "all_equal" in {warning.code for warning in told.warnings}
        np.testing.assert_allclose(estimate.score(told), 1.0)
