"""The page that judges both views of one person and product in one save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from kam.catalog.queries import products_on_sale
from kam.core.clock import today
from kam.judgements.pages import HeldLine, held_line
from kam.judgements.pages.judging import who_is
from kam.judgements.pages.products import (
    Choice,
    chosen_product,
    product_choices,
)
from kam.judgements.queries import held_by
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.judgements.rules.scales import TERMS
from kam.people.queries import setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Stakeholder
    from kam.people.models import User


@dataclass(frozen=True)
class TermsPage:
    """Whose views are judged, and what was held before."""

    who: str
    account: str
    account_url: str
    person_url: str
    back_url: str
    product: str
    product_id: int
    products: Sequence[Choice]
    others: Sequence[Choice]
    draft: str
    held: Sequence[HeldLine]


def terms_page(user: User, stakeholder: Stakeholder, asked: str) -> TermsPage:
    """Build the page; cost: three statements."""
    day, after = today(user.time_zone), int(setting(AGEING_AFTER.key))
    standing = held_by(user, stakeholder, day, TERMS)
    rows, names = list(standing.rows.values()), products_on_sale(user)
    product_id = chosen_product(asked, names, rows)
    here = f"{reverse('change:judge', args=[stakeholder.pk])}?product="
    near, others = product_choices(here, product_id, names, rows)
    told = urlencode({"person": stakeholder.pk, "product": product_id})
    back = reverse("change:account", args=[stakeholder.account_id])
    return TermsPage(
        who=who_is(user, stakeholder),
        account=stakeholder.account.name,
        account_url=reverse("desk:account", args=[stakeholder.account_id]),
        person_url=reverse("accounts:person", args=[stakeholder.pk]),
        back_url=f"{back}?{told}",
        product=names.get(product_id, ""),
        product_id=product_id,
        products=near,
        others=others,
        draft=f"{stakeholder.pk}-{product_id}",
        held=[
            held_line(row, day, after, names)
            for row in rows
            if row.product_id == product_id
        ],
    )
