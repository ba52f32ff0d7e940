"""Today: what is next stands first, and nothing that waits is forgotten."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kam.core import clock
from kam.desk.pages import today_page
from kam.desk.tests.story import PLACE
from kam.visits.models import Visit
from kam.visits.services import edit_plan

pytestmark = pytest.mark.django_db


def opened(user, url="/today"):
    """Open a page as somebody."""
    client = Client()
    client.force_login(user)
    return client.get(url)


def at(hour, minute=0):
    """Let the rest of a block happen at an hour of the story's day."""
    moment = (
        clock.now()
        .astimezone(PLACE)
        .replace(hour=hour, minute=minute, second=0, microsecond=0)
    )
    return clock.pretend(moment)


def test_the_next_visit_brings_the_last_note_the_promises_and_the_objective(story):
    with at(11, 20):
        page = today_page(story.cast.rep)
    past, coming, later = page.visits.lines
    assert [card.state for card in page.visits.lines] == ["past", "next", "later"]
    assert coming.title == "沈若澜"
    assert coming.time == "23:20"
    assert coming.time_note == "还有 12:00"
    assert coming.fact == "“主任怕的不是结果，是换了以后没人兜底。”"
    assert coming.insight == "要的是兜底"
    assert [line.text for line in coming.promises] == [
        "盖章版 40 例比对报告",
        "2 月分科样本量",
        "LIS 接口说明",
    ]
    assert coming.objective == "约沈主任谈 DVT 样本"
    assert coming.objective_note
    assert not coming.carry_url
    assert past.record_url
    assert later.carry_url
    assert later.handed == "约沈主任谈 DVT 样本"
    assert later.is_told, "the same account is told once"


def test_an_objective_is_carried_on_with_one_press(story):
    client = Client()
    client.force_login(story.cast.rep)
    answer = client.post(reverse("visits:carry", args=[story.later.pk]))
    assert answer.status_code == 303
    later = Visit.objects.get(pk=story.later.pk)
    assert later.objective == "约沈主任谈 DVT 样本"
    assert later.carried_from_id is not None
    assert client.get(reverse("visits:carry", args=[story.later.pk])).status_code == 405


@pytest.mark.parametrize("part", ["colleague", "stranger", "rival", "trainer", "admin"])
def test_nobody_else_carries_a_hidden_visit(story, part):
    client = Client()
    client.force_login(getattr(story.cast, part))
    answer = client.post(reverse("visits:carry", args=[story.later.pk]))
    assert answer.status_code in (403, 404)
    assert Visit.objects.get(pk=story.later.pk).objective == "介绍新品"


def test_a_visit_that_is_over_waits_for_its_record(story):
    with at(11):
        page = today_page(story.cast.rep)
    assert page.notes.total == "1"
    assert page.notes.lines[0].label == "写记录"
    assert page.stats[2].value == "1"
    assert "没写记录 1" in page.stats[0].note
    with at(9):
        assert not today_page(story.cast.rep).notes


def test_what_is_late_says_since_when_and_whose_it_is(story):
    page = today_page(story.cast.rep)
    assert [(line.tag, line.late) for line in page.late.lines] == [
        ("我方", "2 天"),
        ("行动", "1 天"),
    ]
    assert page.stats[1].tone == "bad"
    assert page.stats[1].note == "最久 2 天"


def test_fourteen_days_count_visits_and_what_is_due(story):
    page = today_page(story.cast.rep)
    assert len(page.days) == 14
    assert page.days[0].is_today
    assert page.days[0].visits == 3
    assert sum(day.visits for day in page.days) == 4
    assert page.ahead.lines[0].title == "白露"
    assert page.ahead.lines[0].objective == "约白露看第 2 步"


def test_accounts_below_their_frequency_stand_by_how_far(story):
    page = today_page(story.cast.rep)
    lines = {line.name: line for line in page.pace.lines}
    assert lines["海棠妇儿医院"].next
    assert lines["海棠妇儿医院"].elapsed == 52
    assert [line.elapsed / line.target for line in page.pace.lines] == sorted(
        (line.elapsed / line.target for line in page.pace.lines), reverse=True
    )


def test_a_representative_sees_own_work_only(story):
    page = today_page(story.cast.colleague)
    assert page.is_first_day
    assert not any([page.visits, page.late, page.notes, page.pace])


@pytest.mark.parametrize("part", ["lead", "chief", "head"])
def test_a_manager_sees_the_team_with_names(story, part):
    page = today_page(getattr(story.cast, part))
    assert page.is_team
    assert {card.owner for card in page.visits.lines} == {"陈一诺"}
    assert not any(card.carry_url for card in page.visits.lines), "only who goes writes"
    assert {line.owner for line in page.pace.lines} == {"陈一诺"}


def test_a_manager_elsewhere_sees_nothing_of_it(story):
    page = today_page(story.cast.rival)
    assert not any([page.visits, page.late, page.notes, page.pace])


def test_a_visit_without_an_hour_is_never_over(story):
    edit_plan(actor=story.cast.rep, visit=story.past, wanted={"start_time": None})
    with at(23, 59):
        card = next(
            c for c in today_page(story.cast.rep).visits.lines if c.title == "何嘉"
        )
    assert card.time == "未定"
    assert card.is_open


def test_a_visit_that_began_is_under_way(story):
    edit_plan(
        actor=story.cast.rep,
        visit=story.past,
        wanted={"start_time": time(10), "minutes": 90},
    )
    with at(11):
        page = today_page(story.cast.rep)
    assert page.visits.lines[0].is_next
    assert page.visits.lines[0].time_note == "进行中"


def test_a_day_ends_where_the_person_is(story):
    """In Auckland it is tomorrow while it is still evening in Shanghai."""
    with at(22):
        story.cast.rep.time_zone = "Pacific/Auckland"
        page = today_page(story.cast.rep)
    assert page.day == clock.today(str(PLACE)) + timedelta(days=1)


def test_what_is_late_is_closed_where_it_stands_and_can_be_taken_back(story):
    client = Client()
    client.force_login(story.cast.rep)
    line = today_page(story.cast.rep).late.lines[0]
    form = {"state": line.state, "next": "/today"}
    answer = client.post(line.close_url, form, follow=True)
    assert answer.redirect_chain == [("/today", 303)]
    assert len(today_page(story.cast.rep).late.lines) == 1
    assert "kam-undo" in answer.content.decode()
