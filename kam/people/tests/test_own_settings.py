"""One's own settings: profile, e-mail address, password, tokens."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from kam.people.models import Token, User
from kam.people.queries import token_from_secret
from kam.people.services import create_token, issue_reset_link
from kam.web.models import Receipt
from tests.cast import PASSWORD
from tests.forms import fill_in

NEW = "quite-another-77"


@pytest.fixture
def rep(cast, client):
    client.force_login(cast.rep)
    return client


@pytest.fixture
def elsewhere(cast):
    """The same person signed in on another device."""
    other = Client()
    other.force_login(cast.rep)
    return other


def is_in(client) -> bool:
    return client.get("/settings").status_code == 200


def fresh(user):
    return User.objects.get(pk=user.pk)


def opened(client, path="/settings"):
    page = client.get(path).content.decode()
    return re.search(r'name="opened" value="([^"]*)"', page)[1]


def test_every_role_opens_its_settings_with_the_parts_it_may_enter(cast, client):
    shown = {}
    for part in ("rep", "lead", "analyst", "trainer", "admin"):
        client.force_login(cast.everybody()[part])
        page = client.get("/settings").content.decode()
        shown[part] = re.findall(r'class="tab" href="/settings/?([a-z]*)"', page)
    own = ["", "password", "notices", "tokens"]
    assert shown["rep"] == [*own, "calendar", "territories", "company"]
    assert shown["trainer"] == [*own, "company"]
    assert shown["lead"] == [
        *own,
        "calendar",
        "users",
        "teams",
        "territories",
        "company",
    ]
    assert shown["analyst"] == [*own, "teams", "territories", "company"]
    all_parts = ["users", "teams", "territories", "company", "documents", "counts"]
    assert shown["admin"] == [*own, *all_parts, "letters"]


def test_name_language_and_place_are_one_s_own(cast, rep):
    typed = {"name": "陈诺", "language": "en", "time_zone": "Europe/Paris"}
    answer = fill_in(rep, "/settings", **typed)
    assert answer.status_code == 303
    user = fresh(cast.rep)
    assert (user.name, user.language, user.time_zone) == ("陈诺", "en", "Europe/Paris")
    page = rep.get("/settings")
    assert page["Content-Language"] == "en"
    assert "Saved" in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Base"},
        {"time_zone": "../../etc/passwd"},
        {"language": "fr"},
        {"name": ""},
        {"name": "a\x00"},
    ],
)
def test_a_wrong_value_is_shown_again_and_nothing_is_stored(cast, rep, wrong):
    good = {"name": "陈诺", "language": "zh-hans", "time_zone": "Asia/Shanghai"}
    answer = rep.post("/settings", good | wrong)
    assert answer.status_code == 422
    assert fresh(cast.rep).name == "陈一诺"
    if "\x00" not in "".join(wrong.values()):
        assert "".join(wrong.values()) in answer.content.decode()


def test_role_and_team_do_not_come_through_the_profile(cast, rep):
    """B17: a field that is not in the form changes nothing."""
    rep.post(
        "/settings",
        {
            "name": "陈诺",
            "language": "zh-hans",
            "time_zone": "Asia/Shanghai",
            "role": "administrator",
            "team": cast.north.pk,
            "email": "x@example.com",
        },
    )
    user = fresh(cast.rep)
    assert (user.role, user.team_id, user.email) == (
        "representative",
        cast.first.pk,
        "",
    )


def test_a_change_meanwhile_becomes_a_choice(cast, rep):
    told = opened(rep)
    User.objects.filter(pk=cast.rep.pk).update(name="管理员改的")
    answer = rep.post(
        "/settings",
        {
            "name": "我改的",
            "language": "zh-hans",
            "time_zone": "Asia/Shanghai",
            "opened": told,
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "管理员改的" in page
    assert "我改的" in page
    assert fresh(cast.rep).name == "管理员改的"


def test_a_new_password_ends_everything_but_this_session(cast, rep, elsewhere):
    _token, secret = create_token(actor=cast.rep, user=cast.rep, name="x")
    issue_reset_link(actor=cast.admin, user=cast.rep)
    answer = rep.post(
        "/settings/password", {"current": PASSWORD, "password": NEW, "again": NEW}
    )
    assert answer.status_code == 303
    assert is_in(rep)
    assert not is_in(elsewhere)
    assert token_from_secret(secret) is None
    assert fresh(cast.rep).check_password(NEW)
    _token, later = create_token(actor=cast.rep, user=cast.rep, name="y")
    assert token_from_secret(later) is not None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"current": "wrong"}, "current"),
        ({"current": ""}, "current"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "password123", "again": "password123"}, "password"),
        ({"again": "different-x-77"}, "again"),
        ({"password": PASSWORD, "again": PASSWORD}, "password"),
    ],
)
def test_a_password_is_not_changed_by_half(cast, rep, elsewhere, values, field):
    """A6: a stolen session alone changes no password."""
    good = {"current": PASSWORD, "password": NEW, "again": NEW}
    answer = rep.post("/settings/password", good | values)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert fresh(cast.rep).check_password(PASSWORD)
    assert is_in(elsewhere)
    assert NEW not in answer.content.decode()


@pytest.mark.parametrize("path", ["/settings/password", "/settings/email"])
def test_a_stolen_session_cannot_guess_for_ever(cast, rep, path):
    """A4: also with a key that would otherwise take a refused try back."""
    statuses = []
    for n in range(12):
        form = {"current": f"guess-{n}", "email": "x@example.com"}
        form |= {"password": NEW, "again": NEW, "idempotency_key": f"key-{n}"}
        statuses.append(rep.post(path, form).status_code)
    assert statuses[-1] == 429
    answer = rep.post(path, form | {"current": PASSWORD})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert (
        Client().post("/sign-in", {"username": "rep", "password": PASSWORD}).status_code
        == 429
    ), "one account has one count, whatever the door"


def test_a_new_address_needs_the_password_and_ends_the_rest(cast, rep, elsewhere):
    _token, secret = create_token(actor=cast.rep, user=cast.rep, name="x")
    link, _secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    form = {"email": "rep@example.com", "current": "wrong"}
    assert rep.post("/settings/email", form).status_code == 422
    assert is_in(elsewhere)
    assert rep.post("/settings/email", form | {"current": PASSWORD}).status_code == 303
    link.refresh_from_db()
    assert fresh(cast.rep).email == "rep@example.com"
    assert (is_in(rep), is_in(elsewhere)) == (True, False)
    assert token_from_secret(secret) is None
    assert link.used_at is not None


def test_the_old_address_is_told(
    cast, rep, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_HOST = "mail.example.com"
    User.objects.filter(pk=cast.rep.pk).update(email="old@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        rep.post("/settings/email", {"email": "new@example.com", "current": PASSWORD})
    assert [letter.to for letter in mail.outbox] == [["old@example.com"]]
    with django_capture_on_commit_callbacks(execute=True):
        form = {"current": PASSWORD, "password": NEW, "again": NEW}
        rep.post("/settings/password", form)
    assert mail.outbox[1].to == ["new@example.com"]
    assert "密码" in mail.outbox[1].subject
    assert NEW not in mail.outbox[1].body


def test_a_token_is_shown_once_and_never_again(cast, rep):
    """A5, A8: not on the page, not in the receipt of the form, not in the audit."""
    form = {"name": "报表", "may": "read", "days": "30", "idempotency_key": "k1"}
    answer = rep.post("/settings/tokens", form)
    secret = re.search(r"kam_[\w-]{20,}", answer.content.decode())[0]
    assert token_from_secret(secret).scopes == ["read"]
    assert secret not in rep.get("/settings/tokens").content.decode()
    again = rep.post("/settings/tokens", form)
    assert (again.status_code, again["Location"]) == (303, "/settings/tokens")
    assert Token.objects.count() == 1
    kept = [str(row) for row in Receipt.objects.values_list()]
    from kam.audit.models import Detail

    kept += [str(row) for row in Detail.objects.values_list()]
    assert not [row for row in kept if secret in row]


def test_a_token_says_what_it_may_until_when_and_ends_at_once(cast, rep):
    rep.post("/settings/tokens", {"name": "写入", "may": "write", "days": "365"})
    token = Token.objects.get()
    assert token.scopes == ["read", "write"]
    assert (token.expires_at - token.created_at).days in (364, 365)
    assert rep.post(f"/settings/tokens/{token.pk}/revoke").status_code == 303
    token.refresh_from_db()
    assert token.revoked_at is not None
    page = rep.get("/settings/tokens").content.decode()
    assert "已作废" in page


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"may": "everything"}, {"days": "9999"}, {"days": ""}]
)
def test_a_wrong_token_form_makes_none(cast, rep, wrong):
    form = {"name": "x", "may": "read", "days": "30"} | wrong
    assert rep.post("/settings/tokens", form).status_code == 422
    assert not Token.objects.exists()


def test_the_token_of_somebody_else_is_not_there(cast, rep):
    token, _secret = create_token(actor=cast.colleague, user=cast.colleague, name="x")
    assert rep.post(f"/settings/tokens/{token.pk}/revoke").status_code == 404
    assert "x" not in re.findall(
        r"<td[^>]*>(\w+) <", rep.get("/settings/tokens").content.decode()
    )
    token.refresh_from_db()
    assert token.revoked_at is None


@pytest.mark.parametrize(
    "path", ["/settings", "/settings/password", "/settings/tokens"]
)
def test_a_page_costs_few_statements(cast, rep, django_assert_max_num_queries, path):
    for n in range(10):
        create_token(actor=cast.rep, user=cast.rep, name=f"t{n}")
    with django_assert_max_num_queries(4):
        assert rep.get(path).status_code == 200


def test_strangers_are_sent_to_sign_in(db):
    for path in ("/settings", "/settings/password", "/settings/tokens"):
        answer = Client().get(path)
        assert answer["Location"] == f"/sign-in?next={path.replace('/', '%2F')}"
