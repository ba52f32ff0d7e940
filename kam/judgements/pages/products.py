"""Which product a page is about, and links to the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.judgements.queries import Held


@dataclass(frozen=True)
class Choice:
    """A product to look at."""

    label: str
    url: str
    is_current: bool


def chosen_product(asked: str, names: Mapping[int, str], rows: Sequence[Held]) -> int:
    """Return the product asked for, else the one we hold most about, else any; or 0."""
    if asked:
        pk = int(asked) if asked.isdecimal() else 0
        if pk not in names:
            raise NotFound
        return pk
    held = Counter(row.product_id for row in rows if row.product_id in names)
    if held:
        return max(held, key=lambda pk: (held[pk], -(pk or 0))) or 0
    return next(iter(names), 0)


def product_choices(
    here: str, current: int, names: Mapping[int, str], rows: Sequence[Held]
) -> tuple[list[Choice], list[Choice]]:
    """Return links to the products judged here, and to all others.

    `here` ends where the number of the product follows: …?product=
    """
    judged = {row.product_id for row in rows if row.product_id} | {current}
    links = {
        pk: Choice(name, f"{here}{pk}", pk == current) for pk, name in names.items()
    }
    near = [link for pk, link in links.items() if pk in judged]
    return near, [link for pk, link in links.items() if pk not in judged]
