"""Today on a first day, on an empty day, and for roles that visit nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from kam.core import clock
from kam.desk.pages import entrance_page
from kam.desk.tests.story import account, days_ago, note, person
from kam.visits.models import Visit
from tests.cast import PARTS


def opened(user, url="/today"):
    """Open a page as somebody."""
    client = Client()
    client.force_login(user)
    return client.get(url)


@pytest.mark.parametrize("part", ["analyst", "trainer", "admin"])
def test_a_role_without_visits_is_told_what_it_can_do(cast, part):
    user = getattr(cast, part)
    page = entrance_page(user)
    assert page.about
    assert "people:settings" in [place.name for place in page.places]
    answer = opened(user)
    assert answer.status_code == 200
    assert "从这里开始" in answer.content.decode()


@pytest.mark.parametrize("part", [p for p in PARTS if p != "gone"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_first_day_of_everybody_is_no_error(cast, part, language):
    user = getattr(cast, part)
    user.language = language
    user.save(update_fields=["language"])
    assert opened(user).status_code == 200
    assert opened(user, "/").status_code == 303


def test_a_first_day_teaches_how_to_begin(cast):
    assert "新建第一家客户" in opened(cast.rep).content.decode()
    assert "团队还没有客户" in opened(cast.lead).content.decode()


def test_a_day_without_visits_names_the_most_pressing_accounts(cast):
    with clock.pretend(days_ago(90)):
        row = account(cast.rep, "清禾医药")
        who = person(row, "顾南乔", "expert", "user", "")
    note(row, who, 80, ("advance", "a", "b", "c"), 75)
    Visit.objects.filter(state="planned").update(state="cancelled")
    text = opened(cast.rep).content.decode()
    assert "从最久没见的客户约起" in text
    assert "约拜访" in text
