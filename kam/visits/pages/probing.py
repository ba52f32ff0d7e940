"""The probing plan of a visit: what to ask along the flow, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.core.clock import today
from kam.core.expressions import split
from kam.packs.queries import good_lines, packs_of
from kam.probing.pages import ProbeLine, probe_lines, talk_of, trap_count
from kam.probing.queries import probes_of
from kam.questions.pages import Panel, panel_from
from kam.questions.pages.lines import text_of
from kam.questions.queries import ledger_of, minds_of, people_asked
from kam.questions.rules.states import KNOWN
from kam.visits.pages.choices import people_choices
from kam.visits.pages.head import Head, head_of
from kam.visits.pages.prompts import FLOW, LOOPS, Loop, Rung, rungs
from kam.visits.policies import may_write
from kam.visits.rules.insight import repeats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.probing.models import Probe
    from kam.probing.queries import Planned
    from kam.questions.queries import Ledger
    from kam.visits.queries import Seen
    from kam.visits.queries.preparing import Prepared
    from kam.web.figures import Stat

OFFERED = 6


@dataclass(frozen=True)
class ProbingPage:
    """The plan, what its wording shows, and what else is worth asking."""

    head: Head
    lines: Sequence[ProbeLine]
    signs: int
    talk: Sequence[Stat]
    questions: Panel
    rungs: Sequence[Rung]
    people: Sequence[Seen]
    may_write: bool
    may_hear: bool
    new_url: str
    take_url: str
    draft: str


@dataclass(frozen=True)
class OneProbePage:
    """One question of the plan: to be edited, noted, or followed up.

    `loops` says how to go on from an answer, where one goes on.
    """

    head: Head
    line: ProbeLine
    title: str
    people: Sequence[Seen]
    plan_url: str
    word_url: str
    loops: Sequence[Loop]


def probing_page(user: User, ready: Prepared) -> ProbingPage:
    """Build the page; cost: six statements."""
    visit, day = ready.visit, today(user.time_zone)
    account, pk = visit.account, [visit.pk]
    rows = people_asked(user, account, day)
    chosen = frozenset(int(one) for one in split(visit.people_ids))  # type: ignore[attr-defined]
    planned = probes_of(user, visit.client_id, day)
    ledger = ledger_of(user, account, rows, day, ready.settings)
    lines = lines_of(ready, planned, ledger)
    may = may_write(user, visit) and not visit.is_locked
    met = minds_of([row for row in rows if row.pk in chosen], ready.settings)
    packs = packs_of(FLOW, *LOOPS)
    return ProbingPage(
        head=head_of(user, visit),
        lines=lines,
        signs=trap_count(lines),
        talk=talk_of(planned, good_lines(packs.values())),
        questions=panel_from(
            user,
            account,
            rows,
            ledger,
            OFFERED,
            chosen,
            but={row.question_id for row in planned},
        ),
        rungs=rungs(packs[FLOW], met.values(), {row.text for row in planned}),
        people=people_choices(user, account, [*chosen]),
        may_write=may,
        may_hear=may and visit.day <= day,
        new_url=reverse("visits:probe-new", args=pk),
        take_url=reverse("visits:probe-take", args=pk),
        draft=f"of-{visit.pk}",
    )


def lines_of(
    ready: Prepared, planned: Sequence[Planned], ledger: Ledger
) -> list[ProbeLine]:
    """Say planned questions with their signs; no statement.

    A question of one's own asks what is known where the ledger has nearly the same
    one with an answer that still holds.
    """
    known = [text_of(entry) for entry in ledger.entries if entry.state == KNOWN]
    told = [
        replace(row, is_known=True)
        if not (row.is_known or row.was_asked)
        and any(repeats(row.text, text) for text in known)
        else row
        for row in planned
    ]
    return probe_lines(told, ready.ours, ready.levels)


def one_probe_page(
    user: User, ready: Prepared, probe: Probe, title: str, told: Sequence[Loop] = ()
) -> OneProbePage:
    """Build the page of one question; cost: five statements."""
    visit, day = ready.visit, today(user.time_zone)
    planned = probes_of(user, visit.client_id, day)
    rows = people_asked(user, visit.account, day)
    ledger = ledger_of(user, visit.account, rows, day, ready.settings)
    lines = {line.id: line for line in lines_of(ready, planned, ledger)}
    return OneProbePage(
        head=head_of(user, visit),
        line=lines[probe.pk],
        title=title,
        people=people_choices(user, visit.account, []),
        plan_url=reverse("visits:probes", args=[visit.pk]),
        word_url=reverse("visits:probe-heard", args=[visit.pk, probe.pk]),
        loops=told,
    )
