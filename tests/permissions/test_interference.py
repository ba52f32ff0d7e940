"""R3: two worlds that differ in one hidden account look alike to an outsider.

Every surface is read twice: before and after somebody out of sight made an account with
people, visits and promises, and searched for by name. Every byte must be equal. The
control is somebody who may see it: there the answers differ.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction

from kam.core.clock import now, pretend
from kam.people.models import SignInTries
from tests.cast import FIRST
from tests.company import START, build_comparison, build_holding
from tests.permissions.knock import API, address
from tests.permissions.oracle import EVERYBODY, Thing, reaches
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.more]

READS = [sample for sample in SAMPLES if sample.verb == "GET"]
# Made anew for every answer, or the time of day.
FRESH = re.compile(
    r"csrfmiddlewaretoken\" value=\"\w+|\"csrf\": ?\"\w+"
    r"|idempotency_key\" value=\"[\w-]+|name=\"opened\" value=\"[^\"]+"
    r"|\d\d:\d\d:\d\d(\.\d+)?"
)
NAMED = {sample.full_name: sample for sample in READS}
EXPORTED = {"territories": "territory", "users": "user", "resources": "resource"}
# What one may ask for is the catalogue, which names no customer.
EXPORTED |= {"desk:ask": "resource"}
HIDDEN = Thing(frozenset({"stranger"}), "north")


def outsiders():
    return [part for part in EVERYBODY if not reaches(part, "account", "see", HIDDEN)]


def asked_here():
    """Return whom to ask here: all on SQLite, one of each role on PostgreSQL."""
    if connection.vendor == "sqlite":
        return outsiders()
    return [part for part in outsiders() if part in FIRST]


def may_notice(part, sample):
    """Say whether the table lets this person see what has been added here.

    An administrator sees every territory and every count, whatever their records.
    """
    words = [EXPORTED[word] for word in sample.full_name.split() if word in EXPORTED]
    noun = words[0] if words else surface_of_sample(sample).noun
    return reaches(part, noun, "see", HIDDEN)


def read(world, part, sample):
    """Return everything one answer says, with what is always fresh left out."""
    row = world.row(sample.about, "own") if sample.about else None
    url = address(world, sample, row)
    headers = {}
    if url.startswith(API) and world.secrets[part]:
        headers["Authorization"] = f"Bearer {world.secrets[part]}"
    answer = world.clients[part].get(url, headers=headers)
    told = sorted(
        (name, value)
        for name, value in answer.headers.items()
        if name not in ("Date", "Set-Cookie", "Content-Length")
    )
    return answer.status_code, told, FRESH.sub("", text_of(answer))


def surfaces(world, part):
    """Return every answer of every surface, by its name.

    Refused keys are counted, and the count would tell the readings apart.
    """
    SignInTries.objects.all().delete()
    return {sample.full_name: read(world, part, sample) for sample in READS}


@pytest.fixture
def before_and_after(world):
    """Return a function that reads the world before and after the hidden account."""

    def look(parts):
        with pretend(now()):
            return look_now(parts)

    def look_now(parts):
        before = {part: surfaces(world, part) for part in parts}
        with transaction.atomic():
            build_holding("hidden", world.cast.stranger)
            build_comparison("hidden", world.cast.stranger)
            after = {part: surfaces(world, part) for part in parts}
            transaction.set_rollback(True)
        return before, after

    return look


def test_an_outsider_notices_nothing(before_and_after, count):
    parts = asked_here()
    before, after = before_and_after(parts)
    noticed = [
        f"{part}: {name}"
        for part in parts
        for name in before[part]
        if before[part][name] != after[part][name] and not may_notice(part, NAMED[name])
    ]
    count("surfaces compared byte by byte", sum(map(len, before.values())))
    assert noticed == []


def test_control_the_owner_and_the_manager_notice(before_and_after):
    parts = ["stranger", "rival", "head"]
    before, after = before_and_after(parts)
    listing = [sample.full_name for sample in READS if sample.shows]
    for part in parts:
        noticed = [n for n in before[part] if before[part][n] != after[part][n]]
        assert set(listing) <= set(noticed)


def test_control_the_outsiders_are_those_the_table_names():
    assert {"rep", "colleague", "lead", "chief", "trainer", "admin"} < {*outsiders()}
    assert {"stranger", "rival", "head", "analyst"}.isdisjoint(outsiders())
    assert {"rep", "lead", "trainer", "admin"} <= {*asked_here()}
    assert START
