"""An editing form merges with what others saved, and loses nothing typed."""

from __future__ import annotations

import pytest

from kam.audit import changes
from kam.catalog.models import Product
from kam.core.errors import Invalid, Stale
from kam.web.editing import EditForm


class ProductForm(EditForm):
    class Meta:
        model = Product
        fields = ["name", "line", "summary"]


@pytest.fixture
def product(db):
    row = Product(code="A1", name="试剂", line="凝血", name_key="试剂")
    return changes.create(actor=None, row=row, verb="product.create")


def sent(product, **typed):
    """Fill the form as a browser does that opened it a while ago."""
    opened = ProductForm(instance=product).initial["opened"]
    values = {"name": product.name, "line": product.line, "summary": "", **typed}
    return {**values, "opened": opened}


def bound(product, typed):
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    query.update(typed)
    form = ProductForm(query, instance=Product.objects.get(pk=product.pk))
    assert form.is_valid(), form.errors
    return form


def store(form):
    return changes.change(
        actor=None,
        row=form.instance,
        wanted=form.chosen(),
        before=form.before,
        verb="product.change",
    )


def meanwhile(product, **wanted):
    changes.change(actor=None, row=product, wanted=wanted, verb="product.change")


def test_fields_that_others_left_alone_are_merged(product):
    typed = sent(product, name="新名称")
    meanwhile(product, line="生化")
    store(bound(product, typed))
    product.refresh_from_db()
    assert (product.name, product.line) == ("新名称", "生化")


def test_a_field_that_both_changed_is_a_choice_and_the_rest_stays_typed(product):
    typed = sent(product, name="我的", summary="打了很多字")
    meanwhile(product, name="他的")
    form = bound(product, typed)
    with pytest.raises(Stale) as stale:
        store(form)
    form.collide(stale.value)
    (conflict,) = form.conflicts
    assert (conflict.name, conflict.before) == ("name", "试剂")
    assert (conflict.mine, conflict.theirs) == ("我的", "他的")
    assert form["summary"].value() == "打了很多字"


@pytest.mark.parametrize(("keep", "name"), [("mine", "我的"), ("theirs", "他的")])
def test_the_choice_is_stored_at_the_second_try(product, keep, name):
    typed = sent(product, name="我的", summary="字")
    meanwhile(product, name="他的")
    form = bound(product, typed)
    with pytest.raises(Stale) as stale:
        store(form)
    form.collide(stale.value)
    again = {**typed, "opened": form["opened"].value(), "keep-name": keep}
    store(bound(product, again))
    product.refresh_from_db()
    assert (product.name, product.summary) == (name, "字")


def test_saving_twice_without_opening_again_is_no_conflict(product):
    typed = sent(product, name="一")
    store(bound(product, typed))
    store(bound(product, {**typed, "name": "一"}))
    product.refresh_from_db()
    assert product.name == "一"


def test_a_forged_opening_is_refused(product):
    form = bound(product, sent(product, name="x") | {"opened": "forged"})
    with pytest.raises(Invalid):
        _ = form.before


def test_the_opening_of_another_record_is_refused(product):
    other = changes.create(
        actor=None,
        row=Product(code="B2", name="乙", name_key="乙"),
        verb="product.create",
    )
    form = bound(product, sent(other, name="x"))
    with pytest.raises(Invalid):
        _ = form.before


def test_a_form_that_was_sent_by_half_empties_nothing(product):
    """Without what it was opened with, an absent field would count as emptied."""
    with pytest.raises(Invalid):
        store(bound(product, {"name": "只有名称"}))
    product.refresh_from_db()
    assert (product.name, product.line) == ("试剂", "凝血")


def test_control_the_whole_form_is_stored(product):
    store(bound(product, sent(product, name="新名称")))
    product.refresh_from_db()
    assert (product.name, product.line) == ("新名称", "凝血")


def test_a_new_record_collides_with_nobody_whatever_the_form_sends(db):
    typed = {"name": "新试剂", "line": "", "summary": "", "keep-name": "theirs"}
    form = ProductForm(typed)
    assert form.is_valid(), form.errors
    assert form.chosen()["name"] == "新试剂"
