"""A worker has read what every request needs, and does not look through it again."""

from __future__ import annotations

import gc

import pytest
from django.template import engines

from kam.config.settling import settle, template_names


@pytest.fixture
def thawed():
    """Let the collector of the tests look through everything again, and as often."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.more
@pytest.mark.usefixtures("thawed")
def test_a_settled_worker_spares_the_collector_what_stays():
    before = gc.get_freeze_count()
    settle()
    assert gc.get_freeze_count() - before > 100_000
    assert len(gc.get_objects()) < 50_000


@pytest.mark.more
@pytest.mark.usefixtures("thawed")
def test_a_settled_worker_reads_no_template_again():
    settle()
    (partials,) = engines["django"].engine.template_loaders
    (cached,) = partials.loaders
    assert set(template_names()) <= set(cached.get_template_cache)


def test_every_room_with_pages_is_settled():
    rooms = {name.split("/")[0] for name in template_names()}
    assert {"web", "accounts", "desk", "relations", "questions"} <= rooms
