"""Reading both views of somebody and a product from what stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.change.rules.equation import (
    Block,
    Index,
    Term,
    blocking,
    gaps,
    index_of,
)
from kam.judgements.rules.scales import TERMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.change.rules.limits import Limits
    from kam.judgements.queries import Held, Standing

OURS, CUSTOMER = "ours", "customer"


@dataclass(frozen=True)
class Views:
    """Both views of one person and product, and what follows from them."""

    ours: Mapping[str, Held]
    customer: Mapping[str, Held]
    index: Index
    block: Block | None
    gaps: Mapping[str, float]

    @property
    def is_empty(self) -> bool:
        """Whether neither side was judged."""
        return not self.ours and not self.customer


def terms_of(held: Mapping[str, Held]) -> dict[str, Term]:
    """Return judgements as the rules read them."""
    return {name: Term(row.value, row.is_probed) for name, row in held.items()}


def views_of(
    standing: Standing, person_id: int, product_id: int, limits: Limits
) -> Views:
    """Return both views of somebody."""
    ours = _side(standing, person_id, product_id, OURS)
    customer = _side(standing, person_id, product_id, CUSTOMER)
    mine, theirs = terms_of(ours), terms_of(customer)
    return Views(
        ours=ours,
        customer=customer,
        index=index_of(theirs, limits),
        block=blocking(mine, theirs),
        gaps=gaps(mine, theirs),
    )


def customer_index(
    standing: Standing, person_id: int, product_id: int, limits: Limits
) -> Index:
    """Return the index of somebody's own view, without the rest."""
    return index_of(terms_of(_side(standing, person_id, product_id, CUSTOMER)), limits)


def _side(
    standing: Standing, person_id: int, product_id: int, side: str
) -> dict[str, Held]:
    found = {
        name: standing.of(person_id, name, product_id=product_id, side=side)
        for name in TERMS
    }
    return {name: held for name, held in found.items() if held is not None}
