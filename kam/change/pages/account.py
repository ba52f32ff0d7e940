"""Change in an account: one person's two views, and who is blocked by what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.urls import reverse

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.queries.room import people_of
from kam.accounts.terms import Layer
from kam.catalog.queries import products_on_sale
from kam.change.pages.butterfly import TermRow, term_rows
from kam.change.pages.scale import Lowering, Scale, lowering_of, scale_of
from kam.change.pages.sides import Views, views_of
from kam.change.pages.whatif import WhatIf, judged_factors, whatif_of
from kam.change.pages.words import (
    TONES,
    band_words,
    index_words,
    probed_words,
    term_label,
)
from kam.change.rules.equation import band_of
from kam.change.rules.limits import KEYS, limits_from, weight_of
from kam.core.clock import today
from kam.core.errors import NotFound
from kam.judgements.pages.products import (
    Choice,
    chosen_product,
    product_choices,
)
from kam.judgements.policies import may_judge
from kam.judgements.queries import account_history, newest_of
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.judgements.rules.scales import BUSINESS, FACTORS, PERSONAL, TERMS
from kam.people.queries import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.change.rules.equation import Index
    from kam.change.rules.limits import Limits
    from kam.judgements.queries import Held, Standing
    from kam.people.models import User

MOST_CHIPS = 12
ASPECTS = (*TERMS, *FACTORS, BUSINESS, PERSONAL)


@dataclass(frozen=True)
class Asked:
    """What the address says: person, product, and sliders that were moved."""

    person: str = ""
    product: str = ""
    sliders: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonLine:
    """Somebody with what blocks them."""

    pk: int
    name: str
    layer: str
    index: str
    band: str
    tone: str
    probed: str
    block: str
    url: str
    is_current: bool
    is_empty: bool


@dataclass(frozen=True)
class ChangePage:
    """Everything the page shows; without a person or a product, less."""

    frame: RoomFrame
    products: Sequence[Choice]
    others: Sequence[Choice]
    product: str
    product_id: int
    people: Sequence[PersonLine]
    chips: Sequence[PersonLine]
    person_id: int
    who: str
    rows: Sequence[TermRow]
    is_empty: bool
    scale: Scale | None
    lowering: Lowering | None
    whatif: WhatIf | None
    judge_url: str
    history_url: str
    may_judge: bool


@dataclass(frozen=True)
class _View:
    account: Account
    day: date
    limits: Limits
    after: int
    weight: float
    people: Sequence[PersonRow]
    rows: Sequence[Held]
    standing: Standing
    product_id: int
    may: bool

    @cached_property
    def here(self) -> str:
        """The address of the page."""
        return reverse("change:account", args=[self.account.pk])


def change_page(user: User, account: Account, asked: Asked) -> ChangePage:
    """Build the page; cost: four statements."""
    day, weight = today(user.time_zone), weight_of(account.kind)
    chosen = settings_of(*KEYS, AGEING_AFTER.key, weight.key)
    rows = account_history(user, account, day, ASPECTS)
    names = products_on_sale(user)
    view = _View(
        account=account,
        day=day,
        limits=limits_from(chosen),
        after=int(chosen[AGEING_AFTER.key]),
        weight=float(chosen[weight.key]),
        people=[row for row in people_of(user, account) if not row.has_left],
        rows=rows,
        standing=newest_of(rows, day),
        product_id=chosen_product(asked.product, names, rows),
        may=may_judge(user, account),
    )
    return _page(view, asked, names)


def _page(view: _View, asked: Asked, names: Mapping[int, str]) -> ChangePage:
    views = {p.pk: _views(view, p.pk) for p in view.people}
    person = _chosen_person(view, asked.person, views)
    here = f"{view.here}?{f'person={person.pk}&' if person else ''}product="
    near, others = product_choices(here, view.product_id, names, view.rows)
    own = views[person.pk] if person else None
    lines = [_line(view, p, views[p.pk], person) for p in view.people]
    return ChangePage(
        frame=room_frame(view.account, "change"),
        products=near,
        others=others,
        product=names.get(view.product_id, ""),
        product_id=view.product_id,
        people=lines,
        chips=_chips(lines),
        person_id=person.pk if person else 0,
        who=person.name if person else "",
        rows=term_rows(own, view.day, view.after, view.limits) if own else [],
        is_empty=own is None or own.is_empty,
        scale=scale_of(own, view.limits, _before(view, person)) if own else None,
        lowering=lowering_of(own.block) if own else None,
        whatif=_whatif(view, person, asked.sliders) if person else None,
        judge_url=_judge_url(view, person),
        history_url=reverse("judgements:history", args=[person.pk]) if person else "",
        may_judge=view.may,
    )


def _views(view: _View, person_id: int) -> Views:
    return views_of(view.standing, person_id, view.product_id, view.limits)


def _chosen_person(
    view: _View, asked: str, views: Mapping[int, Views]
) -> PersonRow | None:
    """Return the person asked for, else the one whose view we know best."""
    if asked:
        found = [p for p in view.people if str(p.pk) == asked]
        if not found:
            raise NotFound
        return found[0]
    if not view.people:
        return None
    return max(
        view.people, key=lambda p: (views[p.pk].index.probed, len(views[p.pk].ours))
    )


def _chips(lines: Sequence[PersonLine]) -> list[PersonLine]:
    """Return whom to choose from above; everybody stands in the table below."""
    near = [line for line in lines if line.is_current or not line.is_empty]
    rest = [line for line in lines if line.is_empty and not line.is_current]
    return [*near, *rest][:MOST_CHIPS]


def _line(
    view: _View, person: PersonRow, views: Views, current: PersonRow | None
) -> PersonLine:
    index = views.index
    band = "" if index.value is None else band_of(index.value, view.limits)
    told = urlencode({"person": person.pk, "product": view.product_id})
    return PersonLine(
        pk=person.pk,
        name=person.name,
        layer=str(Layer(person.layer).label) if person.layer else "",
        index="" if index.value is None else index_words(index.value),
        band=band_words(band) if band else "",
        tone=TONES.get(band, ""),
        probed=probed_words(index.probed),
        block=term_label(views.block.term) if views.block else "",
        url=f"{view.here}?{told}",
        is_current=person is current,
        is_empty=views.is_empty,
    )


def _before(view: _View, person: PersonRow | None) -> Index | None:
    """Return the index as it stood before the newest judgement of the customer."""
    days = [
        row.day
        for row in view.rows
        if person is not None
        and row.stakeholder_id == person.pk
        and row.product_id == view.product_id
        and row.side == "customer"
    ]
    if person is None or not days:
        return None
    then = max(days) - timedelta(days=1)
    earlier = newest_of([row for row in view.rows if row.day <= then], then)
    found = views_of(earlier, person.pk, view.product_id, view.limits).index
    return None if found.value is None else found


def _judge_url(view: _View, person: PersonRow | None) -> str:
    if person is None or not view.may:
        return ""
    return f"{reverse('change:judge', args=[person.pk])}?product={view.product_id}"


def _whatif(view: _View, person: PersonRow, sliders: Mapping[str, int]) -> WhatIf:
    judged = judged_factors(view.standing, person.pk, view.product_id)
    told = urlencode({"person": person.pk, "product": view.product_id})
    back = quote(f"{view.here}?{told}#whatif", safe="")
    urls = {
        name: f"{reverse('judgements:judge', args=[person.pk, name])}"
        f"?product={view.product_id}&next={back}"
        for name in FACTORS
    }
    urls["relationship"] = (
        f"{reverse('judgements:judge', args=[person.pk, BUSINESS])}?next={back}"
    )
    return whatif_of(judged, sliders, view.weight, urls if view.may else {})
