"""Signing in and out: who gets in, who does not, and what a stranger learns."""

from __future__ import annotations

import pytest
from django.test import Client

from kam.audit.models import Entry
from tests.cast import PASSWORD

SIGN_IN = "/sign-in"


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=False)


def try_in(client: Client, username: str = "rep", password: str = PASSWORD, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_the_right_password_lets_in_and_leads_on(cast, stranger):
    answer = try_in(stranger, next="/accounts?size=large")
    assert (answer.status_code, answer["Location"]) == (303, "/accounts?size=large")
    assert stranger.session["_auth_user_id"] == str(cast.rep.pk)


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("rep", "wrong-password"),
        ("nobody", PASSWORD),
        ("gone", PASSWORD),
        ("rep\x00", PASSWORD),
        ("Rep", PASSWORD),
    ],
)
def test_every_refusal_is_the_same(cast, stranger, username, password):
    answer = try_in(stranger, username, password)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert password not in page
    if "\x00" not in username:
        assert "用户名或密码不对" in page
        assert f'value="{username}"' in page


def test_an_unknown_name_costs_the_same_hashing(cast, stranger, monkeypatch):
    seen = []
    from kam.people.services import sessions

    monkeypatch.setattr(sessions, "make_password", seen.append)
    try_in(stranger, "nobody", "guess")
    assert seen == ["guess"]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "accounts",
        "",
    ],
)
def test_next_leads_to_own_paths_only(cast, stranger, address):
    answer = try_in(stranger, next=address)
    assert answer["Location"] == "/today"


def test_signing_in_gives_a_new_session_key(cast, stranger):
    session = stranger.session
    session["kept"] = "x"
    session.save()
    before = session.session_key
    try_in(stranger)
    assert stranger.session.session_key != before


def test_whoever_is_signed_in_is_led_on(cast, client):
    client.force_login(cast.rep)
    answer = client.get(f"{SIGN_IN}?next=/visits")
    assert (answer.status_code, answer["Location"]) == (303, "/visits")


def test_a_stranger_chooses_the_language(stranger, db):
    assert "登录" in stranger.get(SIGN_IN).content.decode()
    answer = stranger.post(
        "/language", {"language": "en", "next": f"{SIGN_IN}?next=/visits"}
    )
    assert answer["Location"] == f"{SIGN_IN}?next=/visits"
    page = stranger.get(SIGN_IN).content.decode()
    assert "Sign in" in page
    assert 'lang="en"' in page
    stranger.post("/language", {"language": "xx", "next": "//evil.example"})
    assert "Sign in" in stranger.get(SIGN_IN).content.decode()


def test_signing_out_ends_the_session_and_is_not_a_get(cast, client):
    client.force_login(cast.rep)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/today").status_code != 302
    assert client.post("/sign-out")["Location"] == SIGN_IN
    assert client.get("/today").status_code == 302


def test_a_form_without_its_key_is_refused(cast):
    strict = Client(enforce_csrf_checks=True)
    assert try_in(strict).status_code == 403


def test_signing_in_and_failing_are_written_down(cast, stranger):
    try_in(stranger, "rep", "wrong-password")
    try_in(stranger)
    stranger.post("/sign-out")
    entries = Entry.objects.filter(noun="session").order_by("pk")
    verbs = [(e.verb, e.actor_id, e.object_id) for e in entries]
    pk = cast.rep.pk
    assert verbs == [
        ("session.refuse", None, pk),
        ("session.start", pk, pk),
        ("session.end", pk, pk),
    ]


def test_a_signed_in_request_costs_two_statements(
    cast, client, django_assert_num_queries
):
    from kam.people.backend import PeopleBackend

    client.force_login(cast.rep)
    with django_assert_num_queries(2):
        client.get("/settings/password")
    user = PeopleBackend().get_user(cast.rep.pk)
    with django_assert_num_queries(0):
        assert user.team.name == "华东一组"


def test_a_deactivated_person_is_out_at_the_next_request(cast, client):
    """A2: page, session and token end at once, and the API says so too."""
    from kam.people.queries import token_from_secret
    from kam.people.services import create_token

    client.force_login(cast.rep)
    _token, secret = create_token(actor=cast.rep, user=cast.rep, name="x")
    assert client.get("/today").status_code != 302
    assert token_from_secret(secret) is not None
    cast.rep.is_active = False
    cast.rep.save()
    assert client.get("/today").status_code == 302
    assert token_from_secret(secret) is None
