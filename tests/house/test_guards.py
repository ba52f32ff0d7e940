"""The guards that the code promises are at work in a migrated database."""

import pytest

from kam.audit.guards import drop_guards, guards, missing_guards

pytestmark = pytest.mark.django_db


def test_every_guard_of_the_audit_is_at_work():
    assert missing_guards() == []


def test_control_a_lost_guard():
    drop_guards()
    assert missing_guards() == sorted(guards())
