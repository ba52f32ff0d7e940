"""An import belongs to who began it, with the rights of the moment."""

from __future__ import annotations

import pytest

from kam.accounts.models import Account
from kam.transfer.terms import ImportState
from kam.transfer.tests.walking import checked, chosen


@pytest.mark.parametrize("path", ["", "/columns", "/progress", "/failed", "/changes"])
def test_the_import_of_another_person_is_not_there(client, cast, path) -> None:
    """B6: reading, its error report included."""
    client.force_login(cast.rep)
    record = checked(client)
    for other in (cast.colleague, cast.chief, cast.admin):
        client.force_login(other)
        assert client.get(f"/imports/{record.pk}{path}").status_code == 404


@pytest.mark.parametrize("path", ["columns", "run", "discard", "carry-on"])
def test_the_import_of_another_person_cannot_be_carried_on(client, cast, path) -> None:
    """B6: writing."""
    client.force_login(cast.rep)
    record = checked(client)
    client.force_login(cast.colleague)
    answer = client.post(f"/imports/{record.pk}/{path}", chosen(record))
    assert answer.status_code == 404
    record.refresh_from_db()
    assert record.state == ImportState.CHECKED


def test_rights_are_those_of_the_moment(client, cast) -> None:
    client.force_login(cast.lead)
    record = checked(client)
    cast.lead.role = "analyst"
    cast.lead.save()
    assert client.post(f"/imports/{record.pk}/run").status_code == 403
    assert not Account.objects.exists()
