"""R1, A7, B1: every door × everybody × three holdings, compared with the oracle.

Whoever may gets in; whoever sees but may not is refused; for everybody else the record
does not exist. Nobody reads a word they may not, whatever the answer. Reading changes
nothing, and what is refused changes nothing either. The first holding is tried every
day, the others by ``make test-more``.
"""

from __future__ import annotations

import functools

import pytest

from kam.web.operations import operations
from kam.web.surfaces import doors
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


FIRST, *OTHERS = OWNERS
CASES = [
    *(pytest.param(sample, [FIRST], id=sample.full_name) for sample in SAMPLES),
    *(
        pytest.param(sample, OTHERS, id=f"{sample.full_name}-others", marks=MORE)
        for sample in SAMPLES
        if sample.about
    ),
]


def subjects(sample, world, holdings):
    """Yield every record a sample is tried with."""
    if not sample.about:
        yield "", None, None
        return
    for holding in holdings:
        yield (
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


@pytest.mark.parametrize(("sample", "holdings"), CASES)
def test_a_door_opens_to_exactly_those_who_may(world, sample, holdings, count):
    faults, checks = [], 0
    for subject in subjects(sample, world, holdings):
        for part in EVERYBODY:
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
