"""Verbs on actions and promises: enter, close, reopen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kam.audit import changes
from kam.audit.batches import check_row
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.probing.services import hear_many
from kam.visits.models import Action, Promise, Quote
from kam.visits.policies import may_close, may_commit
from kam.visits.queries import workers
from kam.visits.services.people import require_people
from kam.visits.services.writing import require_held
from kam.visits.terms import ActionState, PromiseSide, PromiseState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.models import Visit
    from kam.visits.services.drafts import Further, Pledge, Said, Task
    from kam.visits.services.ledger import Entry, Ledger

R = TypeVar("R", Action, Promise)
C = TypeVar("C", Action, Promise, Quote)


@dataclass(frozen=True)
class Prepared:
    """Checked rows that wait for their visit to be stored."""

    actions: Sequence[Action]
    promises: Sequence[Promise]
    quotes: Sequence[Quote]


def prepare_further(ledger: Ledger, entry: Entry, further: Further) -> Prepared:
    """Check the actions, promises and quotes of a record.

    It asks the database only about a colleague or a person who is not in the visit.
    """
    visit, account = entry.visit, ledger.books[entry.visit.account_id].account
    owners = {task.owner_id or visit.owner_id for task in further.actions}
    _require_workers(account, owners - {visit.owner_id})
    named = {p.stakeholder_id for p in further.promises if p.stakeholder_id is not None}
    named |= {q.stakeholder_id for q in further.quotes if q.stakeholder_id is not None}
    require_people(account.pk, named - set(entry.people))
    author_id = ledger.actor.pk if ledger.actor else visit.owner_id
    return Prepared(
        actions=[
            checked("actions", action_of(account, task, visit.owner_id))
            for task in further.actions
        ],
        promises=[
            checked("promises", promise_of(account, pledge, visit.owner_id))
            for pledge in further.promises
        ],
        quotes=[
            checked("quotes", quote_of(visit, said, author_id))
            for said in further.quotes
        ],
    )


def append_further(ledger: Ledger, entry: Entry, prepared: Prepared) -> None:
    """Put checked actions and promises into an open ledger."""
    ledger.actions += [(entry, row) for row in prepared.actions]
    ledger.promises += [(entry, row) for row in prepared.promises]
    ledger.quotes += [(entry, row) for row in prepared.quotes]


def enter_further(ledger: Ledger, entry: Entry, further: Further) -> None:
    """Check the actions and promises of a record and put them into the ledger."""
    append_further(ledger, entry, prepare_further(ledger, entry, further))
    visit = entry.visit
    if further.heard:
        require_held(ledger.actor, visit)
    if further.seconds is not None:
        entry.put({"note_seconds": further.seconds})
    hear_many(
        actor=ledger.actor,
        occasion=visit.client_id,
        heard=further.heard,
        day=min(visit.day, ledger.today),
    )


def checked(place: str, row: C) -> C:
    """Refuse a faulty row, speaking of the part of the record it stands in."""
    if fault := check_row(row):
        raise Invalid(fields={place: [t for f in fault.fields.values() for t in f]})
    return row


def action_of(account: Account, task: Task, owner_id: int) -> Action:
    """Build the unsaved action of a task; a device names it by an id of its own."""
    return Action(
        **_named(task),
        account=account,
        owner_id=task.owner_id or owner_id,
        text=task.text,
        due_on=task.due_on,
        level=task.level,
        resource=task.resource,
    )


def quote_of(visit: Visit, said: Said, author_id: int) -> Quote:
    """Build the unsaved quote of what was said."""
    row = Quote(
        visit=visit,
        author_id=author_id,
        text=said.text,
        stakeholder_id=said.stakeholder_id,
    )
    row.client_id = said.client_id or row.client_id
    return row


def promise_of(account: Account, pledge: Pledge, owner_id: int) -> Promise:
    """Build the unsaved promise of a pledge."""
    return Promise(
        **_named(pledge),
        account=account,
        stakeholder_id=pledge.stakeholder_id,
        owner_id=owner_id,
        side=PromiseSide.OURS if pledge.ours else PromiseSide.THEIRS,
        text=pledge.text,
        due_on=pledge.due_on,
    )


def _named(told: Task | Pledge) -> dict[str, UUID]:
    """Return the id that a device gave, or nothing: then we give one."""
    return {"client_id": told.client_id} if told.client_id is not None else {}


def _require_workers(account: Account, user_ids: Iterable[int]) -> None:
    wanted = set(user_ids)
    if wanted and workers(account).filter(pk__in=wanted).count() != len(wanted):
        raise Invalid(fields={"owner": [mark("只能交给在这个客户上工作的同事")]})


def open_action(*, actor: User | None, account: Account, task: Task) -> Action:
    """Enter an action of an account."""
    require(may_commit(actor, "action", account))
    owner_id = task.owner_id or (actor.pk if actor else account.owner_id)
    if owner_id is None:
        raise Invalid(fields={"owner": [mark("请写明由谁负责")]})
    if actor is None or owner_id != actor.pk:
        _require_workers(account, {owner_id})
    row = action_of(account, task, owner_id)
    return changes.create(actor=actor, row=row, verb="action.open")


def close_action(
    *, actor: User | None, action: Action, state: str = ActionState.DONE
) -> Action:
    """Say that an action is done, or will not be done."""
    _require_choice(state, (ActionState.DONE, ActionState.DROPPED))
    verb = "action.done" if state == ActionState.DONE else "action.drop"
    return _turn(actor, action, {"state": state, "done_at": now()}, verb)


def reopen_action(*, actor: User | None, action: Action) -> Action:
    """Take the closing of an action back."""
    wanted = {"state": ActionState.OPEN, "done_at": None}
    return _turn(actor, action, wanted, "action.reopen")


def edit_action(
    *,
    actor: User | None,
    action: Action,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Action:
    """Change what an open action says: text, day, owner, level, resource."""
    _require_known(wanted, {"text", "due_on", "owner_id", "level", "resource"})
    owner_id = wanted.get("owner_id")
    if isinstance(owner_id, int) and owner_id != action.owner_id:
        _require_workers(action.account, {owner_id})
    return _edit(actor, action, wanted, before)


def open_promise(*, actor: User | None, account: Account, pledge: Pledge) -> Promise:
    """Enter a promise of ours, or of theirs."""
    require(may_commit(actor, "promise", account))
    if pledge.stakeholder_id is not None:
        require_people(account.pk, [pledge.stakeholder_id])
    owner_id = actor.pk if actor else account.owner_id
    if owner_id is None:
        raise Invalid(fields={"owner": [mark("请写明由谁负责")]})
    row = promise_of(account, pledge, owner_id)
    return changes.create(actor=actor, row=row, verb="promise.open")


def close_promise(
    *, actor: User | None, promise: Promise, state: str = PromiseState.KEPT
) -> Promise:
    """Say that a promise was kept, or was not."""
    _require_choice(state, (PromiseState.KEPT, PromiseState.BROKEN))
    verb = "promise.keep" if state == PromiseState.KEPT else "promise.break"
    return _turn(actor, promise, {"state": state, "closed_at": now()}, verb)


def reopen_promise(*, actor: User | None, promise: Promise) -> Promise:
    """Take the closing of a promise back."""
    wanted = {"state": PromiseState.OPEN, "closed_at": None}
    return _turn(actor, promise, wanted, "promise.reopen")


def edit_promise(
    *,
    actor: User | None,
    promise: Promise,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Promise:
    """Change the text or the day of an open promise."""
    _require_known(wanted, {"text", "due_on", "stakeholder_id"})
    stakeholder_id = wanted.get("stakeholder_id")
    if isinstance(stakeholder_id, int) and stakeholder_id != promise.stakeholder_id:
        require_people(promise.account_id, [stakeholder_id])
    return _edit(actor, promise, wanted, before)


def _require_choice(state: str, possible: tuple[str, ...]) -> None:
    if state not in possible:
        raise Invalid(fields={"state": [mark("没有这个选项")]})


def _require_known(wanted: Mapping[str, object], known: set[str]) -> None:
    if unknown := set(wanted) - known:
        raise Invalid(fields={name: [mark("这里不能改这一项")] for name in unknown})


def _turn(actor: User | None, row: R, wanted: Mapping[str, object], verb: str) -> R:
    """Change the state; saying the same once more changes nothing."""
    require(may_close(actor, row))
    if row.state == wanted["state"]:
        return row
    return changes.change(actor=actor, row=row, wanted=wanted, verb=verb)


def _edit(
    actor: User | None,
    row: R,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None,
) -> R:
    require(may_close(actor, row))
    if row.state != "open":
        raise Invalid(mark("已经了结的不能再改"), todo=mark("请先撤销了结"))
    verb = f"{row._meta.model_name}.edit"
    return changes.change(actor=actor, row=row, wanted=wanted, verb=verb, before=before)
