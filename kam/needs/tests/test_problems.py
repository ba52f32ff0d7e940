"""The tree grows by steps, is never deleted, and two writers do not overwrite."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, Stale
from kam.needs.models import Problem
from kam.needs.pages import summary
from kam.needs.queries import thoughts_of
from kam.needs.services import (
    ProblemDraft,
    archive_problem,
    create_problems,
    edit_problem,
    fill_from_template,
    restore_problem,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(grow, reagent):
    """A concept with a class and two methods."""
    concept = grow("concept", "急诊要快而准")
    kind = grow("class", "疑似血栓", concept)
    used = grow("method", "先做超声", kind, product_id=reagent.pk, fit="usable")
    return concept, kind, used, grow("method", "经验判断", kind)


def test_steps_hang_on_the_step_before(grow, tree):
    concept, kind, method, _other = tree
    for step, parent in (
        ("concept", concept),
        ("class", None),
        ("class", kind),
        ("method", concept),
        ("method", method),
        ("method", None),
    ):
        with pytest.raises(Invalid) as caught:
            grow(step, "新的", parent)
        assert "parent_id" in caught.value.fields
    assert grow("method", "新的", kind).fit == "unknown"


def test_only_methods_have_fit_and_product(grow, tree, reagent):
    concept = tree[0]
    with pytest.raises(Invalid) as caught:
        grow("class", "别的", concept, fit="used", product_id=reagent.pk)
    assert {"fit", "product_id"} <= set(caught.value.fields)


def test_the_same_method_may_stand_twice_for_two_products_only(grow, tree, reagent):
    _concept, kind, method, _other = tree
    with pytest.raises(Invalid) as caught:
        grow("method", " 先做 超声", kind, product_id=reagent.pk)
    assert "name" in caught.value.fields
    assert grow("method", "先做超声", kind).pk != method.pk


def test_a_day_to_come_and_a_strange_parent_are_refused(cast, grow, head, tree, day):
    with pytest.raises(Invalid) as caught:
        grow("concept", "x", day=day + timedelta(days=1))
    assert "day" in caught.value.fields
    draft = ProblemDraft("class", "x", parent_id=987654)
    with pytest.raises(Invalid):
        create_problems(actor=cast.rep, stakeholder=head, drafts=[draft])


def test_a_branch_is_put_away_and_comes_back_whole(cast, hospital, tree):
    concept, kind, method, other = tree
    archive_problem(actor=cast.rep, problem=other)
    assert archive_problem(actor=cast.rep, problem=concept) == 3
    assert thoughts_of(cast.rep, hospital) == []
    kind.refresh_from_db()
    with pytest.raises(Invalid):
        restore_problem(actor=cast.rep, problem=kind)
    concept.refresh_from_db()
    assert restore_problem(actor=cast.rep, problem=concept) == 3
    told = thoughts_of(cast.rep, hospital)
    assert {t.id for t in told} == {concept.pk, kind.pk, method.pk}
    assert summary(t.fit for t in told if t.kind == "method").text == "空白点 1"
    assert Problem.objects.count() == 4
    verbs = Entry.objects.filter(noun="problem", object_id=method.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "problem.create",
        "problem.archive",
        "problem.restore",
    ]


def test_a_twin_that_came_meanwhile_keeps_the_old_one_away(cast, grow, tree):
    _concept, kind, _method, other = tree
    archive_problem(actor=cast.rep, problem=other)
    grow("method", "经验判断", kind)
    other.refresh_from_db()
    with pytest.raises(Invalid):
        restore_problem(actor=cast.rep, problem=other)


def test_two_editors_merge_or_choose(cast, tree):
    method = tree[2]
    before = {"name": method.name, "fit": method.fit}
    edit_problem(actor=cast.lead, problem=method, wanted={"fit": "used"}, before=before)
    told = edit_problem(
        actor=cast.rep, problem=method, wanted={"name": "先做床旁"}, before=before
    )
    assert (told.name, told.fit) == ("先做床旁", "used")
    with pytest.raises(Stale):
        edit_problem(
            actor=cast.rep, problem=method, wanted={"fit": "unfit"}, before=before
        )


def test_a_class_moves_only_to_another_concept(cast, grow, tree):
    _concept, kind, method, _other = tree
    further = grow("concept", "控制成本")
    moved = edit_problem(actor=cast.rep, problem=kind, wanted={"parent_id": further.pk})
    assert moved.parent_id == further.pk
    for parent in (method.pk, kind.pk, None):
        with pytest.raises(Invalid):
            edit_problem(actor=cast.rep, problem=kind, wanted={"parent_id": parent})


def test_a_template_is_a_guess_until_somebody_asks(cast, head, hospital):
    top = fill_from_template(actor=cast.rep, stakeholder=head, role="quality")
    told = thoughts_of(cast.rep, hospital)
    assert len(told) == 8
    assert all(t.is_assumed for t in told)
    asked = Problem.objects.get(name="谨慎创新")
    edit_problem(actor=cast.rep, problem=asked, wanted={"note": "“先试一个月再说”"})
    assert sum(not t.is_assumed for t in thoughts_of(cast.rep, hospital)) == 1
    with pytest.raises(Invalid):
        fill_from_template(actor=cast.rep, stakeholder=head, role="quality")
    with pytest.raises(Invalid):
        fill_from_template(actor=cast.rep, stakeholder=head, role="astrologer")
    assert archive_problem(actor=cast.rep, problem=top) == 8


def test_only_who_works_on_the_account_writes(cast, head, tree):
    draft = ProblemDraft("concept", "别的")
    for part in ("stranger", "rival", "analyst", "trainer", "admin", "gone"):
        actor = getattr(cast, part)
        with pytest.raises(Forbidden):
            create_problems(actor=actor, stakeholder=head, drafts=[draft])
        with pytest.raises(Forbidden):
            archive_problem(actor=actor, problem=tree[0])
        with pytest.raises(Forbidden):
            edit_problem(actor=actor, problem=tree[0], wanted={"name": "x"})


def test_the_analyst_reads_fits_and_no_words(cast, hospital, tree):
    told = thoughts_of(cast.analyst, hospital)
    assert [t.fit for t in told] == ["", "", "usable", "unknown"]
    assert all(t.name == f"N{t.id}" and not t.note for t in told)
