"""The page of somebody in an account: the write-up, and what is still to find out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.shapes import BlockRow, Fact, Missing
from kam.accounts.pages.tabs import PersonLink, person_links
from kam.accounts.pages.words import (
    block_label,
    field_label,
    layer_label,
    role_label,
)
from kam.accounts.policies import may_edit_person
from kam.accounts.queries.duplicates import namesakes_of
from kam.accounts.queries.room import elsewhere_of
from kam.accounts.rules.writeups import BLOCKS, Block, write_up
from kam.people.scopes import hidden_fields, reaches
from kam.web.templatetags.ui_words import percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User


@dataclass(frozen=True)
class Elsewhere:
    """Another account this person is known in."""

    name: str
    url: str


@dataclass(frozen=True)
class PersonPage:
    """Somebody in an account; without `may_edit` only what may be read."""

    pk: int
    name: str
    account: str
    account_url: str
    layer: str
    share: str
    blocks: Sequence[BlockRow]
    filled: dict[str, BlockRow]
    counts_of: dict[str, str]
    counts: Sequence[BlockRow]
    organisation: Sequence[Fact]
    facts: Sequence[Fact]
    elsewhere: Sequence[Elsewhere]
    may_edit: bool
    hidden: str
    done_at: datetime | None
    left_on: date | None
    privacy_url: str
    links: Sequence[PersonLink]


def person_page(user: User, row: Stakeholder) -> PersonPage:
    """Build the page from a loaded person; cost: one statement."""
    hidden = "name" in hidden_fields(user, "stakeholder")
    told = write_up(row.known())
    blocks = {block.key: _block(block) for block in told.blocks}
    return PersonPage(
        pk=row.pk,
        name=str(row) if hidden else row.person.name,
        account=row.account.name,
        account_url=reverse("desk:account", args=[row.account_id]),
        layer=layer_label(row.layer),
        share=percent(told.share),
        blocks=list(blocks.values()),
        filled=blocks,
        counts_of={key: f"{b.filled} / {b.total}" for key, b in blocks.items()},
        counts=[BlockRow(b.label, b.filled, b.total) for b in blocks.values()],
        organisation=_organisation(row.account),
        facts=_facts(row),
        elsewhere=[] if hidden else _elsewhere(user, row),
        may_edit=may_edit_person(user, row.account) and not row.person.is_erased,
        hidden=_hidden(row, hidden=hidden),
        done_at=row.writeup_done_at,
        left_on=row.left_on,
        privacy_url=_privacy_url(user, row),
        links=person_links(row.pk, row.account_id, "accounts:person"),
    )


def _hidden(row: Stakeholder, *, hidden: bool) -> str:
    """Return why there is nothing to read, where there is nothing."""
    if row.person.is_erased:
        return gettext("这个人已按要求清除，不能再写。")
    return gettext("您的角色只看编号和层级，不看姓名和文字。") if hidden else ""


def _privacy_url(user: User, row: Stakeholder) -> str:
    """Return where managers see, take along and erase what is held."""
    may = reaches(user, "erasure", "see", team_id=row.account.team_id)
    return reverse("privacy:person", args=[row.pk]) if may else ""


def _block(block: Block) -> BlockRow:
    return BlockRow(
        label=block_label(block.key),
        filled=block.filled,
        total=block.total,
        missing=[Missing(field_label(n), f"#id_{n}") for n in block.missing],
        url=f"#block-{block.key}",
    )


def _organisation(account: Account) -> list[Fact]:
    return [
        Fact(field_label(name), getattr(account, name))
        for name in BLOCKS["organisation"]
    ]


def _facts(row: Stakeholder) -> list[Fact]:
    return [
        Fact(field_label("layer"), layer_label(row.layer)),
        Fact(field_label("functional_role"), role_label(row.functional_role)),
    ]


def _elsewhere(user: User, row: Stakeholder) -> list[Elsewhere]:
    return [
        Elsewhere(other.account.name, reverse("accounts:person", args=[other.pk]))
        for other in elsewhere_of(user, row)
    ]


@dataclass(frozen=True)
class Namesake:
    """Somebody of the same name who may be the same person."""

    person_pk: int
    name: str
    note: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class NewPersonPage:
    """The page of somebody new."""

    account: str
    account_url: str
    similar_url: str
    draft: str
    namesakes: Sequence[Namesake] = ()


def new_person_page(
    account: Account, namesakes: Sequence[Namesake] = ()
) -> NewPersonPage:
    """Build the page of somebody new."""
    return NewPersonPage(
        account=account.name,
        account_url=reverse("desk:account", args=[account.pk]),
        similar_url=reverse("accounts:person-similar", args=[account.pk]),
        draft=f"new-{account.pk}",
        namesakes=namesakes,
    )


def namesakes(user: User, name: str, account: Account) -> list[Namesake]:
    """Return who of that name is known already, as far as the user sees."""
    return [
        Namesake(
            person_pk=row.person_id,
            name=row.person.name,
            note=" · ".join(p for p in (row.account.name, row.person.title) if p),
            url=reverse("accounts:person", args=[row.pk]),
            is_here=row.account_id == account.pk,
        )
        for row in namesakes_of(user, name, account)
    ]
