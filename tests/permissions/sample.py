"""One way to knock at one door: what fills its address, its query and its body.

A door without a sample fails the build, so whoever adds a door adds a line here:

``Sample("accounts:edit")``
    a page of its own, open to whoever the door's noun and verb reach;
``Sample("accounts:edit", about="account")``
    the page of one record: tried with every holding of the world;
``Sample("accounts:edit", "POST", about="account", form=True, typed={...})``
    the form of that page, filled as the one who may would fill it;
``Sample("PATCH /accounts/{pk}", about="account", typed={...})``
    an API operation with a JSON body.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.world import World

Typed = Mapping[str, Any] | Callable[[World, Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Sample:
    """One way to knock at one door."""

    door: str
    method: str = "GET"
    about: str = ""
    path: Typed = field(default_factory=dict)
    query: str | Callable[[World, Any], str] = ""
    typed: Typed = field(default_factory=dict)
    form: bool = False
    page: str = ""
    judged: str = ""
    seen: str = ""
    shows: tuple[tuple[str, str], ...] = ()
    answers: frozenset[int] = frozenset({200, 201, 204, 303})

    @property
    def name(self) -> str:
        """How the test is called."""
        return self.door if " " in self.door else f"{self.method} {self.door}"

    @property
    def full_name(self) -> str:
        """The name with what makes this sample different from others of its door."""
        fixed = () if callable(self.path) else self.path.values()
        query = self.query.__name__ if callable(self.query) else self.query
        told = (self.name, self.about, *map(str, fixed), query)
        return " ".join(part for part in told if part)

    @property
    def verb(self) -> str:
        """The HTTP method."""
        return self.door.split()[0] if " " in self.door else self.method
