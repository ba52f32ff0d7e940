"""A setting that is misspelt stops the product; a secret may come from a file."""

from __future__ import annotations

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from kam.config import environment

NAME = "KAM_SAMPLE"


@pytest.fixture
def given(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    return lambda value: monkeypatch.setenv(NAME, value)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("yes", True), ("ON", True), ("1", True), ("no", False), ("", False)],
)
def test_a_flag_is_yes_or_no(given, word, meant):
    given(word)
    assert environment.flag(NAME, default=not meant) is meant


def test_a_flag_that_is_not_given_keeps_its_default(given):
    assert environment.flag(NAME, default=True) is True


@pytest.mark.parametrize(
    ("read", "word"),
    [
        (lambda: environment.flag(NAME, default=False), "maybe"),
        (lambda: environment.choice(NAME, ("a", "b"), "a"), "c"),
        (lambda: environment.number(NAME, 1), "1.5"),
        (lambda: environment.number(NAME, 1), "-1"),
        (lambda: environment.networks(NAME), "10.0.0.0/8,proxy.example"),
        (lambda: environment.database("mysql://x/y"), ""),
    ],
)
def test_any_other_word_is_an_error_that_names_itself(given, read, word):
    given(word)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}|DATABASE_URL"):
        read()


def test_words_and_networks_are_lists(given):
    given(" 127.0.0.1, 10.0.0.0/8,, ::1 ")
    assert environment.words(NAME) == ["127.0.0.1", "10.0.0.0/8", "::1"]
    assert environment.networks(NAME) == environment.words(NAME)


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(given, tmp_path):
    made = environment.secret(NAME, tmp_path)
    kept = tmp_path / "kam-sample"
    assert len(made) > 50
    assert environment.secret(NAME, tmp_path) == made == kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_given_secret_comes_first(given, tmp_path, monkeypatch):
    file = tmp_path / "elsewhere"
    file.write_text("from a file\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(file))
    assert environment.secret(NAME, tmp_path) == "from a file"
    assert environment.private(NAME) == "from a file"
    given("given")
    assert environment.secret(NAME, tmp_path) == "given"


def test_an_address_of_postgresql_is_taken_apart():
    found = environment.database(
        "postgresql://kam:p%40ss@db.example:5433/sales%20kam?sslmode=require"
    )
    assert (found["USER"], found["PASSWORD"]) == ("kam", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["NAME"] == "sales kam"
    assert found["OPTIONS"]["sslmode"] == "require"
    assert "statement_timeout" in found["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///var/kam.sqlite3", "var/kam.sqlite3"),
        ("sqlite:////srv/kam/kam.sqlite3", "/srv/kam/kam.sqlite3"),
        ("sqlite:///a%20b.sqlite3", "a b.sqlite3"),
    ],
)
def test_an_address_of_sqlite_is_a_file(url, name):
    found = environment.database(url)
    assert found["NAME"] == name
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "PRAGMA synchronous=2" in found["OPTIONS"]["init_command"]
