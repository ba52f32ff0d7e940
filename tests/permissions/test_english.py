"""Who reads English reads no Chinese, apart from what people typed.

Every page as every role; the names of the cast and of their teams are Chinese records.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from kam.blueprints.models import Objective, Outline
from kam.people.models import Team, User
from tests.browser.pages import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.apart]

CHINESE = re.compile(r"[\u3400-\u9fff]+")
SHOWN = {"title", "alt", "placeholder", "aria-label", "aria-description", "content"}
# A page names its other language in that language, and the product in both.
EXPECTED = ("简体中文", "中文", "绩效先锋")
# The gallery shows invented records, which stay in the language they were typed in;
# the editor of a method pack holds both languages side by side.
# What is written in both languages is shown in both.
BOTH_SHOWN = {"GET web:gallery", "GET packs:edit"}
BOTH_SHOWN |= {f"GET blueprints:{name}" for name in ("outline", "outlines")}
# A customer reads in the language it was shared in.
BOTH_SHOWN |= {"GET blueprints:outline-new", "GET blueprints:shared"}


class Words(HTMLParser):
    """Collect what a person reads: texts, and the attributes that are shown."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        self.found += [
            value
            for name, value in attrs
            if value and (name in SHOWN or name.startswith("data-text"))
        ]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def untranslated(html, typed):
    """Return the Chinese of a page that nobody typed."""
    reader = Words()
    reader.feed(html)
    text = " \n ".join(reader.found)
    for known in sorted((*typed, *EXPECTED), key=len, reverse=True):
        text = text.replace(known, "")
    return CHINESE.findall(text)


@pytest.fixture
def typed(world):
    User.objects.update(language="en")
    people = [*User.objects.values_list("name", flat=True)]
    initials = [name[0] for name in people] + [name[-2:] for name in people]
    teams = Team.objects.values_list("name", flat=True)
    kept = [*Objective.objects.values_list("name", flat=True)]  # in the writer's words
    kept += [
        name.split(" · ")[0] for name in Outline.objects.values_list("name", flat=True)
    ]
    yield [*people, *initials, *teams, *kept]
    User.objects.update(language="zh-hans")


@pytest.mark.parametrize("each", [False, pytest.param(True, marks=pytest.mark.more)])
def test_every_page_is_english_for_every_reader(world, typed, each):
    found = {}
    world.clients["anonymous"].defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    for known in pages_of(world, each=each):
        if known.name in BOTH_SHOWN:
            continue
        if left := untranslated(known.html, typed):
            found[f"{known.name} as {known.reader}"] = left[:8]
    assert found == {}


def test_control_an_untranslated_word_is_found():
    page = '<p title="今日">Today</p><p>拜访 of 陈一诺</p><script>"不看"</script>'
    assert untranslated(page, ["陈一诺"]) == ["今日", "拜访"]
