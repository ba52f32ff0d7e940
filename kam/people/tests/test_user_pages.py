"""One user: added with a link, changed, deactivated, never deleted."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kam.people.models import ResetLink, User
from kam.people.tests.visiting import as_, names, opened, text, without_key
from kam.web.models import Receipt
from tests.cast import PASSWORD
from tests.forms import fill_in

NEW_USER = {
    "username": "new.one",
    "name": "新人",
    "role": "representative",
    "email": "",
    "language": "zh-hans",
    "time_zone": "Asia/Shanghai",
}


@pytest.fixture
def admin(cast, client):
    client.force_login(cast.admin)
    return client


def test_a_new_user_gets_a_link_shown_once_that_works(cast, admin):
    form = NEW_USER | {"team": cast.first.pk, "idempotency_key": "k"}
    answer = admin.post("/settings/users/new", form)
    url = re.search(r"http://testserver(/password/set/kam_[\w-]+)", text(answer))[1]
    user = User.objects.get(username="new.one")
    again = admin.post("/settings/users/new", form)
    assert again["Location"] == f"/settings/users/{user.pk}"
    assert ResetLink.objects.filter(user=user).count() == 1
    assert url not in str(list(Receipt.objects.values_list()))
    password = "quite-another-77"
    Client().post(url, {"password": password, "again": password})
    signed = Client().post("/sign-in", {"username": "new.one", "password": password})
    assert signed.status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "rep"},
        {"username": "a b"},
        {"name": ""},
        {"role": "king"},
        {"team": ""},
        {"team": 99999999},
        {"email": "x"},
        {"time_zone": "Mars/Base"},
    ],
)
def test_a_wrong_form_makes_nobody_and_loses_nothing(cast, admin, wrong):
    before = User.objects.count()
    form = NEW_USER | {"team": cast.first.pk, "email": "kept@example.com"} | wrong
    answer = admin.post("/settings/users/new", form)
    assert answer.status_code == 422
    assert User.objects.count() == before
    page = text(answer)
    assert "kept@example.com" in page or "email" in wrong
    assert re.search(rf'id="id_{next(iter(wrong))}_error"', page)


# One user


def edit(user, **changes):
    stored = {
        "name": user.name,
        "role": user.role,
        "team": user.team_id,
        "email": user.email,
        "language": user.language,
        "time_zone": user.time_zone,
    }
    return stored | changes


def test_an_administrator_changes_role_and_team_and_sight_follows(cast, admin):
    """A2, B15: rights are those of the next request."""
    rep = as_(cast.rep)
    assert len(names(rep.get("/settings/users"))) == 1
    path = f"/settings/users/{cast.rep.pk}"
    answer = fill_in(admin, path, role="manager", team=cast.east.pk)
    assert answer.status_code == 303
    assert len(names(rep.get("/settings/users"))) == 6
    fill_in(admin, path, role="representative", team=cast.north.pk)
    assert len(names(rep.get("/settings/users"))) == 1


def test_two_administrators_are_asked_which_value_to_keep(cast, admin):
    path = f"/settings/users/{cast.rep.pk}"
    told = opened(admin, path)
    User.objects.filter(pk=cast.rep.pk).update(name="甲")
    mine = edit(cast.rep, name="乙", email="kept@example.com", opened=told)
    answer = admin.post(path, mine)
    page = text(answer)
    assert answer.status_code == 409
    assert all(word in page for word in ("甲", "乙", "kept@example.com"))
    again = re.search(r'name="opened" value="([^"]*)"', page)[1]
    choice = mine | {"opened": again, "keep-name": "theirs"}
    assert admin.post(path, choice).status_code == 303
    user = User.objects.get(pk=cast.rep.pk)
    assert (user.name, user.email) == ("甲", "kept@example.com")


def test_out_of_sight_is_not_there(cast):
    """B1: absent and hidden give the same answer."""
    client = as_(cast.chief)
    hidden = client.get(f"/settings/users/{cast.stranger.pk}")
    absent = client.get("/settings/users/99999999")
    assert hidden.status_code == absent.status_code == 404
    assert without_key(hidden) == without_key(absent)
    huge = client.get(f"/settings/users/{10**30}")
    assert huge.status_code == 404


@pytest.mark.parametrize("part", ["chief", "rep", "head"])
def test_others_read_and_change_nothing(cast, part):
    client = as_(cast.everybody()[part])
    path = f"/settings/users/{cast.rep.pk}"
    page = text(client.get(path))
    assert "陈一诺" in page
    assert 'name="role"' not in page
    for where, form in (
        (path, edit(cast.rep, role="administrator")),
        (f"{path}/link", {}),
        (f"{path}/deactivate", {}),
        (f"{path}/reactivate", {}),
    ):
        assert client.post(where, form).status_code == 403
    user = User.objects.get(pk=cast.rep.pk)
    assert (user.role, user.is_active) == ("representative", True)
    assert not ResetLink.objects.exists()


def test_deactivating_is_at_once_and_can_be_undone(cast, admin):
    rep = as_(cast.rep)
    path = f"/settings/users/{cast.rep.pk}"
    assert admin.get(f"{path}/deactivate").status_code == 405
    admin.post(f"{path}/deactivate")
    assert rep.get("/settings").status_code == 302
    page = text(admin.get(path))
    assert f'action="{path}/reactivate"' in page
    assert "kam-undo" in page
    admin.post(f"{path}/reactivate")
    assert rep.get("/settings").status_code == 302, "old sessions stay closed"
    signed = Client().post("/sign-in", {"username": "rep", "password": PASSWORD})
    assert signed.status_code == 303


def test_no_page_offers_to_delete_a_user(cast, admin):
    page = text(admin.get(f"/settings/users/{cast.rep.pk}"))
    assert "删除" not in page.replace("用户不会被删除", "")
    assert admin.delete(f"/settings/users/{cast.rep.pk}").status_code == 405


def test_a_link_for_a_known_user_is_shown_once(cast, admin):
    answer = admin.post(f"/settings/users/{cast.rep.pk}/link", {"idempotency_key": "k"})
    assert re.search(r"/password/set/kam_", text(answer))
    again = admin.post(f"/settings/users/{cast.rep.pk}/link", {"idempotency_key": "k"})
    assert again["Location"] == f"/settings/users/{cast.rep.pk}"
