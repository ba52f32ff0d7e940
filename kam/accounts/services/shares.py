"""Verbs on the shares of an account."""

from __future__ import annotations

from django.db import transaction

from kam.accounts.models import Account, AccountShare
from kam.accounts.policies import may_receive_share, may_share_account
from kam.accounts.queries.colleagues import colleagues
from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import User
from kam.people.policies import require


def share_account(
    *, actor: User | None, account: Account, user_id: int
) -> AccountShare:
    """Let a colleague work on an account beside its owner."""
    with transaction.atomic():
        current = Account.objects.select_for_update().get(pk=account.pk)
        require(may_share_account(actor, current))
        user = _receiver(actor, current, user_id)
        row = AccountShare(account=current, user=user, shared_by=actor or user)
        return changes.create(actor=actor, row=row, verb="account.share")


def _receiver(actor: User | None, account: Account, user_id: int) -> User:
    known = User.objects.all() if actor is None else colleagues(actor)
    user: User | None = known.filter(pk=user_id).first()
    if user is None:
        raise Invalid(fields={"user_id": [mark("没有找到，或者您无权查看")]})
    if user.pk == account.owner_id:
        raise Invalid(fields={"user_id": [mark("这位同事就是负责人，不用共享")]})
    if not may_receive_share(user):
        raise Invalid(
            fields={
                "user_id": [
                    mark("只能共享给在岗的客户代表；主管本来就看得到本团队的客户")
                ]
            }
        )
    return user


def unshare_account(*, actor: User | None, share: AccountShare) -> None:
    """End a share; the colleague loses sight with the next request."""
    require(may_share_account(actor, share.account))
    changes.remove(actor=actor, row=share, verb="account.unshare")
