"""Pages together are the whole list, in order, whichever way they are walked.

The same on both databases, with values that are equal and values that are missing.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.accounts.models import Account
from kam.core.errors import Invalid
from kam.core.paging import LARGEST_PAGE, capped_count, paginate
from kam.people.services import create_team

ORDERS = (
    ("id",),
    ("-id",),
    ("name", "id"),
    ("-potential_minor", "id"),
    ("potential_minor", "-name", "-id"),
    ("city", "potential_minor", "id"),
    ("team__name", "-potential_minor", "id"),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "a", "B", "ä"]),
        st.sampled_from(["", "上海", "北京"]),
        st.none() | st.integers(0, 3),
    ),
    max_size=12,
)


def fill(rows):
    team = create_team(actor=None, name="甲组")
    Account.objects.bulk_create(
        Account(name=name, name_key=name, city=city, potential_minor=minor, team=team)
        for name, city, minor in rows
    )


def accounts():
    return Account.objects.select_related("team")


def wanted(order):
    """The whole list as one query gives it, missing values last."""
    keys = [
        F(key[1:]).desc(nulls_last=True)
        if key.startswith("-")
        else F(key).asc(nulls_last=True)
        for key in order
    ]
    return [row.pk for row in Account.objects.order_by(*keys)]


def forward(order, size):
    pages, cursor = [], ""
    while True:
        page = paginate(
            accounts(),
            order=order,
            cursor=cursor,
            size=size,
        )
        pages.append(page)
        if not page.next:
            return pages
        cursor = page.next


def backward(order, size, last):
    pages = [last]
    while pages[0].previous:
        page = paginate(
            accounts(),
            order=order,
            cursor=pages[0].previous,
            size=size,
        )
        if not page.rows:
            break
        pages.insert(0, page)
    return pages


def ids(pages):
    return [row.pk for page in pages for row in page.rows]


class TestPages(TestCase):
    @given(ROWS, st.sampled_from(ORDERS), st.integers(1, 5))
    def test_walking_forward_gives_every_row_once_in_order(self, rows, order, size):
        fill(rows)
        pages = forward(order, size)
        assert ids(pages) == wanted(order)
        assert all(len(page.rows) <= size for page in pages)
        assert pages[0].previous == ""

    @given(ROWS, st.sampled_from(ORDERS), st.integers(1, 5))
    def test_walking_back_gives_the_same_rows(self, rows, order, size):
        fill(rows)
        last = forward(order, size)[-1]
        assert ids(backward(order, size, last)) == wanted(order)

    @given(ROWS, st.integers(0, 6))
    def test_a_count_stops_at_its_cap(self, rows, cap):
        fill(rows)
        count = capped_count(accounts(), cap)
        assert count.n == min(len(rows), cap)
        assert count.capped == (len(rows) > cap)
        assert str(count).endswith("+") == count.capped


def test_a_row_removed_meanwhile_neither_repeats_nor_hides_another(db):
    fill([("甲", "", n) for n in range(6)])
    first = paginate(accounts(), order=("potential_minor", "id"), size=2)
    first.rows[1].delete()
    second = paginate(
        accounts(),
        order=("potential_minor", "id"),
        cursor=first.next,
        size=2,
    )
    assert [row.potential_minor for row in second.rows] == [2, 3]


def cursor_of(value):
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


BROKEN = [
    "x",
    "!!!",
    "\x00",
    "é",
    "A" * 400,
    cursor_of(["n"]),
    cursor_of(["n", 1, 2, 3]),
    cursor_of(["x", 1, 2]),
    cursor_of({"n": 1}),
    cursor_of(7),
    cursor_of(["n", {"a": 1}, 2]),
    cursor_of(["n", "not a number", 2]),
    cursor_of(["n", 10**30, 10**30]),
    cursor_of(["p", -(10**30), 1]),
    cursor_of(["n", 1.8e308, 1]),
    cursor_of(["n", float("nan"), 1]),
    cursor_of(["n", "\x00", 1]),
    cursor_of(["n", "\ud800", 1]),
    cursor_of(["n", 1, "\x00"]),
    cursor_of(["n", True, None]),
]


@pytest.mark.parametrize("order", [("potential_minor", "id"), ("name", "id")])
@pytest.mark.parametrize("cursor", BROKEN)
def test_a_broken_cursor_is_refused_or_leads_somewhere_but_never_breaks(
    db, order, cursor
):
    fill([("甲", "", 1), ("乙", "", None)])
    with transaction.atomic():
        try:
            page = paginate(accounts(), order=order, cursor=cursor)
        except Invalid as error:
            assert "cursor" in error.fields
        else:
            assert len(page.rows) <= 2


@given(st.text(max_size=80))
def test_no_text_as_a_cursor_breaks_anything(text):
    try:
        paginate(Account.objects.none(), order=("name", "id"), cursor=text)
    except Invalid as error:
        assert "cursor" in error.fields


@pytest.mark.parametrize(("size", "kept"), [(0, 1), (-5, 1), (10**9, LARGEST_PAGE)])
def test_a_page_has_a_sane_size(db, size, kept):
    with transaction.atomic():
        fill([("甲", "", n) for n in range(LARGEST_PAGE + 5)])
        assert len(paginate(accounts(), order=("id",), size=size).rows) == kept
