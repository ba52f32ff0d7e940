"""Many records at once are stored and written down like one by one."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kam.audit import changes
from kam.audit.batches import change_many, check_row, create_many
from kam.audit.models import Entry
from kam.audit.queries import verify
from kam.catalog.models import Product


def products(count, start=0):
    return [
        Product(code=f"P{n}", name=f"试剂 {n}", name_key=f"{n}")
        for n in range(start, start + count)
    ]


def deeds():
    rows = Entry.objects.order_by("object_id", "id").select_related("detail")
    return [
        (e.verb, e.noun, {k: v[1:] for k, v in e.detail.values.items()}) for e in rows
    ]


def stored():
    names = ("code", "name", "line", "revision")
    return list(Product.objects.order_by("code").values_list(*names))


def test_a_batch_tells_the_audit_what_single_verbs_tell(db):
    with transaction.atomic():
        create_many(actor=None, rows=products(3), verb="product.create")
        told, kept = deeds(), stored()
        transaction.set_rollback(True)
    for row in products(3):
        changes.create(actor=None, row=row, verb="product.create")
    assert (deeds(), stored()) == (told, kept)
    assert len(told) == 3


def test_a_batch_of_changes_equals_single_changes(db):
    create_many(actor=None, rows=products(3), verb="product.create")
    wanted = [{"line": "甲"}, {"line": ""}, {"name": "新", "line": "乙"}]
    with transaction.atomic():
        rows = list(Product.objects.select_for_update().order_by("id"))
        pairs = list(zip(rows, wanted, strict=True))
        changed = change_many(actor=None, pairs=pairs, verb="product.change")
        assert len(changed) == 2
        told, kept = deeds(), stored()
        transaction.set_rollback(True)
    for row, values in zip(Product.objects.order_by("id"), wanted, strict=True):
        changes.change(actor=None, row=row, wanted=values, verb="product.change")
    assert (deeds(), stored()) == (told, kept)
    assert verify().sound


@pytest.mark.parametrize("count", [1, 10, 100])
def test_a_batch_costs_the_same_statements_at_any_size(db, count):
    rows = products(count)
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        create_many(actor=None, rows=rows, verb="product.create")
    assert len(asked) == 11


def test_a_row_is_checked_without_asking_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        faulty = check_row(Product(code="", name="x" * 200, price_minor=1))
        sound = check_row(Product(code="A", name="甲", name_key="甲"))
    assert sorted(faulty.fields) == ["code", "name"]
    assert sound is None
