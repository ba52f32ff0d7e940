"""The ladder of an account: who stands where with a product, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.queries.room import people_of
from kam.adoption.pages.climbers import climbers, stays_of
from kam.adoption.pages.history import Move, Moves, latest_moves, moves_of
from kam.adoption.pages.rows import PersonLine, Step, person_line, steps_to_take
from kam.adoption.pages.staircase import Staircase, staircase
from kam.adoption.pages.words import stage_words
from kam.adoption.queries import judged_everywhere, ladder_rows
from kam.adoption.rules.ladder import (
    TOP,
    TRIAL,
    account_stage,
    cold_above,
    lasting,
    stays,
)
from kam.adoption.rules.limits import KEYS, limits_from
from kam.catalog.queries import products_on_sale
from kam.core.clock import today
from kam.judgements.pages.products import (
    Choice,
    chosen_product,
    product_choices,
)
from kam.judgements.policies import may_judge
from kam.judgements.queries import newest_of
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.people.queries import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.adoption.pages.climbers import Climber
    from kam.adoption.rules.ladder import ColdAbove
    from kam.adoption.rules.limits import Limits
    from kam.judgements.queries import Held
    from kam.people.models import User


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
class LadderPage:
    """Everything the page shows."""

    frame: RoomFrame
    product: str
    products: Sequence[Choice]
    others: Sequence[Choice]
    stats: Sequence[Stat]
    cold: ColdAbove | None
    chart: Staircase | None
    people: Sequence[PersonLine]
    floors: Sequence[tuple[str, Sequence[PersonLine]]]
    steps: Sequence[Step]
    moves: Sequence[Move]
    matrix: Moves
    is_wide: bool
    wide_url: str
    may_judge: bool


def ladder_page(
    user: User, account: Account, asked: str = "", *, wide: bool = False
) -> LadderPage:
    """Build the page; cost: five statements, six with all accounts in sight."""
    day = today(user.time_zone)
    chosen = settings_of(*KEYS, AGEING_AFTER.key)
    people = people_of(user, account)
    rows = ladder_rows(user, account, day)
    names = products_on_sale(user)
    product_id = chosen_product(asked, names, rows)
    view = _View(
        account=account,
        day=day,
        limits=limits_from(chosen),
        after=int(chosen[AGEING_AFTER.key]),
        people=people,
        rows=rows,
        product_id=product_id,
        names=names,
        may=may_judge(user, account),
    )
    everywhere = _everywhere(user, view) if wide else None
    return _page(view, names, everywhere)


@dataclass(frozen=True)
class _View:
    account: Account
    day: date
    limits: Limits
    after: int
    people: Sequence[PersonRow]
    rows: Sequence[Held]
    product_id: int
    names: Mapping[int, str]
    may: bool

    @cached_property
    def place(self) -> str:
        """The address of the page up to the number of a product."""
        here = reverse("adoption:account", args=[self.account.pk])
        return f"{here}?product="


def _everywhere(user: User, view: _View) -> Moves:
    told = judged_everywhere(user, view.product_id, view.day)
    return moves_of(stays(row, view.limits) for row in told)


def _page(view: _View, names: Mapping[int, str], wide: Moves | None) -> LadderPage:
    standing = newest_of(view.rows, view.day)
    rows = climbers(view.people, standing, view.product_id, view.limits)
    held = stays_of(view.rows, view.product_id, view.limits)
    lines = [person_line(row, view) for row in rows]
    here, others = product_choices(view.place, view.product_id, names, view.rows)
    stood = [line for line in lines if line.stage is not None]
    said = {line.pk: (line.when, line.url, line.is_ageing) for line in lines}
    return LadderPage(
        frame=room_frame(view.account, "state"),
        product=names.get(view.product_id, ""),
        products=here,
        others=others,
        stats=_stats(rows, view.limits),
        cold=cold_above(row.standee for row in rows),
        chart=staircase(rows, lasting(held.values()), view.limits, said)
        if stood or any(line.target for line in lines)
        else None,
        people=lines,
        floors=_floors(lines),
        steps=steps_to_take(lines),
        moves=latest_moves(
            held, view.rows, {p.pk: p.name for p in view.people}, view.product_id
        ),
        matrix=wide or moves_of(held.values()),
        is_wide=wide is not None,
        wide_url=_wide_url(view),
        may_judge=view.may,
    )


def _wide_url(view: _View) -> str:
    return f"{view.place}{view.product_id}&all=1#moves"


def _floors(lines: Sequence[PersonLine]) -> list[tuple[str, Sequence[PersonLine]]]:
    """Return the steps from the highest down, each with who stands there."""
    found: list[tuple[str, Sequence[PersonLine]]] = [
        (stage_words(s), [line for line in lines if line.stage == s])
        for s in range(TOP, 0, -1)
    ]
    rest = [line for line in lines if line.stage is None]
    return [*found, (stage_words(None), rest)] if rest else found


def _stats(rows: Sequence[Climber], limits: Limits) -> list[Stat]:
    told = account_stage(row.standee for row in rows)
    using = sum(told.counts[TRIAL - 1 :])
    old = sum(row.must_rejudge for row in rows)
    mean = "—" if told.mean is None else f"{told.mean:.1f}"
    return [
        Stat(gettext("客户整体"), mean, gettext("按影响力加权，1–7")),
        Stat(
            gettext("已判断"),
            f"{told.judged} / {told.people}",
            gettext("在职的人"),
            "warn" if told.judged < told.people else "",
        ),
        Stat(gettext("在用（第 5 级起）"), str(using), _counts_words(told.counts)),
        Stat(
            gettext("请重新判断"),
            str(old),
            gettext("%(n)s 天没有使用的证据") % {"n": limits.no_use_days},
            "warn" if old else "",
        ),
    ]


def _counts_words(counts: Sequence[int]) -> str:
    """Say how many stand on each stage from 1 to 7."""
    return gettext("1–7 级：%(counts)s") % {"counts": " ".join(map(str, counts))}
