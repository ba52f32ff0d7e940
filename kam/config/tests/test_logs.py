"""I4: what opens a door is not written into the log."""

from __future__ import annotations

import logging

import pytest
from django.urls import reverse

from kam.config.logs import VeiledFormatter
from kam.people.queries import link_from_secret
from kam.people.services import create_token, issue_reset_link
from kam.visits.services import make_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """Return how the product's own handler writes a line."""
    formatters = [handler.formatter for handler in logging.root.handlers]
    return next(f for f in formatters if isinstance(f, VeiledFormatter))


def refused_link(client, cast, caplog):
    """Try a password that is too weak; the link stays good, and Django logs it."""
    _link, secret = issue_reset_link(actor=None, user=cast.rep)
    typed = {"password": "weak", "again": "weak"}
    answer = client.post(reverse("people:set-password", args=[secret]), typed)
    assert answer.status_code == 422
    assert link_from_secret(secret) is not None
    assert caplog.records
    return secret


def test_a_link_that_still_opens_is_not_readable_in_the_log(line, client, cast, caplog):
    secret = refused_link(client, cast, caplog)
    told = "\n".join(map(line.format, caplog.records))
    assert secret not in told
    assert "/password/set/…" in told


def test_the_address_of_a_calendar_is_covered(line, client, cast, caplog):
    _row, secret = make_calendar(actor=cast.rep, tells=True)
    assert client.post(f"/calendar/{secret}.ics").status_code == 405
    assert secret in caplog.text
    told = "\n".join(map(line.format, caplog.records))
    assert secret not in told
    assert "/calendar/…" in told


def test_control_the_plain_line_shows_it(client, cast, caplog):
    secret = refused_link(client, cast, caplog)
    plain = logging.Formatter("%(message)s")
    assert secret in "\n".join(map(plain.format, caplog.records))


def test_a_row_that_the_database_refuses_is_not_repeated(line):
    row = "Failing row contains (7, 她说要停\n\n第二段, null)."
    said = f'violates check constraint "x"\nDETAIL:  {row}\nCONTEXT:  {row}'
    fault = TypeError(said)
    fault.__cause__ = ValueError(said)
    info = (TypeError, fault, None)
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "an item", (), info)
    told = line.format(record)
    assert "她说" not in told
    assert "第二段" not in told
    assert told.count('violates check constraint "x"') == 2
    assert "ValueError" in told


def test_a_token_in_a_traceback_is_covered_too(line, cast):
    _token, secret = create_token(actor=None, user=cast.rep, name="t")
    fault = (ValueError, ValueError(f"Bearer {secret}"), None)
    told = logging.LogRecord("x", logging.ERROR, "x.py", 1, "%s", (secret,), fault)
    assert secret not in line.format(told)
    assert line.format(told).count("kam_…") == 2
