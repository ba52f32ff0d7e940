"""The continuity chain as the template draws it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.core.errors import NotFound
from kam.visits.pages.words import BEADS, outcome_words, title_of, visit_url
from kam.visits.queries.chain import met_alone
from kam.visits.rules.continuity import Why
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.visits.queries.chain import Chain, ChainRow

MOST_BEADS, MOST_PEOPLE = 9, 12


@dataclass(frozen=True)
class Bead:
    """One visit of the chain."""

    name: str
    when: str
    outcome: str
    outcome_label: str
    url: str
    broken: bool
    objective: str
    objective_missing: str


@dataclass(frozen=True)
class Break:
    """Where the chain is broken, and why."""

    text: str
    url: str
    label: str


@dataclass(frozen=True)
class Met:
    """Somebody whose visits can be looked at alone."""

    name: str
    count: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class ChainPanel:
    """The chain, how much of it is joined, and with what certainty.

    `people` leads to the chain of one person, and back to that of the account.
    """

    beads: tuple[Bead, ...]
    breaks: tuple[Break, ...]
    joined: str
    rate: str
    earlier: int
    people: tuple[Met, ...]
    who: str


def chain_panel(whole: Chain, url: str, person: int | None = None) -> ChainPanel:
    """Lay the last part of a chain out; the rate speaks of all of it.

    With a person it is the chain of the visits to them alone. Whoever was never met
    has none.
    """
    met = _people(whole, url, person)
    who = next((one.name for one in met if one.is_chosen and person is not None), "")
    if person is not None and not who:
        raise NotFound
    chain = whole if person is None else met_alone(whole, person)
    shown = chain.rows[-MOST_BEADS:]
    coming = [chain.coming] if chain.coming else []
    rows = [*shown, *coming]
    pairs = itertools.pairwise(rows)
    return ChainPanel(
        beads=tuple(_bead(row, first=i == 0) for i, row in enumerate(rows)),
        breaks=tuple(_break(a, b) for a, b in pairs if b.is_broken),
        joined=_joined_words(chain),
        rate=_rate_words(chain),
        earlier=len(chain.rows) - len(shown),
        people=met[: MOST_PEOPLE + 1],
        who=who,
    )


def _people(chain: Chain, url: str, person: int | None) -> tuple[Met, ...]:
    """Return the whole account and whoever was met, where there are several."""
    met = [
        Met(seen.name, str(n), f"{url}?met={seen.id}#chain", seen.id == person)
        for seen, n in chain.people
    ]
    whole = Met(gettext("整个客户"), "", f"{url}#chain", person is None)
    return (whole, *sorted(met, key=lambda one: not one.is_chosen)) if met else ()


def _bead(row: ChainRow, *, first: bool) -> Bead:
    is_note = bool(row.outcome) and row.state == "submitted"
    return Bead(
        name=title_of(row.people),
        when=day_words(row.day),
        outcome=BEADS[row.outcome] if is_note else "planned",  # type: ignore[index]
        outcome_label=outcome_words(row.outcome) if is_note else gettext("计划"),
        url=visit_url(row.id),
        broken=row.is_broken and not first,
        objective="" if row.is_broken else row.objective,
        objective_missing=_missing_words(row),
    )


def _missing_words(row: ChainRow) -> str:
    if row.why is Why.NO_NEXT:
        return gettext("上次未写下次目标")
    if row.why is Why.NO_OBJECTIVE:
        return gettext("没有写目标")
    if row.why is Why.ELSEWHERE:
        return gettext("承接了见别人的")
    return gettext("目标另起")


def _break(first: ChainRow, second: ChainRow) -> Break:
    days = {"first": day_words(first.day), "second": day_words(second.day)}
    text = {
        Why.NO_NEXT: gettext(
            "断于 %(first)s → %(second)s：%(first)s的记录没有写下次目标。"
        ),
        Why.NO_OBJECTIVE: gettext(
            "断于 %(first)s → %(second)s：%(second)s没有写目标。"
        ),
        Why.ELSEWHERE: gettext(
            "断于 %(first)s → %(second)s：%(second)s承接的是见别人的记录。"
        ),
    }.get(
        second.why or Why.OTHER,
        gettext("断于 %(first)s → %(second)s：%(second)s的目标与上次记录无关。"),
    )
    return Break(text=text % days, url=visit_url(second.id), label=gettext("看这次"))


def _joined_words(chain: Chain) -> str:
    rate = chain.rate
    if not rate.n:
        return ""
    words = ngettext("%(n)s 段中 %(k)s 段相连", "%(n)s 段中 %(k)s 段相连", rate.n)
    return words % {"n": rate.n, "k": rate.k}


def _rate_words(chain: Chain) -> str:
    rate = chain.rate
    if rate.share is None:
        return ""
    return gettext("连续率 %(share)s%%（95%% 区间 %(low)s–%(high)s%%，n=%(n)s）") % {
        "share": round(rate.share * 100),
        "low": round(rate.low * 100),
        "high": round(rate.high * 100),
        "n": rate.n,
    }
