"""Visits, what follows from them, and their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.audit.models import Chain, Entry
from kam.visits.models import Action, Promise, Rhythm, Visit, VisitPerson
from tests.benchmarks.dialect import dialect
from tests.benchmarks.plan.company import DAYS_BETWEEN, Part, one_of
from tests.benchmarks.sizes import PEOPLE_EACH
from tests.benchmarks.texts import notes

if TYPE_CHECKING:
    from tests.benchmarks.plan.company import Plan

OUTCOMES = ("advance", "continuation", "advance", "order", "continuation", "refusal")
ROUND = 10


def visits(plan: Plan) -> Part:
    """Plan a hundred visits an account; the newest is still to come."""
    accounts = plan.sizes.accounts

    def written(expression: str, otherwise: str = "''") -> str:
        return f"CASE WHEN {plan.back} = 0 THEN {otherwise} ELSE {expression} END"

    carried = f"n >= {accounts} AND n % 10 <> 0"
    columns = {
        "id": "n + 1",
        "account_id": f"{plan.account} + 1",
        "owner_id": plan.user_of(plan.account),
        "state": written("'submitted'", "'planned'"),
        "day": plan.visit_day,
        "objective": "now_.objective",
        "planned_ask": "now_.ask",
        "fact": written("now_.fact"),
        "insight": written("now_.insight"),
        "insight_kind": written("'need'"),
        "outcome": written(one_of(OUTCOMES, "n")),
        "next_objective": written("next_.objective"),
        "carried_from_id": f"CASE WHEN {carried} THEN n + 1 - {accounts} END",
        "submitted_at": written(dialect().moment(plan.visit_day), "NULL"),
        "client_id": dialect().uuid,
    }
    return Part(Visit, plan.sizes.visits, columns, _story(plan))


def _story(plan: Plan) -> str:
    """Let the next objective of a note be the objective of the note after it."""
    count = len(notes())
    place = f"{plan.account} * 31 - {plan.back} + {count * 100}"
    return (
        f"JOIN bench_note now_ ON now_.k = ({place}) % {count} "
        f"JOIN bench_note next_ ON next_.k = ({place} + 1) % {count}"
    )


def seats(plan: Plan) -> Part:
    """Plan one person met in every visit."""
    person = f"{plan.account} * {PEOPLE_EACH} + {plan.back} % {PEOPLE_EACH} + 1"
    columns = {"id": "n + 1", "visit_id": "n + 1", "stakeholder_id": person}
    return Part(VisitPerson, plan.sizes.visits, columns)


def actions(plan: Plan) -> Part:
    """Plan an action for every ten visits; of the newest a third is open."""
    columns = _owed(plan) | {"state": _ended(plan, "done"), "done_at": _closed(plan)}
    return Part(Action, plan.sizes.commitments, columns, _text())


def promises(plan: Plan) -> Part:
    """Plan as many promises, ours and theirs."""
    columns = _owed(plan) | {
        "state": _ended(plan, "kept"),
        "closed_at": _closed(plan),
        "side": one_of(("ours", "theirs"), "n"),
        "stakeholder_id": f"{plan.account} * {PEOPLE_EACH} + 1",
    }
    return Part(Promise, plan.sizes.commitments, columns, _text())


def _text() -> str:
    return f"JOIN bench_note ON k = (n * 13) % {len(notes())}"


def _round(plan: Plan) -> str:
    rounds = plan.sizes.commitments // plan.sizes.accounts
    return f"({rounds - 1} - n / {plan.sizes.accounts})"


def _is_open(plan: Plan) -> str:
    return f"{_round(plan)} = 0 AND {plan.account} % 3 = 0"


def _due(plan: Plan) -> str:
    late = f"{plan.account} % 21 - 17"
    return plan.day(
        f"CASE WHEN {_is_open(plan)} THEN {late} ELSE {_round(plan)} * 50 + 3 END"
    )


def _ended(plan: Plan, state: str) -> str:
    return f"CASE WHEN {_is_open(plan)} THEN 'open' ELSE '{state}' END"


def _closed(plan: Plan) -> str:
    moment = dialect().moment(_due(plan))
    return f"CASE WHEN {_is_open(plan)} THEN NULL ELSE {moment} END"


def _owed(plan: Plan) -> dict[str, str]:
    source = plan.visit_id(plan.account, f"{_round(plan)} * {ROUND} + 1")
    return {
        "id": "n + 1",
        "account_id": f"{plan.account} + 1",
        "owner_id": plan.user_of(plan.account),
        "text": "objective",
        "due_on": _due(plan),
        "source_visit_id": source,
    }


def rhythms(plan: Plan) -> Part:
    """Plan what the visits above say of each account's rhythm."""
    since = f"{DAYS_BETWEEN} + n % {DAYS_BETWEEN}"
    columns = {
        "account_id": "n + 1",
        "last_day": plan.day(since),
        "last_visit_id": plan.visit_id("n", "1"),
        "next_day": plan.day("2 - n * 7 % 16"),
        "interval_days": "7 + n % 21",
        "due_on": plan.day(f"{since} - 7 - n % 21"),
    }
    return Part(Rhythm, plan.sizes.accounts, columns)


def entries(plan: Plan) -> Part:
    """Plan an audit entry a visit in the chain of its team; no values stand behind."""
    team = plan.team_of_rep(plan.rep_of(plan.account))
    columns = {
        "id": "n + 1",
        "chain": f"'team-' || {team}",
        "position": "n + 1",
        "at": dialect().moment(plan.visit_day),
        "actor_id": plan.user_of(plan.account),
        "verb": "'visit.submit'",
        "noun": "'visit'",
        "object_id": "n + 1",
        "account_id": f"{plan.account} + 1",
    }
    return Part(Entry, plan.sizes.visits, columns)


def chains(plan: Plan) -> Part:
    """Plan the heads of the chains, so that writing can go on."""
    name = f"'team-' || (n + {plan.first_district})"
    columns = {"name": name, "length": str(plan.sizes.visits)}
    return Part(Chain, plan.sizes.districts, columns)
