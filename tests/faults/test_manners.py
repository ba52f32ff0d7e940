"""Every answer says how it may be used, and every refusal speaks in one shape."""

from __future__ import annotations

import io

import pytest
from django.db import connection

from kam.web import health
from kam.web.middleware.manners import POLICY, RULES

pytestmark = [pytest.mark.urls("tests.probe"), pytest.mark.django_db]

PLACES = [
    ("/live", 200),
    ("/today", 302),
    ("/nowhere", 404),
    ("/probe/break", 500),
    ("/probe/refuse/stale", 409),
    ("/api/probe/break", 500),
    ("/api/probe/refuse/too-many", 429),
    ("/api/v1/nowhere", 404),
    ("/api/v1/openapi.json", 200),
    ("/sign-out", 405),
    ("/static/kam/elements/kam-theme.js", 200),
    ("/static/nowhere.js", 404),
]


@pytest.fixture
def site(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("place", "status"), PLACES)
def test_every_answer_carries_the_headers(site, place, status):
    answer = site.get(place)
    assert answer.status_code == status
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Permissions-Policy"]
    if not place.startswith("/static/"):
        assert answer["Cache-Control"] == "private, no-store"
    answer.close()


def test_the_policy_lets_nothing_inline_run():
    assert "unsafe" not in POLICY
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} < {
        *RULES
    }


def test_a_fault_of_ours_tells_nothing_about_itself(site):
    for place in ("/probe/break", "/api/probe/break"):
        said = site.get(place).content.decode()
        assert "ZeroDivision" not in said
        assert "Traceback" not in said


def test_a_host_nobody_named_is_refused(site):
    answer = site.get("/live", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer["Content-Security-Policy"] == POLICY
    assert "evil.example" not in answer.content.decode()


def test_a_forwarded_address_or_protocol_is_not_believed(site, settings):
    assert settings.TRUSTED_PROXIES == []
    assert settings.SECURE_PROXY_SSL_HEADER is None
    assert settings.USE_X_FORWARDED_HOST is False


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("stale", 409),
        ("too-many", 429),
        ("invalid", 422),
    ],
)
def test_the_api_refuses_with_a_problem(site, code, status):
    answer = site.get(f"/api/probe/refuse/{code}", headers={"accept-language": "en"})
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert body["type"] == f"urn:kam:problem:{code}"
    assert {"type", "title", "status", "code", "why", "todo"} <= set(body)
    assert body["title"].isascii()


def test_a_problem_names_its_fields_and_when_to_try_again(site):
    assert set(site.get("/api/probe/refuse/invalid").json()["errors"]) == {"name"}
    assert site.get("/api/probe/refuse/too-many")["Retry-After"] == "7"
    assert site.get("/probe/refuse/too-many")["Retry-After"] == "7"


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "没有找到"), ("en", "not found")]
)
def test_a_refusal_speaks_the_language_of_its_reader(site, language, said):
    page = site.get("/nowhere", headers={"accept-language": language})
    assert said in page.content.decode().lower()


@pytest.fixture
def ready(client, settings, tmp_path):
    settings.VAR = tmp_path
    return lambda: client.get("/ready")


def test_a_whole_product_is_ready(ready):
    assert ready().json() == {"ready": True, "faults": []}


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("database_answers", "database"),
        ("migrations_are_done", "migrations"),
        ("disk_has_room", "disk"),
    ],
)
def test_a_product_with_a_fault_is_not_ready_but_lives(
    ready, client, monkeypatch, broken, fault
):
    monkeypatch.setattr(health, broken, lambda: False)
    answer = ready()
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "faults": [fault]}
    assert client.get("/live").status_code == 200


def test_a_pending_migration_is_noticed(ready):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'people'")
    assert ready().json()["faults"] == ["migrations"]


@pytest.mark.parametrize("place", ["/sign-out", "/language"])
def test_an_unknown_method_is_refused_with_a_page(site, place):
    answer = site.get(place)
    assert answer["Allow"] == "POST"
    assert "不支持" in answer.content.decode()


@pytest.mark.parametrize(
    ("megabytes", "knows", "status"), [(5, False, 413), (65, True, 413), (5, True, 200)]
)
def test_what_is_too_large_is_refused_before_it_is_read(
    client, cast, megabytes, knows, status
):
    """H5: nobody fills the disk; the body is never looked at."""
    if knows:
        client.force_login(cast.rep)
    read = []

    class Body(io.BytesIO):
        def read(self, *size):
            read.append(size)
            return b""

    answer = client.generic(
        "POST" if status == 413 else "GET",
        "/sign-in" if not knows else "/settings",
        headers={"Content-Type": "multipart/form-data; boundary=B"},
        CONTENT_LENGTH=str(megabytes * 2**20),
        **{"wsgi.input": Body()},
    )
    assert answer.status_code == status
    assert read == []
