"""The panels of the account room that this room knows about.

`desk` draws them with `accounts/parts/header.html`, `actions.html`, `people.html` and
`writeup.html`, each of which takes `panels`; `rows` are the people it was read from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.pages.header import Header, header_of
from kam.accounts.pages.people import PeoplePanel, people_panel
from kam.accounts.pages.writeups import BlocksPanel, blocks_panel
from kam.accounts.queries.room import NOTHING, people_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models.expressions import Combinable

    from kam.accounts.pages.shapes import Fact
    from kam.accounts.queries.room import PersonRow, RoomRow
    from kam.people.models import User


@dataclass(frozen=True)
class AccountPanels:
    """Everything this room says about one account."""

    header: Header
    people: PeoplePanel
    writeup: BlocksPanel
    rows: Sequence[PersonRow]


def account_panels(
    user: User,
    room: RoomRow,
    further: Sequence[Fact] = (),
    beside: Mapping[str, Combinable] = NOTHING,
) -> AccountPanels:
    """Build the panels of an account in sight; `further` facts close the header.

    `beside` is read with each person.

    Read the account with `queries.room.room_of`. Cost: one statement.
    """
    account = room.account
    rows = people_of(user, account, beside)
    return AccountPanels(
        header=header_of(user, room, rows, further),
        people=people_panel(user, account, rows),
        writeup=blocks_panel(user, account, rows),
        rows=rows,
    )
