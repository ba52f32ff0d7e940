"""How the people of an account think of their work, and where we could help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.queries.room import people_of
from kam.needs.pages.drawing import Picture, in_order, picture
from kam.needs.pages.parts import PartLink, part_links
from kam.needs.pages.words import (
    TONES,
    add_words,
    fit_letter,
    fit_words,
    kind_words,
)
from kam.needs.policies import may_write
from kam.needs.queries import thoughts_of
from kam.needs.rules.roles import ROLES
from kam.needs.rules.tree import METHOD, below
from kam.needs.rules.white import FITS, UNKNOWN, WHITE, WhiteSpace, white_space
from kam.people.scopes import hidden_fields
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.needs.queries import Thought
    from kam.people.models import User

FEW_SPOTS = 12


@dataclass(frozen=True)
class PersonLink:
    """Somebody whose tree can be looked at."""

    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class TreeRow:
    """One node in the table behind the picture."""

    id: int
    depth: int
    kind: str
    name: str
    note: str
    product: str
    fit: str
    tone: str
    is_assumed: bool
    told: str
    edit_url: str
    add_url: str
    add_label: str


@dataclass(frozen=True)
class Spot:
    """A place to grow that displaces nobody."""

    where: str
    name: str
    product: str
    fit: str
    tone: str
    next_step: str


@dataclass(frozen=True)
class RoleButton:
    """A template that fills a tree."""

    key: str
    label: str
    nodes: int
    from_deck: bool


@dataclass(frozen=True)
class Stat:
    """A figure at the head of the page."""

    label: str
    value: str
    note: str = ""
    tone: str = ""
    url: str = ""
    key: str = ""


@dataclass(frozen=True)
class WorkPage:
    """Everything the page shows."""

    frame: RoomFrame
    parts: Sequence[PartLink]
    people: Sequence[PersonLink]
    person_id: int
    who: str
    stats: Sequence[Stat]
    picture: Picture | None
    rows: Sequence[TreeRow]
    spots: Sequence[Spot]
    more_spots: int
    roles: Sequence[RoleButton]
    template_url: str
    new_url: str
    legend: Sequence[tuple[str, str, str]]
    may_write: bool
    is_hidden: bool


def work_page(user: User, account: Account, asked: str = "") -> WorkPage:
    """Build the page; cost: two statements."""
    people = [row for row in people_of(user, account) if not row.has_left]
    thoughts = thoughts_of(user, account)
    person = _chosen(people, thoughts, asked)
    pk = person.pk if person else 0
    own = [t for t in thoughts if t.stakeholder_id == pk]
    may = may_write(user, account)
    spots = _spots(own)
    return WorkPage(
        frame=room_frame(account, "work"),
        parts=part_links(account.pk, "account"),
        people=[_link(account.pk, row, thoughts, pk) for row in people],
        person_id=pk,
        who=person.name if person else "",
        stats=_stats(own, thoughts),
        picture=picture(own, may_edit=may),
        rows=_rows(own, pk),
        spots=spots[:FEW_SPOTS],
        more_spots=max(0, len(spots) - FEW_SPOTS),
        roles=[RoleButton(r.key, say(r.label), r.nodes, r.from_deck) for r in ROLES],
        template_url=reverse("needs:template", args=[pk]) if pk else "",
        new_url=reverse("needs:problem-new", args=[pk]) if pk else "",
        legend=[(fit_letter(f), fit_words(f), TONES[f]) for f in FITS],
        may_write=may,
        is_hidden="name" in hidden_fields(user, "need"),
    )


def _chosen(
    people: Sequence[PersonRow], thoughts: Sequence[Thought], asked: str
) -> PersonRow | None:
    """Return who was asked for, or the first one whose thinking is known."""
    for row in people:
        if str(row.pk) == asked:
            return row
    known = {t.stakeholder_id for t in thoughts}
    told = [row for row in people if row.pk in known]
    return next(iter(told or people), None)


def _link(
    account_id: int, row: PersonRow, thoughts: Sequence[Thought], current: int
) -> PersonLink:
    here = reverse("needs:account", args=[account_id])
    return PersonLink(
        label=row.name,
        count=sum(t.stakeholder_id == row.pk for t in thoughts),
        url=f"{here}?person={row.pk}",
        is_current=row.pk == current,
    )


def _white(thoughts: Sequence[Thought]) -> WhiteSpace:
    return white_space(t.fit for t in thoughts if t.kind == METHOD)


def _stats(own: Sequence[Thought], everybody: Sequence[Thought]) -> list[Stat]:
    told, whole = _white(own), _white(everybody)
    covered = "—" if told.covered is None else f"{told.covered:.0%}"
    asked = sum(not t.is_assumed for t in own)
    return [
        Stat(
            gettext("空白点"),
            str(told.spots),
            gettext("可用 %(usable)s + 未知 %(unknown)s")
            % {"usable": told.usable, "unknown": told.unknown},
        ),
        Stat(
            gettext("整个客户的空白点"),
            str(whole.spots),
            gettext("共 %(n)s 种方法") % {"n": whole.leaves},
        ),
        Stat(gettext("已用"), covered, gettext("占适用的方法")),
        Stat(
            gettext("问过"),
            f"{asked} / {len(own)}",
            gettext("其余是模板的猜想"),
            "warn" if asked < len(own) else "",
        ),
    ]


def _rows(own: Sequence[Thought], person_id: int) -> list[TreeRow]:
    known = {t.id: t for t in own}
    return [_row(known[spot.id], spot.column, person_id) for spot in in_order(own)[0]]


def _row(told: Thought, depth: int, person_id: int) -> TreeRow:
    kind = below(told.kind)
    new = reverse("needs:problem-new", args=[person_id])
    parts = [day_words(told.day), told.author]
    return TreeRow(
        id=told.id,
        depth=depth,
        kind=kind_words(told.kind),
        name=told.name,
        note=told.note,
        product=told.product,
        fit=fit_words(told.fit),
        tone=TONES.get(told.fit, "mute"),
        is_assumed=told.is_assumed,
        told=" · ".join(part for part in parts if part),
        edit_url=reverse("needs:problem", args=[told.id]),
        add_url=f"{new}?parent={told.id}" if kind else "",
        add_label=add_words(kind),
    )


def _spots(own: Sequence[Thought]) -> list[Spot]:
    """Return the white space, usable before unknown."""
    known = {t.id: t for t in own}
    leaves = [t for t in own if t.kind == METHOD and t.fit in WHITE]
    leaves.sort(key=lambda t: t.fit == UNKNOWN)
    first = next((t for t in leaves if t.fit == UNKNOWN), None)
    return [_spot(t, known, is_first=t is first) for t in leaves]


def _spot(told: Thought, known: dict[int, Thought], *, is_first: bool) -> Spot:
    parent = known.get(told.parent_id or 0)
    return Spot(
        where=parent.name if parent else "",
        name=told.name,
        product=told.product,
        fit=fit_words(told.fit),
        tone=TONES[told.fit],
        next_step=_next_step(told) if is_first or told.fit != UNKNOWN else "",
    )


def _next_step(told: Thought) -> str:
    if told.fit == UNKNOWN:
        return gettext("先问：这一类他现在怎么做，什么情形下不够好？")
    if told.product:
        return gettext("请他挑下一个合适的情形，用 %(product)s 试一次。") % {
            "product": told.product
        }
    return gettext("想想哪个产品合适，再请他挑一个情形试一次。")
