"""People of the account as the rules of their rooms read them; no statement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kam.adoption.rules import limits as ladder
from kam.adoption.rules.ladder import Seen, stage_of
from kam.change.rules import limits as change
from kam.change.rules.equation import Term, band_of, index_of
from kam.judgements.rules.scales import BUSINESS, GATES, INFLUENCE, PERSONAL, TERMS
from kam.relations.rules.map import KEYS as MAP_KEYS
from kam.relations.rules.map import Contact, bounds_of, read_map
from kam.relations.rules.matrix import class_of
from kam.thinking.queries.beside import clues_from
from kam.thinking.rules import limits as thinking
from kam.thinking.rules.preference import estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.blueprints.queries.sources import Sources
    from kam.judgements.queries import Standing
    from kam.relations.rules.map import Bounds, Reading

CUSTOMER = "customer"


@dataclass(frozen=True)
class Judged:
    """Somebody, with what follows from the judgements of them."""

    person: PersonRow
    stage: int | None
    relation: str
    business: int | None
    personal: int | None
    influence: int | None
    bands: Callable[[int], str]
    prefers: Callable[[PersonRow], str]

    @cached_property
    def band(self) -> str:
        """How ready they are, where somebody asks."""
        return self.bands(self.person.pk)

    @property
    def quadrant(self) -> str:
        """How they think most, where somebody asks."""
        return self.prefers(self.person)


@dataclass(frozen=True)
class People:
    """Everybody who is there."""

    rows: Sequence[Judged]
    bounds: Bounds

    @cached_property
    def map(self) -> Reading:
        """What the map says of them together."""
        return read_map([_contact(row) for row in self.rows], self.bounds)


def judged(told: Sources, standing: Standing) -> People:
    """Read everybody from what stood."""
    bounds = bounds_of({key: float(told.settings[key]) for key in MAP_KEYS})
    limits = ladder.limits_from(told.settings)
    bands = partial(_band, standing, change.limits_from(told.settings))
    prefers = _preference(told)
    product = _product(standing)
    rows = []
    for person in told.here:
        business = standing.value(person.pk, BUSINESS)
        personal = standing.value(person.pk, PERSONAL)
        rows.append(
            Judged(
                person=person,
                stage=_stage(standing, person.pk, product, limits),
                relation=class_of(business, personal, bounds.high),
                business=business,
                personal=personal,
                influence=standing.value(person.pk, INFLUENCE),
                bands=bands,
                prefers=prefers,
            )
        )
    return People(rows, bounds)


def _preference(told: Sources) -> Callable[[PersonRow], str]:
    """Return how the strongest quadrant of somebody is found, "" while not known.

    Nobody has one where the company does not estimate preferences, or who is left out.
    """
    if not told.settings[thinking.ENABLED.key]:
        return lambda _person: ""
    limits = thinking.limits_from(told.settings)

    def strongest(person: PersonRow) -> str:
        clues = clues_from(person.beside["clues"]) or ()
        return next(iter(estimate(clues, limits).primaries), "")

    return strongest


def _product(standing: Standing) -> int | None:
    """Return the product most is known of."""
    held: dict[int, int] = {}
    for row in standing.rows.values():
        if row.aspect in GATES and row.product_id is not None:
            held[row.product_id] = held.get(row.product_id, 0) + 1
    return max(held, key=lambda pk: (held[pk], -pk)) if held else None


def _stage(
    standing: Standing, person: int, product: int | None, limits: ladder.Limits
) -> int | None:
    if product is None:
        return None
    found = {g: standing.of(person, g, product_id=product) for g in GATES}
    seen = {g: Seen(held.value, held.day) for g, held in found.items() if held}
    return stage_of(seen, standing.day, limits).stage


def _band(standing: Standing, limits: change.Limits, person: int) -> str:
    """Return the least ready band over all products of somebody, or nothing."""
    sides: dict[int, dict[str, Term]] = {}
    for row in standing.about(person):
        if row.side == CUSTOMER and row.aspect in TERMS and row.product_id is not None:
            terms = sides.setdefault(row.product_id, {})
            terms[row.aspect] = Term(row.value, row.is_probed)
    found = [index_of(terms, limits).value for terms in sides.values()]
    values = [value for value in found if value is not None]
    return band_of(min(values), limits) if values else ""


def _contact(row: Judged) -> Contact:
    return Contact(
        id=row.person.pk,
        layer=row.person.layer,
        business=row.business,
        personal=row.personal,
        influence=row.influence,
        role=row.person.functional_role,
    )
