"""Who asks for less motion sees a change at once, however deep the text stands."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

# An inherited change that is a transition reaches a text one frame later at each level.
AT_ONCE = """(rule) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [sheet];
  const shown = () => getComputedStyle(document.querySelector("label")).visibility;
  document.body.style.visibility = "hidden";
  const before = shown();
  document.body.style.visibility = "";
  return [before, shown()];
}"""


def test_what_becomes_visible_is_so_at_once_for_who_asks_for_less_motion(page_at):
    page = page_at()
    page.goto("/sign-in")
    assert page.evaluate(AT_ONCE, "") == ["hidden", "visible"]


def test_a_transition_of_everything_would_show_it_late(page_at):
    page = page_at()
    page.goto("/sign-in")
    page.emulate_media(reduced_motion="no-preference")
    slow = "* { transition: all 1s }"
    assert page.evaluate(AT_ONCE, slow) != ["hidden", "visible"]
