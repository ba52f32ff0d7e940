"""Knocking at a door as somebody, and undoing whatever came of it."""

from __future__ import annotations

import copy
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.forms import form_of, has_form
from tests.permissions.oracle import OUTSIDE, reaches
from tests.permissions.world import text_of, thing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from kam.web.surfaces import Surface
    from tests.permissions.samples import Sample
    from tests.permissions.world import World

API = "/api/v1"
READERS = ("rep", "stranger", "admin", "head", "lead", "analyst")
CALLERS = ("rep", "lead", "head", "admin", "analyst")
WRITE = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b.*?\"(?P<table>\w+)\"", re.DOTALL
)
# A session, a try to sign in, the last use of a token, the key of a form sent once
# (undone with what was refused) and that a device was given an account to read belong
# to the door itself.
DOORS_OWN = {
    "django_session",
    "people_signintries",
    "people_token",
    "sync_lease",
    "web_receipt",
}


@dataclass(frozen=True)
class Outcome:
    """What a door answered, and which tables it wrote to."""

    answer: HttpResponse
    text: str
    written: frozenset[str]

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.answer.status_code


def address(world: World, sample: Sample, row: Any) -> str:
    """Return the path and query of a knock."""
    about_row = {} if row is None or callable(sample.query) else {"pk": row.pk}
    path = told(world, sample.path, row) or about_row
    asked = sample.query(world, row) if callable(sample.query) else sample.query
    query = f"?{asked}" if asked else ""
    if " " in sample.door:
        return API + sample.door.split()[1].format(**path) + query
    return reverse(sample.door, kwargs=path) + query


def told(world: World, given: Any, row: Any) -> dict[str, Any]:
    """Return what a sample says, directly or by a function."""
    return dict(given(world, row) if callable(given) else given)


def knock(world: World, part: str, sample: Sample, row: Any) -> Outcome:
    """Knock, read the whole answer, and undo every change."""
    url, typed = address(world, sample, row), told(world, sample.typed, row)
    if sample.form:
        typed = filled(world, part, sample, row, typed)
    connection.queries_log.clear()
    with undone(world, part), CaptureQueriesContext(connection) as queries:
        answer = send(world, part, sample, url, typed)
        text = text_of(answer)
    return Outcome(answer, text, frozenset(written(queries)))


def filled(
    world: World, part: str, sample: Sample, row: Any, typed: dict[str, Any]
) -> dict[str, Any]:
    """Return what the form of a door sends when somebody types this into it."""
    url = address(world, sample, row)
    target, mark, asked = url.partition("?")
    page = url
    if sample.page:
        kwargs = told(world, sample.path, row)
        page = reverse(sample.page, kwargs=kwargs) + mark + asked
    form = form_of(filled_page(world, part, page, target), target)
    return form.filled(**typed)


@contextmanager
def undone(world: World, part: str) -> Iterator[None]:
    """Undo what happens inside, in the database and in the browser."""
    cookies = copy.deepcopy(world.clients[part].cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    world.clients[part].cookies = cookies


def send(
    world: World, part: str, sample: Sample, url: str, typed: dict[str, Any]
) -> HttpResponse:
    """Send one request as a browser or as a program does."""
    client = world.clients[part]
    if " " not in sample.door:
        return getattr(client, sample.verb.lower())(url, typed)
    headers = {"If-Match": typed.pop("If-Match")} if "If-Match" in typed else {}
    if world.secrets[part]:
        headers["Authorization"] = f"Bearer {world.secrets[part]}"
    return client.generic(
        sample.verb,
        url,
        json.dumps(typed) if sample.verb != "GET" else b"",
        content_type="application/json",
        headers=headers,
    )


def filled_page(world: World, part: str, url: str, target: str) -> str:
    """Return the page with the form, as this person sees it, or else one who may.

    Reading changes nothing, so what was seen or refused once is so until the end.
    """
    for reader in (part, *READERS):
        key = (reader, url, target)
        if key not in world.pages:
            answer = world.clients[reader].get(url)
            page = text_of(answer) if answer.status_code == 200 else ""
            world.pages[key] = page if has_form(page, target) else ""
        if world.pages[key]:
            return world.pages[key]
    raise AssertionError(f"nobody sees the form at {url}")


def somebody_who_may(sample: Sample, surface: Surface) -> str:
    """Return a part whom a door opens to, for a record of the own holding."""
    noun, verb = (sample.judged or f"{surface.noun}.{surface.verb}").split(".")
    thing = thing_of("own") if sample.about else None
    return next((p for p in CALLERS if reaches(p, noun, verb, thing)), "head")


def written(queries: CaptureQueriesContext) -> set[str]:
    """Return the tables that were written to, apart from the door's own."""
    found = (WRITE.match(query["sql"]) for query in queries)
    return {match["table"] for match in found if match} - DOORS_OWN


def expected(part: str, sample: Sample, surface: Surface, thing: Any) -> set[int]:
    """Return the statuses that are right for this person at this door."""
    noun, verb = (sample.judged or f"{surface.noun}.{surface.verb}").split(".")
    seen = sample.seen or noun
    in_sight = thing is None or reaches(part, seen, "see", thing)
    if surface.open or (in_sight and reaches(part, noun, verb, thing)):
        return set(sample.answers)
    if part in OUTSIDE:
        is_page = " " not in sample.door and not surface.json
        page = is_page and sample.verb == "GET"
        return {302} if page else {401}
    if thing is not None and in_sight:
        return {403}
    # A role without the right is told so whatever the record; others learn nothing.
    return {404} if reaches(part, noun, verb, None) else {403, 404}
