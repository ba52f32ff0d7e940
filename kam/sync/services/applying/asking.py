"""What an item asks, with what is believed of its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kam.sync.rules.timing import local_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from kam.people.models import User
    from kam.sync.rules.bodies import Body


@dataclass(frozen=True)
class Asked:
    """A body, who wrote it, and when as far as the server believes it."""

    body: Body
    author: User
    written_at: datetime

    @property
    def zone(self) -> ZoneInfo:
        """Where the author is."""
        return ZoneInfo(self.author.time_zone)

    @property
    def day(self) -> date:
        """The day it was written on."""
        return local_day(self.written_at, self.zone)

    @property
    def stamp(self) -> str:
        """Who wrote it and when, for the line above an appended text."""
        at = self.written_at.astimezone(self.zone)
        return f"{self.author.name} {at:%Y-%m-%d %H:%M}"

    @property
    def wanted(self) -> Mapping[str, Any]:
        """What is to be written."""
        return self.body.wanted

    def saw(self, state: str) -> bool:
        """Say whether the author saw it in this state, and goes on all the same."""
        return self.body.base.get("state") == state
