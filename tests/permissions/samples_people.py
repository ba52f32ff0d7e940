"""How the doors of the people room are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.settings_book import entries
from tests.cast import PASSWORD
from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World

OK = frozenset({200})
FILES = ("csv", "xlsx")
# The page of a person is open to whoever sees the person; changing is another right.
ARRANGES_USERS = "user.change"
NEW_PASSWORD = {"password": "another-horse-43", "again": "another-horse-43"}


def a_link(world: World, _row: Any) -> dict[str, Any]:
    """Fill the address of a page that a one-time link opens."""
    return {"secret": world.link}


def a_setting(_world: World, _row: Any) -> dict[str, Any]:
    """Fill the address of the first setting of the company."""
    return {"key": entries()[0].key}


def a_value(_world: World, _row: Any) -> dict[str, Any]:
    """Choose the value that the first setting has anyway."""
    return {"value": str(entries()[0].default)}


def an_assignment(world: World, _row: Any) -> dict[str, Any]:
    """Give a territory to somebody of the team."""
    return {"user": world.cast.colleague.pk, "starts_on": "2030-01-01"}


PEOPLE: list[Sample] = [
    Sample("people:sign-in"),
    Sample("people:sign-in", "POST", answers=frozenset({422})),
    Sample("people:sign-out", "POST"),
    Sample("people:language", "POST", typed={"language": "en"}),
    Sample("people:forgot"),
    Sample("people:forgot", "POST", typed={"name": "nobody"}, answers=OK),
    Sample("people:set-password", path=a_link),
    Sample("people:set-password", "POST", path=a_link, typed=NEW_PASSWORD),
    Sample("people:settings"),
    Sample("people:settings", "POST", form=True),
    Sample(
        "people:email",
        "POST",
        typed={"email": "new@example.com", "current": PASSWORD},
    ),
    Sample("people:password"),
    Sample("people:password", "POST", typed={"current": PASSWORD, **NEW_PASSWORD}),
    Sample("people:tokens"),
    Sample("people:tokens", "POST", form=True, typed={"name": "t2"}, answers=OK),
    Sample("people:token-revoke", "POST", about="token"),
    Sample("people:users"),
    *(Sample("people:users-export", query=f"format={kind}") for kind in FILES),
    Sample("people:user-new"),
    Sample(
        "people:user-new",
        "POST",
        form=True,
        typed={"username": "new", "name": "新人", "role": "trainer"},
        answers=OK,
    ),
    Sample("people:user", about="user"),
    Sample("people:user", "POST", about="user", form=True, judged=ARRANGES_USERS),
    Sample("people:user-link", "POST", about="user", judged=ARRANGES_USERS, answers=OK),
    Sample("people:user-deactivate", "POST", about="user", judged=ARRANGES_USERS),
    Sample("people:user-reactivate", "POST", about="user", judged=ARRANGES_USERS),
    Sample("people:teams"),
    Sample("people:team-new"),
    Sample("people:team-new", "POST", form=True, typed={"name": "新组"}),
    Sample("people:team", about="team"),
    Sample("people:team", "POST", about="team", form=True),
    Sample("people:territories"),
    *(Sample("people:territories-export", query=f"format={kind}") for kind in FILES),
    Sample("people:territory-new", judged="territory.change"),
    Sample(
        "people:territory-new",
        "POST",
        form=True,
        typed={"code": "new"},
        judged="territory.change",
    ),
    Sample("people:territory", about="territory"),
    Sample(
        "people:territory",
        "POST",
        about="territory",
        form=True,
        judged="territory.change",
    ),
    Sample("people:assign", "POST", about="territory", typed=an_assignment),
    Sample(
        "people:assignment-end",
        "POST",
        about="assignment",
        typed={"ends_on": "2030-01-01"},
    ),
    Sample("people:company"),
    Sample("people:setting", "POST", path=a_setting, typed=a_value),
    Sample("people:setting-reset", "POST", path=a_setting),
    Sample("people:counts"),
    Sample("GET /me"),
    Sample("GET /territories", shows=(("territory", "code"),)),
    Sample(
        "POST /territories",
        typed=lambda world, _row: {"code": "new", "team": world.cast.second.pk},
        answers=frozenset({201}),
        judged="territory.change",
    ),
    Sample("GET /territories/{pk}", about="territory"),
    Sample(
        "PATCH /territories/{pk}",
        about="territory",
        typed={"name": "another name", "If-Match": '"1"'},
    ),
]
