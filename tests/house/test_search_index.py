"""The search index is kept by every trigger it needs."""

import pytest

from kam.desk import index

pytestmark = pytest.mark.django_db


def test_every_trigger_of_the_index_is_at_work():
    assert index.missing_triggers() == []


def test_control_a_lost_trigger():
    index.drop_triggers()
    assert index.missing_triggers()
