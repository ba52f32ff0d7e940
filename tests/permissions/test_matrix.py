"""R1, A7, B1: every door × everybody × three holdings, compared with the oracle.

Whoever may gets in; whoever sees but may not is refused; for everybody else the record
does not exist. Nobody reads a word they may not, whatever the answer. Reading changes
nothing, and what is refused changes nothing either. Every day one of each role and
three from outside knock at the first holding; ``make test-more`` tries everybody else,
and the other holdings.
"""

from __future__ import annotations

import functools

import pytest

from kam.web.operations import operations
from kam.web.surfaces import doors
from tests.cast import FIRST
from tests.company import word
from tests.permissions.knock import expected, knock
from tests.permissions.oracle import EVERYBODY, reaches, sees
from tests.permissions.samples import SAMPLES
from tests.permissions.world import OWNERS, thing_of

pytestmark = [pytest.mark.django_db, pytest.mark.apart]
MORE = pytest.mark.more


@functools.cache
def surfaces():
    named = {door.name: door.surface for door in doors()}
    return named | {operation.name: operation.surface for operation in operations()}


def surface_of_sample(sample):
    return surfaces()[sample.door]


OWN, *OTHERS = OWNERS
EVERYDAY = (*FIRST, "stranger", "rival", "anonymous")
LATER = tuple(part for part in EVERYBODY if part not in EVERYDAY)


def case(sample, suffix="", marks=(), **people):
    """Return a case: which people knock at the door of which holdings."""
    return pytest.param(sample, people, id=f"{sample.full_name}{suffix}", marks=marks)


CASES = [
    *(case(sample, **{OWN: EVERYDAY}) for sample in SAMPLES),
    *(
        case(
            sample,
            "-others",
            MORE,
            **{OWN: LATER},
            **(dict.fromkeys(OTHERS, EVERYBODY) if sample.about else {}),
        )
        for sample in SAMPLES
    ),
]


def subject_of(sample, world, holding):
    """Return a record that a sample is tried with, nothing where it needs none."""
    if not sample.about:
        return "", None, None
    return (
        holding,
        world.row(sample.about, holding),
        thing_of(holding, sample.about),
    )


def faults_of(world, sample, part, subject):
    """Return everything wrong with one knock, and how much was looked at."""
    holding, row, thing = subject
    found = knock(world, part, sample, row)
    wanted = expected(part, sample, surface_of_sample(sample), thing)
    who = f"{part} at {holding or 'the door'}"
    if found.status not in wanted:
        yield f"{who}: {found.status}, expected {sorted(wanted)}"
    for hidden in world.hidden[part]:
        if hidden in found.text:
            yield f"{who}: reads {hidden}"
    if found.written and (sample.verb == "GET" or found.status >= 400):
        yield f"{who}: {found.status} wrote {sorted(found.written)}"
    if found.status == 200:
        yield from missing_words(sample, part, who, found.text)


def missing_words(sample, part, who, text):
    """Yield the words that a list ought to show this person and does not."""
    for noun, name in sample.shows:
        for holding in OWNERS:
            if sees(part, noun, name, thing_of(holding)):
                shown = word(holding, noun, name)
                if shown not in text:
                    yield f"{who}: does not read {shown}"


@pytest.mark.parametrize(("sample", "people"), CASES)
def test_a_door_opens_to_exactly_those_who_may(world, sample, people, count):
    faults, checks = [], 0
    for holding, parts in people.items():
        subject = subject_of(sample, world, holding)
        for part in parts:
            faults += faults_of(world, sample, part, subject)
            checks += 2 + len(world.hidden[part])
    count("authorization checks", checks)
    assert not faults, "\n".join(faults)


def test_control_the_oracle_tells_people_apart():
    own = thing_of("own")
    assert reaches("rep", "account", "change", own)
    assert not reaches("colleague", "account", "see", own)
    assert reaches("chief", "account", "see", own)
    assert not reaches("rival", "account", "see", own)
    assert not reaches("gone", "account", "see", own)
    assert reaches("neighbour", "account", "see", thing_of("shared"))
    assert not sees("analyst", "stakeholder", "name", own)
    assert sees("analyst", "account", "name", own)
    assert not sees("admin", "account", "name", own)
