"""The people of an account in the order of layers, with those still to be found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.words import layer_label, role_label
from kam.accounts.policies import may_add_person
from kam.accounts.rules.threads import LAYERS, uncovered
from kam.accounts.rules.unknowns import OF_LAYER
from kam.people.scopes import hidden_fields
from kam.web.doors import address_of
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.people.models import User

FEW_ASKED = 2


@dataclass(frozen=True)
class PersonLine:
    """One person, or with `is_ghost` a layer in which nobody is known yet."""

    name: str
    layer: str
    pk: int = 0
    role: str = ""
    title: str = ""
    url: str = ""
    share: float = 0
    is_done: bool = False
    has_left: bool = False
    is_ghost: bool = False
    why: str = ""
    ask: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class PeoplePanel:
    """The people table."""

    lines: Sequence[PersonLine]
    former: Sequence[PersonLine]
    count: str
    add_url: str
    hidden: str


def people_panel(
    user: User, account: Account, rows: Sequence[PersonRow]
) -> PeoplePanel:
    """Build the table; empty layers show where somebody is still to be found."""
    active = [row for row in rows if not row.has_left]
    may_add = may_add_person(user, account)
    add_url = reverse("accounts:person-new", args=[account.pk]) if may_add else ""
    hidden = "name" in hidden_fields(user, "stakeholder")
    line = partial(_line, address_of("accounts:person"))
    lines = [line(row) for row in active]
    ghosts = [_ghost(layer, active, add_url) for layer in _empty(active)]
    n = len(active)
    return PeoplePanel(
        lines=_in_order([*lines, *ghosts]),
        former=[line(row) for row in rows if row.has_left],
        count=ngettext("%(n)s 位", "%(n)s 位", n) % {"n": n},
        add_url=add_url,
        hidden=gettext("您的角色只看编号和层级，不看姓名和文字。") if hidden else "",
    )


def _empty(active: Sequence[PersonRow]) -> tuple[str, ...]:
    return uncovered([row.layer for row in active])


def _line(address: Callable[[int], str], row: PersonRow) -> PersonLine:
    return PersonLine(
        name=row.name,
        layer=row.layer,
        pk=row.pk,
        role=" · ".join(part for part in _roles(row) if part),
        title=row.title,
        url=address(row.pk),
        share=row.told.share,
        is_done=row.is_done,
        has_left=row.has_left,
        anchor=f"person-{row.pk}",
    )


def _roles(row: PersonRow) -> tuple[str, ...]:
    return (layer_label(row.layer), role_label(row.functional_role))


def _ghost(layer: str, active: Sequence[PersonRow], add_url: str) -> PersonLine:
    asked = gettext("、").join(row.name for row in active[:FEW_ASKED])
    return PersonLine(
        name=gettext("待找到"),
        layer=layer,
        role=layer_label(layer),
        url=f"{add_url}?layer={layer}" if add_url else "",
        is_ghost=True,
        why=say(OF_LAYER[layer]),
        ask=gettext("可问 %(names)s") % {"names": asked} if asked else "",
    )


def _in_order(lines: Sequence[PersonLine]) -> list[PersonLine]:
    places = {layer: place for place, layer in enumerate(LAYERS)}
    return sorted(lines, key=lambda line: places.get(line.layer, len(LAYERS)))
