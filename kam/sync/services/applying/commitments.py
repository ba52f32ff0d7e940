"""Items about actions and promises: enter, edit, close, reopen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.audit.changes import tidied
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.known import Access
from kam.sync.services.outcomes import NoAccess, Unknown, done, to_choose
from kam.sync.services.reading import (
    NO_DAY,
    is_number,
    pledge_of,
    pledges_of,
    quotes_of,
    task_of,
    tasks_of,
)
from kam.sync.services.tray import checked
from kam.sync.services.weighing import weigh
from kam.visits.models import Action, Promise, Quote
from kam.visits.policies import may_close, may_commit
from kam.visits.services.commitments import action_of, promise_of, quote_of
from kam.visits.services.commitments import checked as inside
from kam.visits.terms import ActionState, PromiseState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Account
    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray
    from kam.visits.services.drafts import Pledge, Task
    from kam.visits.services.ledger import Entry

OPEN = "open"
EDITED = {
    "action": ("text", "due_on", "owner_id", "level", "resource"),
    "promise": ("text", "due_on", "stakeholder_id"),
}
CLOSED: Mapping[str, Mapping[str, str]] = {
    "action": {ActionState.DONE: "action.done", ActionState.DROPPED: "action.drop"},
    "promise": {
        PromiseState.KEPT: "promise.keep",
        PromiseState.BROKEN: "promise.break",
    },
}
MOMENT = {"action": "done_at", "promise": "closed_at"}
NOT_WORKER = mark("只能交给在这个客户上工作的同事")


@dataclass(frozen=True)
class Prepared:
    """Checked actions and promises of a record, not entered yet."""

    actions: list[Action]
    promises: list[Promise]
    quotes: list[Quote]


def prepare_further(tray: Tray, asked: Asked, entry: Entry) -> Prepared:
    """Check what comes with a record; what is there already stays as it is."""
    account = tray.book(entry).account
    owner_id = _owner(tray, account, entry.visit.owner_id)
    tasks = [t for t in tasks_of(asked.body.further) if not _known(tray, t)]
    pledges = [p for p in pledges_of(asked.body.further) if not _known(tray, p)]
    return Prepared(
        actions=[
            inside("actions", _action(tray, account, task, owner_id, entry))
            for task in tasks
        ],
        promises=[
            inside("promises", _promise(tray, account, pledge, owner_id, entry))
            for pledge in pledges
        ],
        quotes=_quotes(tray, asked, entry),
    )


def _quotes(tray: Tray, asked: Asked, entry: Entry) -> list[Quote]:
    """Return the words that are new; what came before is never rewritten."""
    said = quotes_of(asked.body.further)
    if not said:
        return []
    here = (row.client_id for _entry, row in tray.ledger.quotes)
    kept = {*tray.known.quotes, *here}
    new = [one for one in said if one.client_id not in kept]
    named = [one.stakeholder_id for one in new if one.stakeholder_id is not None]
    tray.require_people(entry.visit.account_id, named, entry.people)
    author = asked.author.pk
    return [inside("quotes", quote_of(entry.visit, one, author)) for one in new]


def _known(tray: Tray, told: Task | Pledge) -> bool:
    return told.client_id is not None and tray.row(told.client_id) is not None


def enter_further(tray: Tray, entry: Entry, prepared: Prepared) -> None:
    """Enter what was checked."""
    tray.ledger.actions += [(entry, row) for row in prepared.actions]
    tray.ledger.promises += [(entry, row) for row in prepared.promises]
    tray.ledger.quotes += [(entry, row) for row in prepared.quotes]
    tray.fresh |= {row.client_id: row for row in prepared.actions}
    tray.fresh |= {row.client_id: row for row in prepared.promises}


def _owner(tray: Tray, account: Account, owner_id: int) -> int:
    """What comes late for an account is for whoever has it now."""
    moved = tray.access(account.pk) is not Access.OPEN
    return account.owner_id if moved and account.owner_id is not None else owner_id


def _action(
    tray: Tray, account: Account, task: Task, owner_id: int, entry: Entry | None = None
) -> Action:
    mine = entry.visit.owner_id if entry else owner_id
    if task.owner_id not in (None, owner_id, mine):
        _require_worker(tray, account.pk, task.owner_id or 0)
        owner_id = task.owner_id or owner_id
    return action_of(account, task, owner_id)


def _promise(
    tray: Tray,
    account: Account,
    pledge: Pledge,
    owner_id: int,
    entry: Entry | None = None,
) -> Promise:
    if pledge.stakeholder_id is not None:
        within = entry.people if entry else ()
        tray.require_people(account.pk, [pledge.stakeholder_id], within)
    return promise_of(account, pledge, owner_id)


def _require_worker(tray: Tray, account_id: int, owner_id: int) -> None:
    if (account_id, owner_id) not in tray.known.workers:
        raise Invalid(fields={"owner": [NOT_WORKER]})


def enter(tray: Tray, asked: Asked) -> Outcome:
    """Enter an action or a promise; one that is there already is edited."""
    noun = asked.body.noun
    if _same_noun(tray, asked) is not None:
        return edit(tray, asked)
    access = tray.access(asked.body.account)
    account = tray.ledger.books[asked.body.account or 0].account
    if access is Access.LATE:
        raise NoAccess
    if access is Access.OPEN:
        require(may_commit(asked.author, noun, account))
    told = {**asked.wanted, "id": str(asked.body.thing)}
    owner_id = _owner(tray, account, asked.author.pk)
    row = checked(
        _action(tray, account, task_of(told), owner_id)
        if noun == "action"
        else _promise(tray, account, pledge_of(told), owner_id)
    )
    tray.opened.append(row)
    tray.fresh[row.client_id] = row
    return done(row)


def _same_noun(tray: Tray, asked: Asked) -> Action | Promise | None:
    row = tray.row(asked.body.thing)
    model = Action if asked.body.noun == "action" else Promise
    if row is not None and not isinstance(row, model):
        raise Unknown
    return row


def _row(tray: Tray, asked: Asked) -> Action | Promise:
    row = _same_noun(tray, asked)
    if row is None:
        raise Unknown
    access = tray.access(row.account_id)
    if access is Access.LATE:
        raise NoAccess
    if access is Access.OPEN:
        require(may_close(asked.author, row))
    return row


def edit(tray: Tray, asked: Asked) -> Outcome:
    """Change an open action or promise field by field."""
    row, noun = _row(tray, asked), asked.body.noun
    theirs = tray.view(row)
    values = _typed(row, {n: v for n, v in asked.wanted.items() if n in EDITED[noun]})
    seen = _typed(row, {n: v for n, v in asked.body.base.items() if n in values})
    weighed = weigh(
        opened={**_unseen(values, theirs), **seen},
        wanted=values,
        theirs=theirs,
        stamp=asked.stamp,
    )
    if theirs["state"] != OPEN and (weighed.chosen or weighed.conflicts):
        if not asked.saw(theirs["state"]):
            return to_choose(row, _about_state(asked, OPEN, theirs["state"]))
        weighed.chosen |= {"state": OPEN, MOMENT[noun]: None}
    _check(tray, row, weighed.chosen)
    if weighed.chosen:
        tray.turn(row, weighed.chosen, f"{noun}.edit")
    return to_choose(row, weighed.conflicts) if weighed.conflicts else done(row)


def _unseen(values: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Return what somebody saw who saw nothing: no words, and the usual owner."""
    return {n: theirs[n] if n in ("owner_id", "level") else None for n in values}


def _about_state(asked: Asked, mine: str, theirs: str) -> dict[str, dict[str, Any]]:
    before = asked.body.base.get("state", OPEN)
    return {"state": {"before": before, "mine": mine, "theirs": theirs}}


def _typed(row: Action | Promise, values: Mapping[str, Any]) -> dict[str, Any]:
    faults: dict[str, list[str]] = {}
    told = dict(values)
    for name, value in values.items():
        if name.endswith("_id"):
            is_free = value is None and name == "stakeholder_id"
            fits = is_free or (is_number(value) and value > 0)
        else:
            fits = isinstance(value, str)
        if not fits:
            faults[name] = [NO_DAY if name == "due_on" else BAD_VALUE]
    if faults:
        raise Invalid(fields=faults)
    return tidied(row, told)


def _check(tray: Tray, row: Action | Promise, chosen: Mapping[str, Any]) -> None:
    """Check the values as one row, and leave the stored one as it is."""
    if chosen.get("owner_id") not in (None, row.owner_id):
        _require_worker(tray, row.account_id, chosen["owner_id"])
    if chosen.get("stakeholder_id") is not None:
        tray.require_people(row.account_id, [chosen["stakeholder_id"]])
    known = {f.attname for f in row._meta.concrete_fields}
    told = {n: v for n, v in {**tray.view(row), **chosen}.items() if n in known}
    checked(type(row)(**told))


def close(tray: Tray, asked: Asked) -> Outcome:
    """Say how an action or a promise ended."""
    row, noun = _row(tray, asked), asked.body.noun
    state = asked.wanted.get("state")
    if not isinstance(state, str) or state not in CLOSED[noun]:
        raise Invalid(fields={"state": [mark("没有这个选项")]})
    theirs = tray.view(row)["state"]
    if theirs == state:
        return done(row)
    if theirs != OPEN and not asked.saw(theirs):
        return to_choose(row, _about_state(asked, state, theirs))
    tray.turn(row, {"state": state, MOMENT[noun]: now()}, CLOSED[noun][state])
    return done(row)


def reopen(tray: Tray, asked: Asked) -> Outcome:
    """Take the closing of an action or a promise back."""
    row, noun = _row(tray, asked), asked.body.noun
    if tray.view(row)["state"] != OPEN:
        tray.turn(row, {"state": OPEN, MOMENT[noun]: None}, f"{noun}.reopen")
    return done(row)
