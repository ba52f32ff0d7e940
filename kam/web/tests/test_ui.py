"""The component tags: what they say, and that they refuse what does not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone, translation

from kam.core.money import Money
from kam.core.paging import CappedCount, Page
from kam.web.templatetags import ui_dates, ui_links, ui_pieces, ui_words
from kam.web.templatetags.ui import draft_key_of

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def render(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


@pytest.fixture(autouse=True)
def _chinese_in_shanghai():
    with translation.override("zh-hans"), timezone.override("Asia/Shanghai"):
        yield


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - timedelta(seconds=20), "刚刚"),
        (NOW - timedelta(minutes=12), "12 分钟前"),
        (NOW + timedelta(hours=2, minutes=40), "2 小时后"),
        (NOW - timedelta(hours=20), "昨天"),
        (NOW + timedelta(days=1), "明天"),
        (NOW - timedelta(days=3), "3 天前"),
        (date(2026, 11, 24), "今天"),
        (date(2025, 1, 8), "2025年1月8日"),
    ],
)
def test_a_moment_is_said_as_seen_from_now(moment, words, monkeypatch):
    monkeypatch.setattr(ui_dates.clock, "now", lambda: NOW)
    assert ui_dates.relative_words(moment, NOW) == words


def test_english_has_plurals():
    with translation.override("en"):
        assert ui_words.interval_words(15, 14) == "1 day over"
        assert ui_words.interval_words(26, 14) == "12 days over"


@pytest.mark.parametrize(
    ("elapsed", "target", "tone", "words"),
    [
        (26, 14, "bad", "超 12 天"),
        (37, 30, "warn", "超 7 天"),
        (30, 30, "info", "今天到期"),
        (9, 60, "info", "还有 51 天"),
        (5, 0, "info", "超 5 天"),
    ],
)
def test_an_interval_is_pressing_by_its_share_of_the_target(
    elapsed, target, tone, words
):
    assert ui_words.interval_tone(elapsed, target) == tone
    assert ui_words.interval_words(elapsed, target) == words


def test_money_is_short_only_when_asked_and_large():
    assert ui_words.money(Money(860_000_000)) == "¥8,600,000"
    assert "¥860 万" in ui_words.money(Money(860_000_000), short=True)
    assert ui_words.money(Money(1250), short=True) == "¥12.50"
    assert ui_words.money(None) == "—"
    with translation.override("en"):
        assert "¥8.6M" in ui_words.money(Money(860_000_000), short=True)


@pytest.mark.parametrize("source", ['{% icon "no" %}', '{% chip "x" "pink" %}'])
def test_what_does_not_exist_is_refused_by_name(source):
    with pytest.raises(TemplateSyntaxError, match="is none of"):
        render(source)


def test_typed_text_is_escaped():
    evil = "<script>alert(1)</script>"
    for source in (
        "{% chip t %}",
        "{% tag t %}",
        "{% banner 'info' title=t %}{{ t }}{% endbanner %}",
    ):
        assert "<script>" not in render(source, t=evil)


def test_sorting_keeps_the_filter_and_leaves_the_page():
    request = RequestFactory().get("/accounts", {"q": "东湖", "cursor": "abc"})
    head = render('{% th "客户" "name" sort %}', request=request, sort="name")
    assert 'aria-sort="ascending"' in head
    assert "sort=-name" in head
    assert "cursor" not in head
    assert ui_links.next_sort("name", "-name") == ("descending", "name")


def test_paging_links_to_its_neighbours():
    request = RequestFactory().get("/accounts", {"q": "x"})
    page = Page(rows=[1], next="N", previous="")
    foot = render(
        "{% paging page count=count %}",
        request=request,
        page=page,
        count=CappedCount(1000, capped=True),
    )
    assert "1000+" in foot
    assert "cursor=N" in foot
    assert 'rel="prev"' not in foot


class _Form(forms.Form):
    minutes = forms.IntegerField(max_value=60, help_text="help")
    outcome = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_wrong_field_names_its_error():
    form = _Form({"minutes": "99"})
    drawn = render("{% form_errors form %}{% field form.minutes %}", form=form)
    assert 'aria-describedby="id_minutes_hint id_minutes_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'href="#id_minutes"' in drawn


def test_a_bound_form_tells_its_draft_so():
    user = SimpleNamespace(pk=12)
    source = '{% draft "note" 7 form %}<form></form>{% enddraft %}'
    assert 'key="12:note:7" bound>' in render(source, form=_Form({}), user=user)
    assert 'key="12:note:7">' in render(source, form=_Form(), user=user)
    assert draft_key_of(None, "note") == "0:note:new"


def test_a_message_carries_its_draft_and_its_undo():
    class Message:
        extra_tags = "saved:12:note:7 undo:/actions/5/undo"
        level_tag = "success"

        def __str__(self) -> str:
            return "done"

    told = ui_pieces.told(Message())
    assert (told.saved, told.undo, told.tone) == (
        "12:note:7",
        "/actions/5/undo",
        "good",
    )


def test_the_first_bead_cannot_be_broken():
    bead = SimpleNamespace(
        name="秦朗", when="1月", outcome="hold", outcome_label="维持", broken=True
    )
    drawn = render("{% chain chain %}", chain=SimpleNamespace(beads=[bead, bead]))
    assert drawn.count("is-broken") == 1
    assert "未写下次目标" in drawn
