"""Making the company once, whole or not at all, and only where it may exist."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from kam.audit.models import Entry
from kam.core.bulk import Fate, Fault, RowResult
from kam.core.errors import KamError
from kam.demo import company
from kam.demo.building.stage import ScriptError, taken
from kam.people.models import Team, User
from kam.people.services import set_password
from tests.cast import build_cast

pytestmark = pytest.mark.django_db


def quiet(_text):
    """Say nothing."""


def opens(line):
    """Say whether the printed password is the stored one."""
    user = User.objects.get(username=line.username)
    return check_password(line.password, user.password)


@pytest.fixture
def small(monkeypatch):
    """Let the five people stand for the whole company."""

    def build(stage, progress):
        team = Team.objects.create(name="澄源医疗")
        for name in company.SIGN_INS:
            User.objects.create(username=name, name=name, role="analyst", team=team)

    monkeypatch.setattr(company, "build", build)


def test_five_people_can_sign_in(small):
    company.ensure_company(quiet)
    lines = company.sign_ins()
    assert [line.username for line in lines] == list(company.SIGN_INS)
    assert all(opens(line) for line in lines)


def test_a_second_start_builds_nothing_and_changes_nobody(small, monkeypatch):
    company.ensure_company(quiet)
    first = company.sign_ins()
    before = dict(User.objects.values_list("username", "password"))
    monkeypatch.setattr(company, "build", None)
    company.ensure_company(quiet)
    assert company.sign_ins() == first
    assert dict(User.objects.values_list("username", "password")) == before


def test_a_changed_password_works_as_printed_after_the_next_start(small):
    company.ensure_company(quiet)
    user = User.objects.get(username="rep101")
    set_password(actor=None, user=user, password="something-of-my-own-7")
    assert opens(company.sign_ins()[0])


def test_a_building_that_breaks_off_leaves_nothing(monkeypatch):
    def broken(stage, progress):
        build_cast()
        raise ScriptError

    monkeypatch.setattr(company, "build", broken)
    with pytest.raises(ScriptError):
        company.ensure_company(quiet)
    assert not User.objects.exists()
    assert not Entry.objects.exists()
    assert not company.has_company()


def test_a_database_of_real_people_is_left_alone(cast, small):
    with pytest.raises(KamError, match="真实的用户"):
        company.ensure_company(quiet)
    assert not User.objects.filter(username="rep101").exists()


def test_the_demo_exists_only_in_the_demo(settings, small):
    settings.ENVIRONMENT = "production"
    for verb in (lambda: company.ensure_company(quiet), company.sign_ins):
        with pytest.raises(KamError, match="演示环境"):
            verb()
    assert not User.objects.exists()


def test_no_two_installations_share_a_password(settings):
    first = company.password_for("rep101")
    assert first != company.password_for("manager1")
    settings.SECRET_KEY = "another installation"
    assert company.password_for("rep101") != first


def test_a_refused_row_stops_the_building():
    fine = RowResult(1, Fate.CREATED, object_id=7)
    assert taken([fine]) == [7]
    with pytest.raises(ScriptError, match="row 2"):
        taken([fine, RowResult(2, Fate.FAILED, faults=(Fault("day", "bad", "x"),))])
