"""B1: what somebody may not see answers like what does not exist, byte for byte.

Every door to a record is tried by everybody out of sight, once with the record's own
number and once with one that nobody has.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import quote

import pytest

from tests.permissions.knock import address, knock
from tests.permissions.oracle import EVERYBODY, OUTSIDE, reaches
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import thing_of

pytestmark = [pytest.mark.django_db, pytest.mark.more]

NOBODYS = 987_654_321
HEADERS = {"Content-Type", "Content-Language", "Cache-Control", "Vary", "Location"}
FRESH = re.compile(r"csrfmiddlewaretoken\" value=\"\w+")


def doors_to_records():
    """Return the samples whose address holds nothing but the record's number."""
    return [s for s in SAMPLES if s.about and not s.path and not callable(s.query)]


def told(world, part, sample, row):
    """Return what an answer says, without the path that was asked for."""
    found = knock(world, part, sample, row)
    path = address(world, sample, row)
    headers = {k: v for k, v in found.answer.headers.items() if k in HEADERS}
    text = FRESH.sub("", found.text)
    for written in (path, quote(path, safe="")):
        text = text.replace(written, "PATH")
    return found.status, headers, text


def out_of_sight(sample, holding):
    surface = surface_of_sample(sample)
    noun = sample.seen or (sample.judged or f"{surface.noun}.see").split(".")[0]
    thing = thing_of(holding, sample.about)
    return [
        part
        for part in EVERYBODY
        if part not in OUTSIDE and not reaches(part, noun, "see", thing)
    ]


@pytest.mark.parametrize("sample", doors_to_records(), ids=lambda s: s.full_name)
def test_hidden_is_like_absent(world, sample, count):
    told_apart, looked = [], 0
    for holding in ("own", "foreign"):
        row = world.row(sample.about, holding)
        typed = sample.typed(world, row) if callable(sample.typed) else sample.typed
        bare = replace(sample, form=False, typed=dict(typed))
        for part in out_of_sight(sample, holding):
            hidden = told(world, part, bare, row)
            absent = told(world, part, bare, SimpleNamespace(pk=NOBODYS))
            looked += 1
            if hidden != absent:
                told_apart.append(f"{part} at {holding}: {hidden[0]} and {absent[0]}")
    count("hidden records compared with absent ones", looked)
    assert told_apart == []


def test_control_who_sees_a_record_is_told_apart(world):
    (sample,) = [
        s for s in doors_to_records() if s.full_name == "GET desk:account account"
    ]
    row = world.row("account", "own")
    seen = told(world, "rep", sample, row)
    absent = told(world, "rep", sample, SimpleNamespace(pk=NOBODYS))
    assert seen != absent
