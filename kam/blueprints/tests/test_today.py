"""Today tells a manager which account plans wait for a decision, at no more cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.services import archive_account
from kam.blueprints.services import (
    approve_blueprint,
    begin_blueprint,
    submit_blueprint,
)
from kam.visits.tests.conftest import make_account

pytestmark = pytest.mark.django_db
WAITING = "客户计划书：等您批准"


def today(user):
    client = Client()
    client.force_login(user)
    client.get(reverse("desk:today"))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("desk:today")).content.decode()
    return page, len(asked)


def test_a_manager_finds_the_plans_that_wait_and_who_wrote_them(
    cast, hospital, blueprint
):
    quiet, statements = today(cast.lead)
    assert WAITING not in quiet
    submit_blueprint(actor=cast.rep, blueprint=blueprint)
    page, same = today(cast.lead)
    assert statements == same <= 12
    card = page.split(WAITING)[1].split("</section>")[0]
    assert "东湖医院 2026 年客户计划书" in card
    assert "陈一诺 · 第 1 版" in card
    assert reverse("blueprints:detail", args=[blueprint.pk]) in card
    for part in ("rep", "colleague", "neighbour", "rival", "stranger"):
        assert WAITING not in today(getattr(cast, part))[0], part
    assert WAITING in today(cast.chief)[0]
    approve_blueprint(actor=cast.chief, blueprint=blueprint, number=1)
    assert WAITING not in today(cast.lead)[0]


def test_many_are_counted_and_a_lost_account_waits_for_nothing(cast, blueprint):
    rows = [blueprint]
    for n in range(4):
        account = make_account(cast.rep, f"医院{n}")
        rows.append(begin_blueprint(actor=cast.rep, account=account, year=2026))
    for row in rows:
        submit_blueprint(actor=cast.rep, blueprint=row)
    page, statements = today(cast.lead)
    assert statements <= 12
    card = page.split(WAITING)[1].split("</section>")[0]
    assert card.count("客户计划书</a>") == 3
    assert ">5<" in card
    assert f"{reverse('blueprints:list')}?state=sent" in card
    for row in rows:
        archive_account(actor=cast.lead, account=row.account)
    assert WAITING not in today(cast.lead)[0]
