"""Who may settle an item, and who may admit one from quarantine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import may, reaches

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.sync.models import Envelope


def may_settle(user: User, envelope: Envelope) -> bool:
    """Only its author."""
    return reaches(user, "envelope", "change", owner_id=envelope.author_id)


def may_judge(user: User) -> bool:
    """Administrators, who never see the text."""
    return may(user, "quarantine", "change")
