"""Verbs on accounts, one by one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.events import RHYTHM, AccountsChanged, AccountsHandedOver
from kam.accounts.models import Account, AccountShare
from kam.accounts.policies import may_archive_account, may_edit_account
from kam.accounts.services.placing import (
    ACCOUNT_TREE,
    Asked,
    placed,
    settle,
)
from kam.audit import changes
from kam.core import clock
from kam.core.events import publish
from kam.core.turns import take_turn
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User


@dataclass(frozen=True)
class AccountDraft:
    """What an account is made of; only the name is needed.

    Without an owner a representative becomes the owner, without a team it is the
    owner's, without a territory it is the one that the owner works.
    """

    name: str
    kind: str = "other"
    parent_id: int | None = None
    size_class: str = ""
    potential_minor: int | None = None
    currency: str = "CNY"
    city: str = ""
    credit_code: str = ""
    phone: str = ""
    business_scope: str = ""
    characteristics: str = ""
    applications: str = ""
    owner_id: int | None = None
    team_id: int | None = None
    territory_id: int | None = None
    visit_interval_days: int | None = None


EDITABLE = frozenset(f.name for f in fields(AccountDraft))


def touched(
    wanted: Mapping[str, object], before: Mapping[str, object] | None
) -> dict[str, object]:
    """Leave out what the person saw and left as it was."""
    seen = before or {}
    return {n: v for n, v in wanted.items() if n not in seen or seen[n] != v}


def create_account(*, actor: User | None, draft: AccountDraft) -> Account:
    """Add an account."""
    values = {f.name: getattr(draft, f.name) for f in fields(draft)}
    references = Asked(actor)
    with transaction.atomic():
        row = Account(**values)
        _refer(row, references)
        settle(actor, row, references)
        made = changes.create(actor=actor, row=row, verb="account.create")
        publish(AccountsChanged(frozenset({made.pk})))
    return made


def _refer(row: Account, references: Asked) -> None:
    if row.owner_id is not None:
        row.owner = references.owner(row.owner_id)
    if row.team_id is not None:
        row.team = references.team(row.team_id)
    if row.territory_id is not None:
        row.territory = references.territory(row.territory_id)
    if row.parent_id is not None:
        references.parent(row.parent_id)


def edit_account(
    *,
    actor: User | None,
    account: Account,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
    verb: str = "account.edit",
) -> Account:
    """Change an account; `before` is what the person saw when starting.

    Another owner brings the account into the owner's team and territory; whoever
    owned it loses sight of it with the next request.
    """
    changes.refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        if _moves(wanted, before):
            take_turn(ACCOUNT_TREE)
        current = Account.objects.select_for_update().get(pk=account.pk)
        require(may_edit_account(actor, current))
        mine = touched(changes.tidied(current, wanted), before)
        row = changes.change(
            actor=actor,
            row=current,
            wanted=placed(actor, current, mine, Asked(actor)),
            before=before,
            verb=verb,
        )
        if row.owner_id != current.owner_id:
            _drop_share(actor, row)
            _hand_over(actor, current, row)
        if any(getattr(row, n) != getattr(current, n) for n in RHYTHM):
            publish(AccountsChanged(frozenset({row.pk})))
    return row


def _moves(wanted: Mapping[str, object], before: Mapping[str, object] | None) -> bool:
    """Say whether an account may come below another one.

    Two moves at once, each sound by itself, could close a circle, so they queue.
    """
    parent = wanted.get("parent_id")
    return parent is not None and (before is None or before.get("parent_id") != parent)


def _drop_share(actor: User | None, account: Account) -> None:
    """End the share of somebody who has become the owner."""
    for share in AccountShare.objects.filter(account=account, user=account.owner_id):
        changes.remove(actor=actor, row=share, verb="account.unshare")


def _hand_over(actor: User | None, former: Account, account: Account) -> None:
    """Tell higher rooms who takes the account from whom."""
    if former.owner_id is not None and account.owner_id is not None:
        moves = {(account.pk, former.owner_id): account.owner_id}
        publish(AccountsHandedOver(actor, moves))


def change_owner(
    *,
    actor: User | None,
    account: Account,
    owner: User | None,
    before: Mapping[str, object] | None = None,
) -> Account:
    """Hand an account over; its people, visits and promises follow the account.

    What the former owner planned there becomes the new owner's.
    """
    return edit_account(
        actor=actor,
        account=account,
        wanted={"owner_id": owner.pk if owner else None},
        before=before,
        verb="account.change_owner",
    )


def archive_account(*, actor: User | None, account: Account) -> Account:
    """Take an account out of the lists; nothing is lost."""
    require(may_archive_account(actor, account))
    return changes.change(
        actor=actor,
        row=account,
        wanted={"archived_at": account.archived_at or clock.now()},
        verb="account.archive",
    )


def restore_account(*, actor: User | None, account: Account) -> Account:
    """Bring an archived account back."""
    require(may_archive_account(actor, account))
    return changes.change(
        actor=actor, row=account, wanted={"archived_at": None}, verb="account.restore"
    )
