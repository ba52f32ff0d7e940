"""I1: an erased person is read nowhere: pages, past days, history, API, files."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kam.privacy.services import erase_person
from tests.company import here, word
from tests.permissions.knock import knock
from tests.permissions.test_fields import NOUNS
from tests.permissions.test_interference import READS
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import FIELDS, text_of

pytestmark = pytest.mark.django_db

# What was written about the person alone; facts about the account stay.
OWN = (
    *(("stakeholder", name) for name in FIELDS["stakeholder"]),
    ("judgement", "evidence"),
    *(("observation", name) for name in FIELDS["observation"]),
    *(("need", name) for name in ("concern", "benefit", "variant_a", "variant_d")),
)
WORDS = {word("own", noun, name) for noun, name in OWN}


@pytest.fixture(scope="module")
def surfaces(world):
    """Yield every reading door of the rooms with the row of the own holding."""
    return [
        (sample, world.row(sample.about, "own") if sample.about else None)
        for sample in READS
        if surface_of_sample(sample).noun in (*NOUNS, "page", "visit", "promise")
    ]


@pytest.fixture(scope="module")
def read(world, surfaces):
    """Read everything, erase both people of the account, and read it again."""
    before = told(world, surfaces)
    held = world.holdings["own"]
    for place in (held.stakeholder, held.second):
        erase_person(
            actor=world.cast.lead, person=place.person, typed=place.person.name
        )
    return before, told(world, surfaces)


def told(world, surfaces):
    """Return the status and the words of each surface, and of each page of the past."""
    found = {}
    for part in ("rep", "lead"):
        for sample, row in surfaces:
            answer = knock(world, part, sample, row)
            found[part, sample.full_name] = answer.status, said(answer.text)
        for url in past(world):
            answer = world.clients[part].get(url)
            found[part, url] = answer.status_code, said(text_of(answer))
    return found


def past(world):
    """Return the map of the account on earlier days, with a person opened."""
    held = world.holdings["own"]
    for ago in (0, 1, 90):
        day = here() - timedelta(days=ago)
        for pk in (held.stakeholder.pk, held.second.pk):
            for view in ("", "table", "team"):
                url = reverse("relations:map", args=[held.account.pk])
                yield f"{url}?on={day}&person={pk}&view={view}"


def said(text):
    return {one for one in WORDS if one in text}


def test_nothing_of_an_erased_person_is_read_anywhere(read):
    _before, after = read
    leaks = {place: words for place, (_status, words) in after.items() if words}
    assert leaks == {}


def test_no_page_falls_over_an_erased_person(read):
    """What answered before answers still; a form about the person says why not."""
    before, after = read
    other = {p[1]: now for p, (now, _w) in after.items() if now != before[p][0]}
    assert {place for place, now in other.items() if now != 422} == {
        "GET desk:history observation",
        "GET /observations/{pk} observation",
    }
    assert {before[p][0] for p in before if p[1].startswith("/")} == {200}


def test_control_before_everything_was_read(read):
    before, _after = read
    seen = {one for _status, words in before.values() for one in words}
    assert seen == WORDS
