"""The people of one holding and the small map drawn of them, through services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.services import Affiliation, Identity, create_person
from kam.relations.services import (
    LineDraft,
    RoleDraft,
    TieDraft,
    draw_line,
    move_layer,
    note_tie,
    want_role,
)
from tests.words import word, words

if TYPE_CHECKING:
    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User
    from kam.relations.models import Line, Move, Tie, WantedRole


def build_person(name: str, account: Account, further: str = "") -> Stakeholder:
    """Make a person of the account."""
    texts = words(
        name, "stakeholder", "duties", "concerns", "competition", "views", "obstacle",
        "notes",
    )  # fmt: skip
    return create_person(
        actor=None,
        account=account,
        identity=Identity(
            name=word(name, "stakeholder", "name") + further,
            title=word(name, "stakeholder", "title"),
        ),
        affiliation=Affiliation(layer="expert", **texts),
    )


@dataclass(frozen=True)
class Relations:
    """What is drawn of one holding."""

    second: Stakeholder
    line: Line
    tie: Tie
    role: WantedRole
    move: Move


def build_relations(name: str, person: Stakeholder, owner: User) -> Relations:
    """Draw a small map in the owner's name."""
    second = build_person(name, person.account, "2")
    said = word(name, "line", "evidence")
    level = {"level": 2, "wanted": 4}
    moved = move_layer(
        actor=owner, stakeholder=second, layer="management", evidence=said
    )
    return Relations(
        second=second,
        line=draw_line(
            actor=owner, draft=LineDraft(person.pk, second.pk, "reports", said)
        ),
        tie=note_tie(
            actor=owner, draft=TieDraft(person.pk, owner.pk, evidence=said, **level)
        ),
        role=want_role(
            actor=owner,
            account=person.account,
            draft=RoleDraft("decision", word(name, "line", "title"), said),
        ),
        move=moved,
    )
