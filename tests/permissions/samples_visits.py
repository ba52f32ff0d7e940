"""Knocking at the doors of the visits room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.permissions.world import World


def of_account(_world: World, row: Any) -> str:
    """Ask about the account of a record."""
    return f"account={row.pk}"


def of_visits(_world: World, row: Any) -> str:
    """Ask about visits that were just planned."""
    return f"visits={row.pk}"


def an_address(world: World, _row: Any) -> dict[str, Any]:
    """Fill the address that a calendar reads."""
    return {"secret": world.calendar}


def with_account(typed: Mapping[str, Any]) -> Callable[[World, Any], dict[str, Any]]:
    """Fill a body that names its account."""
    return lambda _world, row: {"account_id": row.pk, **typed}


def a_note(_world: World, row: Any) -> dict[str, Any]:
    """Fill the record of a visit."""
    account = getattr(row, "account", row)
    return {
        "people": [account.stakeholders.first().pk],
        "fact": "x",
        "insight": "y",
        "noted_reason": "watch",
        "outcome": "advance",
        "next_objective": "z",
    }


def a_record(world: World, row: Any) -> dict[str, Any]:
    """Fill the record of a visit that nobody had planned."""
    return {"account_id": row.pk, **a_note(world, row)}


a_plan = with_account({"day": "2030-01-02", "objective": "x", "minutes": 30})
MATCH = {"If-Match": '"1"'}
DUE = {"due_on": "2030-01-01"}
LOCKED = frozenset({422})
AN_ASK = {"planned_ask": "x", "fallback_ask": "y"}
TAKEN = frozenset({303, 409})

A_FILE = {"size": 3, "sha256": "0" * 64, "name": "x.txt"}


def with_file(_world: World, _row: Any) -> dict[str, Any]:
    """Fill what is said of a file before it comes."""
    return {"key": str(uuid4()), **A_FILE}


def whole_file(_world: World, _row: Any) -> dict[str, Any]:
    """Fill a file that is sent at once."""
    return {"photos": SimpleUploadedFile("x.txt", b"abc", "text/plain")}


def of_file(_world: World, row: Any) -> dict[str, Any]:
    """Fill the address of a file."""
    return {"key": row.client_id}


def file_sample(door: str, method: str = "GET", **further: Any) -> Sample:
    """Knock at a door of one file."""
    return Sample(f"visits:{door}", method, about="attachment", path=of_file, **further)


# Taken, or told where to go on when somebody sent the part before.
PART = frozenset({200, 409})

FILES: list[Sample] = [
    Sample("visits:files", "POST", about="visit", typed=whole_file),
    Sample("visits:file-announce", "POST", about="visit", typed=with_file),
    file_sample("file-parts"),
    file_sample("file-parts", "PUT", query="offset=0", answers=PART),
    file_sample("file"),
    file_sample("file-retract", "POST"),
    file_sample("file-restore", "POST"),
    Sample("GET /visits/{pk}/files", about="visit"),
    Sample("POST /visits/{pk}/files", about="visit", typed=A_FILE),
    Sample("visits:quotes", about="stakeholder"),
    Sample("visits:quote-retract", "POST", about="quote"),
    Sample("visits:quote-restore", "POST", about="quote"),
    Sample("GET /visits/{pk}/quotes", about="draft"),
    Sample("POST /quotes/{pk}/retract", about="quote"),
    Sample("POST /quotes/{pk}/restore", about="quote"),
    Sample("GET /files/{pk}", about="attachment"),
    Sample(
        "PUT /files/{pk}/content", about="attachment", query="offset=0", answers=PART
    ),
    Sample("GET /files/{pk}/content", about="attachment"),
    Sample("POST /files/{pk}/retract", about="attachment"),
    Sample("POST /files/{pk}/restore", about="attachment"),
]
VISITS: list[Sample] = [
    *FILES,
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
    Sample("visits:week"),
    Sample(
        "visits:week-plan",
        "POST",
        about="account",
        query=of_account,
        typed=lambda _world, row: {"pick": f"{row.pk}:2030-01-02"},
    ),
    Sample("visits:week-undo", "POST", about="planned", query=of_visits),
    Sample(
        "visits:move",
        "POST",
        about="planned",
        typed=lambda _world, row: {"day": "2030-01-02", "seen": f"{row.day}"},
    ),
    Sample("visits:calendar"),
    Sample("visits:calendar", "POST", answers=frozenset({200})),
    Sample("visits:calendar-choose", "POST", about="calendar", typed={"tells": "1"}),
    Sample("visits:calendar-revoke", "POST", about="calendar"),
    Sample("visits:calendar-file", path=an_address),
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
    Sample("visits:ask", "POST", about="planned", typed=AN_ASK, answers=TAKEN),
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
    Sample("GET /visits", shows=(("visit", "fact"),)),
    Sample("POST /visits", about="account", typed=a_plan),
    Sample("POST /visits/record", about="account", typed=a_record),
    Sample("GET /visits/{pk}", about="visit"),
    Sample("PATCH /visits/{pk}", about="planned", typed={"objective": "x", **MATCH}),
    Sample("POST /visits/{pk}/draft", about="draft", typed={"fact": "x"}),
    Sample("POST /visits/{pk}/submit", about="draft", typed=a_note),
    Sample("POST /visits/{pk}/cancel", about="planned", typed={"reason": "x"}),
    Sample("POST /visits/{pk}/restore", about="planned", answers=LOCKED),
    Sample("POST /visits/{pk}/carry", about="planned"),
    Sample("POST /visits/{pk}/review", about="planned"),
    Sample("GET /visits/{pk}/amendments", about="visit"),
    Sample("POST /visits/{pk}/amendments", about="visit", typed={"text": "x"}),
    Sample("GET /actions", shows=(("action", "text"),)),
    Sample("POST /actions", about="account", typed=with_account({"text": "x", **DUE})),
    Sample("GET /actions/{pk}", about="action"),
    Sample("PATCH /actions/{pk}", about="action", typed={"text": "x", **MATCH}),
    Sample("GET /promises", shows=(("promise", "text"),)),
    Sample(
        "POST /promises",
        about="account",
        typed=with_account({"side": "ours", "text": "x", **DUE}),
    ),
    Sample("GET /promises/{pk}", about="promise"),
    Sample("PATCH /promises/{pk}", about="promise", typed={"state": "kept", **MATCH}),
]
