"""How the doors of the visits room are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World

DUE = {"due_on": "2030-01-01"}
LOCKED = frozenset({422})


def of_account(_world: World, row: Any) -> str:
    """Ask about the account of a record."""
    return f"account={row.pk}"


VISITS: list[Sample] = [
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
]
