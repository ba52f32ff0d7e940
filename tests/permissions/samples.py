"""How each door is knocked at: what fills its address, its query and its body.

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

from typing import TYPE_CHECKING, Any

from tests.cast import PASSWORD
from tests.permissions.sample import Sample
from tests.permissions.samples_accounts import ACCOUNTS
from tests.permissions.samples_transfer import TRANSFER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.permissions.world import World


OK = frozenset({200})
FOUND_OR_NOT = frozenset({303, 404})
FOUND = (("account", "name"), ("stakeholder", "name"))
ROOM: tuple[tuple[str, str], ...] = ()
NEW_PASSWORD = {"password": "another-horse-43", "again": "another-horse-43"}


def a_link(world: World, row: Any) -> dict[str, Any]:
    """Fill the address of a page that a one-time link opens."""
    return {"secret": world.link}


def history_of(noun: str) -> Callable[[World, Any], dict[str, Any]]:
    """Fill the address of a record's history."""
    return lambda _world, row: {"noun": noun, "pk": row.pk}


def of_account(_world: World, row: Any) -> str:
    """Ask about the account of a record."""
    return f"account={row.pk}"


DUE = {"due_on": "2030-01-01"}
LOCKED = frozenset({422})


SAMPLES: list[Sample] = [
    Sample("desk:home"),
    Sample("desk:today"),
    Sample("desk:search", query="q=Qz"),
    Sample("desk:account", about="account"),
    Sample("desk:timeline", about="account"),
    Sample("desk:next", about="account"),
    Sample("desk:previous", about="account"),
    Sample(
        "desk:history",
        about="account",
        path=lambda _world, row: {"noun": "account", "pk": row.pk},
        judged="account.see",
    ),
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
    Sample("desk:home"),
    Sample("desk:today"),
    Sample("desk:search"),
    Sample("desk:search", query="q=qz", shows=FOUND),
    Sample("desk:search", query="q=qz&fragment=1"),
    *(Sample("desk:search", query=f"q={word}") for word in ("qzown", "qzforeign")),
    Sample("desk:account", about="account", shows=ROOM),
    Sample("desk:timeline", about="account"),
    Sample("desk:next", about="account", answers=FOUND_OR_NOT),
    Sample("desk:previous", about="account", answers=FOUND_OR_NOT),
    *(
        Sample("desk:history", about=noun, path=history_of(noun))
        for noun in ("account", "stakeholder", "visit", "action", "promise")
    ),
    Sample("visits:list", shows=(("visit", "objective"), ("account", "name"))),
    Sample("visits:export", query="format=csv", shows=(("visit", "fact"),)),
    Sample("visits:new"),
    Sample("visits:new", about="account", query=of_account),
    Sample(
        "visits:new",
        "POST",
        about="account",
        query=of_account,
        form=True,
        typed={"day": "2030-01-02"},
    ),
    Sample("visits:start"),
    Sample("visits:start", about="account", query=of_account),
    Sample(
        "visits:start",
        "POST",
        about="account",
        query=of_account,
        typed=lambda _world, row: {
            "people": row.stakeholders.first().pk,
            "outcome": "advance",
        },
    ),
    Sample("visits:detail", about="visit"),
    Sample("visits:detail", about="planned"),
    Sample("visits:detail", about="draft"),
    Sample("visits:record", about="draft"),
    Sample("visits:record", "POST", about="draft", form=True, typed={"verb": "draft"}),
    Sample("visits:edit", about="planned"),
    Sample("visits:edit", "POST", about="planned", form=True),
    Sample("visits:cancel", about="planned"),
    Sample("visits:cancel", "POST", about="planned", typed={"reason": "x"}),
    Sample("visits:restore", "POST", about="planned", answers=LOCKED),
    Sample("visits:carry", "POST", about="planned"),
    Sample("visits:review", "POST", about="planned"),
    Sample("visits:amend", "POST", about="visit", typed={"text": "x"}),
    Sample("visits:action-new", about="account"),
    Sample(
        "visits:action-new",
        "POST",
        about="account",
        form=True,
        typed={"text": "x", **DUE},
    ),
    Sample("visits:action-close", "POST", about="action", typed={"state": "done"}),
    Sample("visits:action-reopen", "POST", about="action"),
    Sample("visits:promise-new", about="account"),
    Sample(
        "visits:promise-new",
        "POST",
        about="account",
        form=True,
        typed={"text": "x", **DUE},
    ),
    Sample("visits:promise-close", "POST", about="promise", typed={"state": "kept"}),
    Sample("visits:promise-reopen", "POST", about="promise"),
    *ACCOUNTS,
    *TRANSFER,
    Sample("web:gallery"),
    Sample("web:live"),
    Sample("web:ready", answers=frozenset({200, 503})),
]

FRONTIER: list[Sample] = [
    Sample("performance:frontier"),
    Sample("performance:run", about="frontier"),
    Sample("performance:export", about="frontier", query="format=csv"),
    Sample(
        "performance:make",
        "POST",
        about="comparison_set",
        typed={"period": "2025", "method": "fdh"},
    ),
    Sample("performance:sets"),
    Sample("performance:set-new"),
    Sample(
        "performance:set-new",
        "POST",
        form=True,
        typed={"name": "a new set"},
        # The form is the head's: whoever leads a smaller team has no such team.
        answers=frozenset({303, 422}),
    ),
    Sample("performance:set", about="comparison_set"),
    Sample("performance:set-export", about="comparison_set", query="format=csv"),
    Sample("performance:set-edit", about="comparison_set"),
    Sample(
        "performance:set-edit",
        "POST",
        about="comparison_set",
        form=True,
        typed={"name": "another name"},
    ),
    Sample("performance:figure", about="figure"),
    Sample(
        "performance:figure",
        "POST",
        about="figure",
        form=True,
        typed={"sales": "12"},
    ),
    Sample("GET /figures"),
    Sample(
        "POST /figures",
        about="figure",
        typed=lambda _world, row: {
            "set": row.comparison_set_id,
            "territory": row.territory_id,
            "period": "2031",
        },
    ),
    Sample("GET /figures/{pk}", about="figure"),
    Sample(
        "PATCH /figures/{pk}",
        about="figure",
        typed={"sales": 12, "If-Match": '"1"'},
    ),
    Sample("GET /frontier"),
    Sample(
        "POST /frontier",
        about="comparison_set",
        typed=lambda _world, row: {"set": row.pk, "period": "2025", "method": "fdh"},
    ),
    Sample("GET /frontier/{pk}", about="frontier"),
]

SAMPLES += FRONTIER
