"""The same people in every test.

澄源医疗 (root)          analyst, trainer, admin, head (manager of all)
├── 华东区               chief (manager above)
│   ├── 华东一组         rep (owns), colleague, lead (manager), gone (deactivated)
│   └── 华东二组         neighbour
└── 华北区               stranger (representative elsewhere), rival (manager beside)
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kam.people.models import Team, User
from kam.people.services import create_team, create_user
from kam.people.services.users import UserDraft
from tests.daily import daily

PASSWORD = "correct-horse-42"


@dataclass(frozen=True)
class Cast:
    """Everybody, by the part they play."""

    company: Team
    east: Team
    first: Team
    second: Team
    north: Team
    rep: User
    colleague: User
    lead: User
    gone: User
    neighbour: User
    chief: User
    head: User
    stranger: User
    rival: User
    analyst: User
    trainer: User
    admin: User

    def everybody(self) -> dict[str, User]:
        """Return the people by their part."""
        return {n: v for n, v in vars(self).items() if isinstance(v, User)}


PARTS = {
    "rep": ("representative", "first", "陈一诺"),
    "colleague": ("representative", "first", "孙小满"),
    "lead": ("manager", "first", "周敬之"),
    "gone": ("representative", "first", "许离"),
    "neighbour": ("representative", "second", "何嘉禾"),
    "chief": ("manager", "east", "宋知远"),
    "head": ("manager", "company", "高临川"),
    "stranger": ("representative", "north", "韩北辰"),
    "rival": ("manager", "north", "冯岱"),
    "analyst": ("analyst", "company", "罗明镜"),
    "trainer": ("trainer", "company", "程立言"),
    "admin": ("administrator", "company", "管安"),
}
# Everybody who signs in: one of each role every day, the others with the rest.
FIRST = ["rep", "lead", "analyst", "trainer", "admin"]
OTHERS = ["colleague", "neighbour", "stranger", "chief", "head", "rival"]
READERS = daily([*FIRST, *OTHERS], len(FIRST))


def build_cast() -> Cast:
    """Make the teams and the people through services."""
    company = create_team(actor=None, name="澄源医疗")
    east = create_team(actor=None, name="华东区", parent=company)
    teams = {
        "company": company,
        "east": east,
        "first": create_team(actor=None, name="华东一组", parent=east),
        "second": create_team(actor=None, name="华东二组", parent=east),
        "north": create_team(actor=None, name="华北区", parent=company),
    }
    people = {
        part: create_user(
            actor=None,
            draft=UserDraft(username=part, name=name, role=role, team=teams[team]),
            password=PASSWORD,
        )
        for part, (role, team, name) in PARTS.items()
    }
    gone = people["gone"]
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    return Cast(**teams, **people)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, freshly made."""
    return build_cast()
