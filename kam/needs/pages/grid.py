"""The white-space grid: what each unit could use of each product, and who has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.catalog.queries import products_on_sale
from kam.core.money import Money
from kam.needs.pages.parts import PartLink, part_links
from kam.needs.pages.work import Stat
from kam.needs.policies import may_write
from kam.needs.queries import places_of, units_of
from kam.needs.rules.grid import Cell, total
from kam.people.scopes import hidden_fields
from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.models import Account
    from kam.needs.queries import PlaceRow
    from kam.people.models import User


@dataclass(frozen=True)
class GridCell:
    """What is known of one product in one unit."""

    key: str
    unit: str
    potential: Money | None
    share: int | None
    open: Money | None
    competitor: str
    note: str
    told: str
    url: str
    is_known: bool
    is_chosen: bool


@dataclass(frozen=True)
class GridRow:
    """One product over all units."""

    product: str
    cells: Sequence[GridCell]
    open: Money | None
    share: float | None


@dataclass(frozen=True)
class Chosen:
    """The cell whose form is open."""

    title: str
    post_url: str
    close_url: str
    record: str
    history: int


@dataclass(frozen=True)
class GridPage:
    """Everything the page shows."""

    frame: RoomFrame
    parts: Sequence[PartLink]
    stats: Sequence[Stat]
    units: Sequence[str]
    rows: Sequence[GridRow]
    chosen: Chosen | None
    may_write: bool
    is_hidden: bool


@dataclass(frozen=True)
class Asked:
    """Which cell somebody wants to fill."""

    unit_id: int = 0
    product_id: int = 0


def grid_page(user: User, account: Account, asked: Asked | None = None) -> GridPage:
    """Build the page; cost: three statements."""
    units = units_of(user, account)
    places = places_of(user, units)
    products = products_on_sale(user) | {p.product_id: p.product for p in places}
    view = _View(
        account=account,
        units=units,
        places={(p.account_id, p.product_id): p for p in places},
        writable={unit.pk for unit in units if may_write(user, unit)},
        asked=asked or Asked(),
    )
    return GridPage(
        frame=room_frame(account, "work"),
        parts=part_links(account.pk, "grid"),
        stats=_stats(account, places),
        units=[unit.name for unit in units],
        rows=[_row(view, pk, name) for pk, name in products.items()],
        chosen=_chosen(view, products),
        may_write=bool(view.writable),
        is_hidden="note" in hidden_fields(user, "need"),
    )


@dataclass(frozen=True)
class _View:
    account: Account
    units: Sequence[Account]
    places: Mapping[tuple[int, int], PlaceRow]
    writable: set[int]
    asked: Asked


def _cell(place: PlaceRow | None) -> Cell:
    return Cell(place.potential_minor, place.our_share) if place else Cell()


def _row(view: _View, product_id: int, name: str) -> GridRow:
    told = [_cell(view.places.get((unit.pk, product_id))) for unit in view.units]
    whole = total(told)
    currency = view.account.currency
    return GridRow(
        product=name,
        cells=[_grid_cell(view, unit, product_id) for unit in view.units],
        open=Money(whole.open, currency) if whole.complete else None,
        share=whole.share,
    )


def _grid_cell(view: _View, unit: Account, product_id: int) -> GridCell:
    place = view.places.get((unit.pk, product_id))
    cell, currency = _cell(place), view.account.currency
    parts = [day_words(place.day), place.author] if place else []
    here = reverse("needs:grid", args=[view.account.pk])
    url = f"{here}?unit={unit.pk}&product={product_id}#place"
    return GridCell(
        key=f"{unit.pk}-{product_id}",
        unit=unit.name,
        potential=_money(cell.potential, currency),
        share=cell.share,
        open=_money(cell.open, currency),
        competitor=place.competitor if place else "",
        note=place.note if place else "",
        told=" · ".join(part for part in parts if part),
        url=url if unit.pk in view.writable else "",
        is_known=place is not None,
        is_chosen=(unit.pk, product_id) == (view.asked.unit_id, view.asked.product_id),
    )


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _chosen(view: _View, products: Mapping[int, str]) -> Chosen | None:
    unit = next((u for u in view.units if u.pk == view.asked.unit_id), None)
    name = products.get(view.asked.product_id)
    if unit is None or name is None or unit.pk not in view.writable:
        return None
    place = view.places.get((unit.pk, view.asked.product_id))
    here = reverse("needs:grid", args=[view.account.pk])
    save = reverse("needs:place", args=[view.account.pk])
    return Chosen(
        title=gettext("%(product)s 在 %(unit)s") % {"product": name, "unit": unit.name},
        post_url=f"{save}?unit={unit.pk}&product={view.asked.product_id}",
        close_url=here,
        record=f"{unit.pk}-{view.asked.product_id}",
        history=place.id if place else 0,
    )


def _stats(account: Account, places: Sequence[PlaceRow]) -> list[Stat]:
    whole = total(_cell(place) for place in places)
    currency = account.currency

    def said(minor: int) -> str:
        return str(money(Money(minor, currency), short=True)) if whole.cells else "—"

    share = "—" if whole.share is None else f"{whole.share:.0%}"
    return [
        Stat(gettext("年潜力"), said(whole.potential), gettext("写了潜力的格子")),
        Stat(
            gettext("我们已有"),
            said(whole.ours),
            gettext("份额 %(share)s") % {"share": share},
        ),
        Stat(gettext("还空着"), said(whole.open), gettext("潜力减去我们已有")),
        Stat(
            gettext("写全的格子"),
            f"{whole.complete} / {whole.cells}",
            gettext("潜力和份额都有"),
            "warn" if whole.complete < whole.cells else "",
        ),
    ]
