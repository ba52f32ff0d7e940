"""Trees and white space, whatever they hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kam.needs.rules.roles import ROLES
from kam.needs.rules.tree import STEPS, Node, below, lay_out, may_hang
from kam.needs.rules.white import FITS, white_space

NODES = st.lists(
    st.builds(
        Node,
        st.integers(1, 12),
        st.none() | st.integers(1, 12),
        st.sampled_from(STEPS),
    ),
    max_size=14,
    unique_by=lambda node: node.id,
)
LEAVES = st.lists(st.sampled_from([*FITS, "", "strange"]), max_size=40)


def test_each_step_hangs_on_the_one_before_and_on_no_other():
    for kind in STEPS:
        fitting = [p for p in (None, *STEPS) if may_hang(kind, p)]
        assert len(fitting) == 1
        assert below(fitting[0]) == kind if fitting[0] else kind == STEPS[0]
    assert not may_hang("dream", None)


@given(NODES)
def test_a_tree_is_drawn_once_inside_its_rows_even_of_circles(nodes):
    told = lay_out(nodes)
    ids = [spot.id for spot in told.spots]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {node.id for node in nodes}
    assert all(0 <= spot.row <= told.rows - 1 for spot in told.spots)
    assert all(0 <= spot.column < len(STEPS) for spot in told.spots)
    leaves = {s.id for s in told.spots} - {s.parent_id for s in told.spots}
    assert len(leaves) == told.rows
    rows = [spot.row for spot in told.spots if spot.id in leaves]
    assert rows == sorted(set(rows))


@given(LEAVES)
def test_every_leaf_is_counted_once(fits):
    told = white_space(fits)
    assert told.leaves == len(fits)
    assert 0 <= told.spots <= told.leaves
    assert told.covered is None or 0 <= told.covered <= 1


@given(LEAVES, st.sampled_from(FITS))
def test_one_more_leaf_adds_white_space_only_where_we_could_grow(fits, fit):
    before, after = white_space(fits), white_space([*fits, fit])
    assert after.spots - before.spots == (fit in ("usable", "unknown"))
    if fit == "used" and before.covered is not None:
        assert after.covered >= before.covered


def test_templates_are_marked_and_only_the_first_is_from_the_deck():
    assert [role.key for role in ROLES if role.from_deck] == ["quality"]
    assert len({role.key for role in ROLES}) == len(ROLES) == 7
    quality = ROLES[0]
    assert {goal for goal, _methods in quality.goals} == {
        "保证质量",
        "维持流程",
        "避免风险",
    }
    assert {m for _goal, methods in quality.goals for m in methods} == {
        "执行标准",
        "保证步骤",
        "定期检查",
        "谨慎创新",
    }
