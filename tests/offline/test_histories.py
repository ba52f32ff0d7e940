"""F1, F4, F6-F12: seeded histories lose, double and confuse nothing.

Each fault of the protocol has a control: a server or a device with just that fault,
in whose histories the verdict finds it.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from kam.core.clock import pretend
from kam.visits.tests.conftest import MORNING, make_hospital
from tests.offline.controls import CONTROLS
from tests.offline.history import History, two_schemas
from tests.offline.verdict import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
AT_HAND, MORE, SOAK = 6, 50, 500
TRIES = 12


@contextmanager
def undone() -> Iterator[None]:
    """Live through a history, and leave nothing of it."""
    with pretend(MORNING), transaction.atomic():
        yield
        transaction.set_rollback(True)


def lived(seed, cast, hospitals, **further) -> list[str]:
    """Return what is wrong at the end of a history."""
    with undone(), two_schemas():
        history = History(seed, cast, hospitals, **further)
        history.run()
        return faults(history)


@pytest.fixture
def hospitals(cast):
    """Two accounts of the representative, one of the colleague."""
    owners = {"东湖医院": cast.rep, "南山医院": cast.rep, "西溪医院": cast.colleague}
    with pretend(MORNING):
        return [make_hospital(owner, name) for name, owner in owners.items()]


def wrong(seeds, cast, hospitals) -> dict[int, list[str]]:
    """Return the seeds whose history ended badly, with what was wrong."""
    told = {seed: lived(seed, cast, hospitals) for seed in seeds}
    return {seed: found for seed, found in told.items() if found}


def test_histories_at_hand_end_well(cast, hospitals, figure):
    assert wrong(range(AT_HAND), cast, hospitals) == {}
    figure(f"offline: {AT_HAND} histories, 0 lost, 0 doubled, 0 foreign")


@pytest.mark.more
def test_fifty_histories_end_well(cast, hospitals, figure):
    assert wrong(range(AT_HAND, MORE), cast, hospitals) == {}
    figure(f"offline: {MORE} histories, 0 lost, 0 doubled, 0 foreign")


@pytest.mark.soak
def test_five_hundred_histories_end_well(cast, hospitals, figure):
    assert wrong(range(1000, 1000 + SOAK), cast, hospitals) == {}
    figure(f"offline: {SOAK} histories, 0 lost, 0 doubled, 0 foreign")


@pytest.mark.more
@pytest.mark.parametrize("name", CONTROLS)
def test_control_a_broken_protocol_is_caught(name, cast, hospitals):
    control = CONTROLS[name]
    found: Counter[str] = Counter()
    with control.spoilt():
        for seed in range(TRIES):
            told = lived(seed, cast, hospitals, makes=control.device)
            found.update(fault.partition(":")[0] for fault in told)
            if found[control.caught]:
                break
    assert found[control.caught], f"{name} was not noticed: {dict(found)}"
