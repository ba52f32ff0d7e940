"""The panels of the account room that this room knows about.

`desk` draws them with `accounts/parts/header.html`, `actions.html`, `people.html`,
`unknowns.html` and `writeup.html`, each of which takes `panels`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.pages.header import Header, header_of
from kam.accounts.pages.people import PeoplePanel, people_panel
from kam.accounts.pages.questions import Questions, questions_of
from kam.accounts.pages.writeups import BlocksPanel, blocks_panel
from kam.accounts.queries.room import parent_in_sight, people_of, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.accounts.pages.shapes import Fact
    from kam.people.models import User


@dataclass(frozen=True)
class AccountPanels:
    """Everything this room says about one account."""

    header: Header
    people: PeoplePanel
    unknowns: Questions
    writeup: BlocksPanel


def account_panels(
    user: User, account: Account, further: Sequence[Fact] = ()
) -> AccountPanels:
    """Build the panels of an account in sight; `further` facts close the header.

    Read the account with `queries.room.account_of`. Cost: three statements, four
    where there is a unit above.
    """
    rows = people_of(user, account)
    shares = [share.user.name for share in shares_of(user, account)]
    parent = parent_in_sight(user, account)
    return AccountPanels(
        header=header_of(user, account, rows, shares, parent, further),
        people=people_panel(user, account, rows),
        unknowns=questions_of(user, account, rows),
        writeup=blocks_panel(user, account, rows),
    )
