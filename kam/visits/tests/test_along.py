"""Reading along an index changes how long a list takes, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection

from kam.people import scopes
from kam.visits.models import Action, Visit
from kam.visits.queries import listing
from kam.visits.services import Task, open_action
from kam.visits.tests.conftest import WEDNESDAY, make_account
from kam.visits.tests.steps import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere(cast, hospital):
    """Visits and actions of three teams."""
    plan(cast, hospital)
    for owner in (cast.neighbour, cast.stranger):
        account = make_account(owner, f"{owner.name}的医院")
        Visit.objects.create(account=account, owner=owner, day=WEDNESDAY)
        open_action(actor=owner, account=account, task=Task("送资料", WEDNESDAY))


@pytest.mark.parametrize("model", [Visit, Action])
@pytest.mark.parametrize("several", [1, 99])
def test_everybody_sees_the_same_rows_either_way(
    cast, everywhere, monkeypatch, model, several
):
    monkeypatch.setattr(scopes, "SEVERAL", several)
    assert model.objects.count() >= 2
    for name, user in cast.everybody().items():
        usual = set(model.objects.visible_to(user).values_list("pk", flat=True))
        along = model.objects.visible_to(user, along=True)
        assert set(along.values_list("pk", flat=True)) == usual, name


def test_only_who_sees_several_teams_reads_along(cast, monkeypatch):
    plain = str(Visit.objects.visible_to(cast.chief).query)
    assert str(Visit.objects.visible_to(cast.chief, along=True).query) == plain
    monkeypatch.setattr(scopes, "SEVERAL", 1)
    for user, differs in ((cast.chief, True), (cast.rep, False), (cast.analyst, True)):
        usual = Visit.objects.visible_to(user).query
        along = Visit.objects.visible_to(user, along=True).query
        is_probed = "+" in str(along) and "+" not in str(usual)
        assert is_probed == (differs and connection.vendor == "sqlite")


def test_the_list_reads_along_only_where_most_days_hold_something(
    cast, everywhere, monkeypatch
):
    assert not listing._has_many(cast.head)
    monkeypatch.setattr(listing, "MANY", 1)
    assert listing._has_many(cast.head)
    assert not listing._has_many(cast.stranger)
