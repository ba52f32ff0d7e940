"""The page that asks the gates of one person and product."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.adoption.pages.climbers import gates_of, seen_of
from kam.adoption.pages.words import ask_words, gate_label, place_note, stage_words
from kam.adoption.rules.ladder import TOP, stage_of
from kam.adoption.rules.limits import KEYS, limits_from
from kam.catalog.queries import products_on_sale
from kam.core.clock import today
from kam.judgements.pages import HeldLine, held_line, value_words
from kam.judgements.pages.judging import who_is
from kam.judgements.pages.products import (
    Choice,
    chosen_product,
    product_choices,
)
from kam.judgements.queries import held_by
from kam.judgements.rules.freshness import AGEING_AFTER, age
from kam.judgements.rules.scales import GATES
from kam.people.queries import settings_of
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Stakeholder
    from kam.adoption.rules.limits import Limits
    from kam.judgements.queries import Held
    from kam.people.models import User


@dataclass(frozen=True)
class GatesPage:
    """Where somebody stands, the questions, and what the live answer needs."""

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
    now: str
    note: str
    asked: Mapping[str, tuple[str, str]]
    held: Sequence[HeldLine]
    facts: str


def gates_page(user: User, stakeholder: Stakeholder, asked: str) -> GatesPage:
    """Build the page; cost: three statements."""
    day, chosen = today(user.time_zone), settings_of(*KEYS, AGEING_AFTER.key)
    limits, after = limits_from(chosen), int(chosen[AGEING_AFTER.key])
    standing = held_by(user, stakeholder, day, GATES)
    names = products_on_sale(user)
    ask = f"{reverse('adoption:judge', args=[stakeholder.pk])}?product="
    rows = list(standing.rows.values())
    product_id = chosen_product(asked, names, rows)
    near, others = product_choices(ask, product_id, names, rows)
    gates = gates_of(standing, stakeholder.pk, product_id)
    place = stage_of(seen_of(gates), day, limits)
    here = reverse("adoption:account", args=[stakeholder.account_id])
    return GatesPage(
        who=who_is(user, stakeholder),
        account=stakeholder.account.name,
        account_url=reverse("desk:account", args=[stakeholder.account_id]),
        person_url=reverse("accounts:person", args=[stakeholder.pk]),
        back_url=f"{here}?product={product_id}",
        product=names.get(product_id, ""),
        product_id=product_id,
        products=near,
        others=others,
        draft=f"{stakeholder.pk}-{product_id}",
        now=stage_words(place.stage),
        note=place_note(place, limits),
        asked={g: (ask_words(g, limits), _hint(g, gates.get(g))) for g in GATES},
        held=[held_line(held, day, after, names) for held in gates.values()],
        facts=_facts(gates, day, limits),
    )


def _hint(gate: str, held: Held | None) -> str:
    if held is None:
        return gettext("还没有判断过")
    return gettext("%(about)s：%(value)s，%(day)s") % {
        "about": gate_label(gate),
        "value": value_words(gate, held.value),
        "day": day_words(held.day),
    }


def _facts(gates: Mapping[str, Held], day: date, limits: Limits) -> str:
    """Return what the browser needs to show the stage while answers change."""
    return json.dumps(
        {
            "seen": {g: [held.value, age(held.day, day)] for g, held in gates.items()},
            "today": day.isoformat(),
            **ladder_facts(limits),
        },
        ensure_ascii=False,
    )


def ladder_facts(limits: Limits) -> dict[str, Any]:
    """Return what a stage is worked out with in the browser, and how it is said."""
    return {
        "agreed": limits.agreed_days,
        "recommends": limits.recommended_days,
        "share": limits.main_share,
        "stages": [stage_words(stage) for stage in range(1, TOP + 1)],
        "none": stage_words(None),
    }
