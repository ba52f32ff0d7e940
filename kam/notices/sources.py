"""What can be due or ask for somebody; rooms tell it, `config/notices.py` names them.

A source reads, for one person, what holds now: nothing is stored, so what no longer
holds vanishes by itself, and nobody is told of what they may not see any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings

from kam.people.grants import Reach, reach_of
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from django.utils.functional import _StrPromise as StrPromise

    from kam.people.models import User

# A source tells no more than this; the page and the letter say that there is more.
MOST = 50


@dataclass(frozen=True)
class Notice:
    """One thing that is due on a day, or asks for a person without a day.

    `key` names it for good ("action:12"). `stamp` changes when it asks anew, such as
    by another date: then it counts as unread again.
    """

    key: str
    title: str
    note: str
    url: str
    due_on: date | None = None
    stamp: str = ""


@dataclass(frozen=True)
class Source:
    """A kind of notices: who may have any, and how they are read.

    `read` is given the person, the day at the person's place, and the last day that
    is asked for. It is to take one statement, two at the most. `leads` keeps a kind to
    who has the right over a team.
    """

    kind: str
    label: str | StrPromise
    noun: str
    verb: str
    read: Callable[[User, date, date], Sequence[Notice]]
    icon: str = "bell"
    leads: bool = False


def sources(user: User) -> list[Source]:
    """Return the kinds that a person can have at all, as the configuration lists."""
    return [source for source in _listed() if _is_for(user, source)]


def kinds() -> frozenset[str]:
    """Return every kind there is, whoever has it."""
    return frozenset(source.kind for source in _listed())


def _listed() -> Sequence[Source]:
    listed: Sequence[Source] = import_module(settings.KAM_NOTICES).SOURCES
    return listed


def _is_for(user: User, source: Source) -> bool:
    if source.leads:
        return reach_of(user.role, source.noun, source.verb) is Reach.TEAM
    return may(user, source.noun, source.verb)
