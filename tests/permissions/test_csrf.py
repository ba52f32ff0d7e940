"""A7: nothing is changed by a request that another site made the browser send.

Every door that takes anything but GET refuses without the form's own key; the API
knows no cookie at all. The control sends the key and gets in.
"""

from __future__ import annotations

import copy

import pytest
from django.test import Client

from tests.forms import forms_of
from tests.permissions.knock import address
from tests.permissions.samples import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.apart]

# The signed address of a letter is its key; a mail program knows no other.
SIGNED = {"notices:stop"}
PAGES = [
    s for s in SAMPLES if " " not in s.door and s.verb != "GET" and s.door not in SIGNED
]
OPERATIONS = [s for s in SAMPLES if " " in s.door]


def row_of(world, sample):
    return world.row(sample.about, "own") if sample.about else None


def browser_of(world, part):
    """Return a browser that is as strict as the real ones, signed in."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = copy.deepcopy(world.clients[part].cookies)
    return browser


@pytest.mark.parametrize("sample", PAGES, ids=lambda sample: sample.name)
@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="form"),
        pytest.param({"HX-Request": "true"}, id="htmx", marks=pytest.mark.more),
    ],
)
def test_a_form_without_its_key_is_refused(world, sample, headers):
    url = address(world, sample, row_of(world, sample))
    answer = browser_of(world, "head").post(url, {}, headers=headers)
    assert answer.status_code == 403
    assert "安全校验" in answer.content.decode()


@pytest.mark.more
@pytest.mark.parametrize("sample", PAGES, ids=lambda sample: sample.name)
def test_a_key_of_nobody_is_refused(world, sample):
    url = address(world, sample, row_of(world, sample))
    browser = browser_of(world, "head")
    browser.cookies["csrftoken"] = "a" * 32
    answer = browser.post(url, {"csrfmiddlewaretoken": "b" * 32 + "x" * 32})
    assert answer.status_code == 403


@pytest.mark.parametrize("sample", OPERATIONS, ids=lambda sample: sample.name)
def test_the_api_knows_no_cookie(world, sample):
    url = address(world, sample, row_of(world, sample))
    answer = browser_of(world, "head").generic(
        sample.verb, url, b"{}", content_type="application/json"
    )
    assert answer.status_code == 401


def test_control_the_form_of_the_page_itself_gets_in(world):
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/sign-in").content.decode()
    form = next(form for form in forms_of(page) if form.action == "/language")
    answer = browser.post("/language", form.filled(language="en"))
    assert answer.status_code == 303


def test_a_new_session_begins_at_sign_in(world):
    from tests.cast import PASSWORD

    browser = Client()
    browser.cookies["sessionid"] = "planted"
    typed = {"username": "rep", "password": PASSWORD}
    assert browser.post("/sign-in", typed).status_code == 303
    assert browser.cookies["sessionid"].value != "planted"
