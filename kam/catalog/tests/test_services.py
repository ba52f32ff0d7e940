"""Promises of the verbs on products and competitors."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.audit.models import Entry
from kam.catalog.models import Competitor, Product
from kam.catalog.services import (
    ProductDraft,
    bulk_products,
    create_competitor,
    create_product,
    edit_competitor,
    edit_product,
)
from kam.core.bulk import BulkRow
from kam.core.cells import minor_of
from kam.core.errors import Forbidden, Invalid, KamError, Stale


def rows_of(*values):
    return [BulkRow(number, row) for number, row in enumerate(values, start=1)]


def fates(results):
    return [result.fate.value for result in results]


def test_a_code_is_made_from_the_name(cast):
    made = create_product(actor=cast.lead, draft=ProductDraft(name="GTX Plus Pro"))
    assert made.code == "GTX-PLUS-PRO"


@pytest.mark.parametrize("part", ["rep", "analyst", "trainer", "gone"])
def test_only_managers_and_administrators_arrange_the_catalogue(cast, part):
    actor = getattr(cast, part)
    product = create_product(actor=cast.admin, draft=ProductDraft(name="甲"))
    rival = create_competitor(actor=cast.lead, name="对手")
    tries = [
        lambda: create_product(actor=actor, draft=ProductDraft(name="乙")),
        lambda: edit_product(actor=actor, product=product, wanted={"name": "丙"}),
        lambda: create_competitor(actor=actor, name="丁"),
        lambda: edit_competitor(actor=actor, competitor=rival, wanted={"note": "x"}),
        lambda: bulk_products(actor=actor, rows=[]),
    ]
    for attempt in tries:
        with pytest.raises(Forbidden):
            attempt()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price_minor", -1),
        ("price_minor", 10**18),
        ("name", ""),
        ("name", "x\x00"),
        ("currency", "yuan"),
        ("summary", "x" * 1001),
    ],
)
def test_what_cannot_be_stored_is_refused(cast, field, value):
    product = create_product(actor=None, draft=ProductDraft(name="甲"))
    with pytest.raises(Invalid) as told:
        edit_product(actor=cast.lead, product=product, wanted={field: value})
    assert field in told.value.fields


def test_a_code_and_a_competitor_exist_once(cast):
    create_product(actor=None, draft=ProductDraft(name="甲", code="A1"))
    with pytest.raises(Invalid) as told:
        create_product(actor=None, draft=ProductDraft(name="乙", code="A1"))
    assert "code" in told.value.fields
    create_competitor(actor=None, name="对手")
    with pytest.raises(Invalid):
        create_competitor(actor=None, name="对手")
    assert Competitor.objects.count() == 1


def test_stale_edits_are_a_choice_and_disjoint_ones_merge(cast):
    product = create_product(actor=None, draft=ProductDraft(name="甲"))
    seen = {"name": "甲", "line": ""}
    edit_product(actor=cast.lead, product=product, wanted={"line": "试剂"}, before=seen)
    merged = edit_product(
        actor=cast.admin, product=product, wanted={"name": "乙"}, before=seen
    )
    assert (merged.name, merged.line) == ("乙", "试剂")
    with pytest.raises(Stale):
        edit_product(
            actor=cast.admin, product=product, wanted={"line": "仪器"}, before=seen
        )


def test_the_maven_products_come_in_and_again_change_nothing(cast):
    rows = rows_of(
        {"name": "GTX Basic", "line": "GTX", "price": "550"},
        {"name": "GTX Pro", "line": "GTX", "price": 4821},
        {"name": "MG Special", "line": "MG", "price": -1},
        {"name": "", "price": 1},
    )
    dry = fates(bulk_products(actor=cast.lead, rows=rows, dry_run=True))
    assert not Product.objects.exists()
    assert fates(bulk_products(actor=cast.lead, rows=rows)) == dry
    assert dry == ["created", "created", "failed", "failed"]
    assert Product.objects.get(code="GTX-PRO").price.minor == 482_100
    again = fates(bulk_products(actor=cast.lead, rows=rows))
    assert again == ["skipped", "skipped", "failed", "failed"]


def test_statements_do_not_grow_with_the_rows(cast):
    counts = []
    for size in (1, 10, 100):
        made = [{"name": f"P{size} {n}"} for n in range(size)]
        with CaptureQueriesContext(connection) as created:
            bulk_products(actor=cast.lead, rows=rows_of(*made))
        changed = [{**row, "line": "甲"} for row in made]
        with CaptureQueriesContext(connection) as updated:
            bulk_products(actor=cast.lead, rows=rows_of(*changed))
        counts.append((len(created), len(updated)))
    assert len(set(counts)) == 1, counts


PRODUCTS = st.fixed_dictionaries(
    {"name": st.sampled_from(["甲", "乙", " 甲 ", ""])},
    optional={
        "code": st.sampled_from(["", "甲", "A1"]),
        "price": st.sampled_from(["", 5, "1.2万", -1, "?"]),
        "line": st.sampled_from(["", "试剂", "x" * 121]),
    },
)


def by_hand(actor, values):
    wanted = {n: values[n] for n in ("name", "line") if n in values}
    if "price" in values:
        wanted["price_minor"] = minor_of(values["price"])
    code, key = values.get("code", ""), values["name"].strip()
    where = {"code": code} if code else {"name_key": key}
    found = list(Product.objects.filter(**where)) if code or key else []
    if len(found) > 1:
        raise LookupError(key)
    if not found:
        create_product(actor=actor, draft=ProductDraft(**wanted, code=code))
        return "created"
    saved = edit_product(actor=actor, product=found[0], wanted=wanted)
    return "updated" if saved.revision > found[0].revision else "skipped"


def one_by_one(actor, rows):
    done = []
    for row in rows:
        try:
            with transaction.atomic():
                done.append(by_hand(actor, row.values))
        except (KamError, LookupError):
            done.append("failed")
    return done


def in_bulk(actor, rows):
    return fates(bulk_products(actor=actor, rows=rows))


def outcome(way, actor, rows):
    with transaction.atomic():
        done = way(actor, rows)
        shown = Product.objects.values_list(
            "code", "name", "line", "price_minor", "revision"
        )
        entries = Entry.objects.filter(noun="product")
        written = sorted((e.verb, sorted(e.digests)) for e in entries)
        found = (done, sorted(shown, key=repr), written)
        transaction.set_rollback(True)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(PRODUCTS, max_size=6))
def test_bulk_is_the_same_as_one_by_one(cast, table):
    rows = rows_of(*table)
    assert outcome(in_bulk, cast.lead, rows) == outcome(one_by_one, cast.lead, rows)
