"""How far the write-ups of an account are filled, block by block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.shapes import BlockRow, Missing
from kam.accounts.pages.words import block_label, field_label
from kam.accounts.policies import may_edit_account
from kam.accounts.rules.writeups import BLOCKS, Block, WriteUp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.people.models import User

FEW = 3


@dataclass(frozen=True)
class BlocksPanel:
    """The four blocks over all active people."""

    blocks: Sequence[BlockRow]
    done: str


def blocks_panel(
    user: User, account: Account, rows: Sequence[PersonRow]
) -> BlocksPanel:
    """Sum the blocks of everybody; the organisation counts once."""
    active = [row for row in rows if not row.has_left]
    told = [(row, row.told) for row in active]
    done = sum(row.is_done for row in active)
    return BlocksPanel(
        blocks=[_sum(user, account, key, told) for key in BLOCKS] if told else [],
        done=gettext("%(n)s / %(all)s 位完整") % {"n": done, "all": len(active)},
    )


def _sum(
    user: User,
    account: Account,
    key: str,
    told: Sequence[tuple[PersonRow, WriteUp]],
) -> BlockRow:
    pairs = [(row, _block(whole, key)) for row, whole in told]
    if key == "organisation":
        return _organisation(user, account, pairs[0][1])
    lacking = [pair for pair in pairs if pair[1].missing]
    return BlockRow(
        label=block_label(key),
        filled=sum(block.filled for _row, block in pairs),
        total=sum(block.total for _row, block in pairs),
        missing=[_of_person(row, block) for row, block in lacking[:FEW]],
    )


def _organisation(user: User, account: Account, block: Block) -> BlockRow:
    page = reverse("accounts:edit", args=[account.pk])
    url = page if may_edit_account(user, account) else ""
    return BlockRow(
        label=block_label(block.key),
        filled=block.filled,
        total=block.total,
        missing=[
            Missing(field_label(name), f"{url}#id_{name}" if url else "")
            for name in block.missing
        ],
    )


def _of_person(row: PersonRow, block: Block) -> Missing:
    names = gettext("、").join(field_label(name) for name in block.missing)
    page = reverse("accounts:person", args=[row.pk])
    return Missing(f"{row.name} · {names}", f"{page}#id_{block.missing[0]}")


def _block(whole: WriteUp, key: str) -> Block:
    return next(block for block in whole.blocks if block.key == key)
