"""Verbs of this room."""

from kam.accounts.services.accounts import (
    AccountDraft,
    archive_account,
    change_owner,
    create_account,
    edit_account,
    restore_account,
)
from kam.accounts.services.erased import refuse_erased, refuse_erased_among
from kam.accounts.services.people import (
    Affiliation,
    Identity,
    affiliate_person,
    create_person,
    edit_stakeholder,
    mark_back,
    mark_left,
)
from kam.accounts.services.shares import share_account, unshare_account
from kam.accounts.services.writeups import (
    complete_writeup,
    edit_writeup,
    reopen_writeup,
)

__all__ = [
    "AccountDraft",
    "Affiliation",
    "Identity",
    "affiliate_person",
    "archive_account",
    "change_owner",
    "complete_writeup",
    "create_account",
    "create_person",
    "edit_account",
    "edit_stakeholder",
    "edit_writeup",
    "mark_back",
    "mark_left",
    "refuse_erased",
    "refuse_erased_among",
    "reopen_writeup",
    "restore_account",
    "share_account",
    "unshare_account",
]
