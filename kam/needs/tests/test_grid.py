"""The grid of white space: its arithmetic, its cells, its page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.services import AccountDraft, create_account
from kam.audit.models import Entry
from kam.catalog.services import ProductDraft, create_competitor, create_product
from kam.core.errors import Forbidden, Invalid, Stale
from kam.needs.models import Place
from kam.needs.rules.grid import Cell, total
from kam.needs.services import edit_place, fill_place
from tests.forms import form_of

CELLS = st.builds(
    Cell, st.none() | st.integers(0, 10**17), st.none() | st.integers(0, 100)
)


@given(CELLS)
def test_ours_and_open_make_the_potential(cell):
    if cell.ours is None:
        assert cell.open is None
        assert cell.potential is None or cell.share is None
        return
    assert 0 <= cell.ours <= cell.potential
    assert cell.ours + cell.open == cell.potential


@given(st.integers(0, 10**17), st.integers(0, 99))
def test_more_share_never_leaves_more_open(potential, share):
    assert Cell(potential, share + 1).open <= Cell(potential, share).open


@given(st.lists(CELLS, max_size=20))
def test_a_sum_is_of_the_complete_cells(cells):
    told = total(cells)
    assert told.cells == len(cells)
    assert told.ours + told.open <= told.potential
    assert told.share is None or 0 <= told.share <= 1
    whole = [cell for cell in cells if cell.ours is not None]
    assert told.complete == len(whole)
    assert total(whole).potential == told.ours + told.open


@pytest.fixture
def cell(db, cast, hospital, reagent):
    """A filled cell."""
    return fill_place(
        actor=cast.rep,
        account=hospital,
        product_id=reagent.pk,
        wanted={"potential_minor": 86_000_000, "our_share": 25, "note": "设备科报表"},
    )


def test_a_cell_is_made_once_then_changed(cast, hospital, reagent, cell):
    again = fill_place(
        actor=cast.lead,
        account=hospital,
        product_id=reagent.pk,
        wanted={"our_share": 30},
        before={"our_share": 25},
    )
    assert (again.pk, again.our_share) == (cell.pk, 30)
    with pytest.raises(Stale):
        edit_place(
            actor=cast.rep,
            place=cell,
            wanted={"our_share": 40},
            before={"our_share": 25},
        )
    assert Place.objects.count() == 1
    told = Entry.objects.filter(noun="place").order_by("pk")
    assert list(told.values_list("verb", flat=True)) == ["place.create", "place.edit"]


@pytest.mark.parametrize(
    "wanted",
    [
        {"our_share": 101},
        {"our_share": -1},
        {"potential_minor": 10**17 + 1},
        {"potential_minor": -1},
        {"competitor_id": 987654},
        {"day": "2999-01-01"},
        {"account_id": 3},
    ],
)
def test_what_no_cell_holds_is_refused(cast, hospital, reagent, wanted):
    with pytest.raises(Invalid):
        fill_place(
            actor=cast.rep, account=hospital, product_id=reagent.pk, wanted=wanted
        )
    assert not Place.objects.exists()


def test_only_who_works_on_the_account_fills_cells(cast, hospital, reagent, cell):
    for part in ("stranger", "analyst", "trainer", "admin", "gone"):
        with pytest.raises(Forbidden):
            fill_place(
                actor=getattr(cast, part),
                account=hospital,
                product_id=reagent.pk,
                wanted={"our_share": 1},
            )


def test_a_cell_is_filled_in_place_and_the_page_adds_up(
    cast, signed, hospital, reagent
):
    branch = create_account(
        actor=cast.rep, draft=AccountDraft(name="东湖分院", parent_id=hospital.pk)
    )
    create_competitor(actor=None, name="海川诊断")
    url = reverse("needs:grid", args=[hospital.pk])
    asked = f"{url}?unit={branch.pk}&product={reagent.pk}"
    page = signed.get(asked).content.decode()
    assert "D-二聚体试剂 在 东湖分院" in page
    save = reverse("needs:place", args=[hospital.pk])
    save += f"?unit={branch.pk}&product={reagent.pk}"
    refused = signed.post(save, {"our_share": "120", "day": "2025-01-02"})
    assert refused.status_code == 422
    typed = {"potential_minor": "40万", "our_share": "25", "day": "2025-01-02"}
    assert signed.post(save, typed).status_code == 303
    page = signed.get(url).content.decode()
    assert "300,000" in page
    assert Place.objects.get().account == branch


def test_two_who_fill_a_new_cell_at_once_choose(cast, signed, hospital, reagent):
    url = reverse("needs:grid", args=[hospital.pk])
    asked = f"?unit={hospital.pk}&product={reagent.pk}"
    save = reverse("needs:place", args=[hospital.pk])
    form = form_of(signed.get(f"{url}{asked}").content.decode(), save)
    said = {"our_share": 25, "note": "招标公告"}
    fill_place(actor=cast.lead, account=hospital, product_id=reagent.pk, wanted=said)
    mine = form.filled(our_share="40", potential_minor="40万")
    met = signed.post(f"{save}{asked}", mine)
    assert met.status_code == 409
    page = met.content.decode()
    assert "25" in page
    assert 'value="40"' in page
    assert Place.objects.get().our_share == 25
    assert (
        signed.post(f"{save}{asked}", form_of(page, save).filled()).status_code == 303
    )
    cell = Place.objects.get()
    assert (cell.our_share, cell.potential_minor) == (40, 40_000_000)
    assert cell.note == "招标公告"


def test_a_cell_elsewhere_is_not_found(cast, signed, hospital, reagent):
    other = create_account(actor=cast.stranger, draft=AccountDraft(name="远方医院"))
    url = reverse("needs:grid", args=[hospital.pk])
    for asked in (
        f"unit={other.pk}&product={reagent.pk}",
        "unit=x&product=1",
        "unit=1",
    ):
        assert signed.get(f"{url}?{asked}").status_code == 404


def test_the_grid_asks_as_often_for_many_as_for_one(cast, signed, hospital, reagent):
    counts = []
    for n in (1, 9, 30):
        for i in range(n):
            draft = AccountDraft(name=f"分院{n}-{i}", parent_id=hospital.pk)
            unit = create_account(actor=cast.rep, draft=draft)
            made = ProductDraft(code=f"P{n}-{i}", name=f"产品{n}-{i}")
            product = create_product(actor=None, draft=made)
            fill_place(
                actor=cast.rep,
                account=unit,
                product_id=product.pk,
                wanted={"potential_minor": 100, "our_share": 5},
            )
        url = reverse("needs:grid", args=[hospital.pk])
        with CaptureQueriesContext(connection) as asked:
            assert signed.get(url).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_an_open_form_of_a_cell_is_sent_as_it_stands(signed, hospital, reagent, cell):
    url = reverse("needs:grid", args=[hospital.pk])
    asked = f"{url}?unit={hospital.pk}&product={reagent.pk}"
    page = signed.get(asked).content.decode()
    assert 'value="860000"' in page
