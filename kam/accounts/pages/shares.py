"""Whom an account is shared with, and whom it may be shared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.accounts.policies import may_receive_share
from kam.accounts.queries.colleagues import colleagues
from kam.accounts.queries.room import shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.accounts.models import Account
    from kam.people.models import User


@dataclass(frozen=True)
class ShareRow:
    """One colleague who works on the account."""

    name: str
    by: str
    since: datetime
    end_url: str


@dataclass(frozen=True)
class Candidate:
    """A colleague who may be added."""

    pk: int
    name: str


@dataclass(frozen=True)
class SharePage:
    """The shares of an account."""

    name: str
    owner: str
    back_url: str
    rows: Sequence[ShareRow]
    candidates: Sequence[Candidate]


def share_page(user: User, account: Account) -> SharePage:
    """Build the page; cost: two statements."""
    shares = list(shares_of(user, account))
    taken = {account.owner_id, *(share.user_id for share in shares)}
    near = [c for c in colleagues(user) if c.pk not in taken and may_receive_share(c)]
    return SharePage(
        name=account.name,
        owner=account.owner.name if account.owner else "",
        back_url=reverse("desk:account", args=[account.pk]),
        rows=[
            ShareRow(
                name=share.user.name,
                by=share.shared_by.name,
                since=share.created_at,
                end_url=reverse("accounts:unshare", args=[account.pk, share.pk]),
            )
            for share in shares
        ],
        candidates=[Candidate(c.pk, c.name) for c in near],
    )
