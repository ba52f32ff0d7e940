"""Every page, narrow and wide, light and dark, in both languages.

No accessibility violation, nothing wider than the window, no complaint of the browser.
Every day each page is opened in one face and measured at every width; ``make
test-more`` opens it in the other three.
"""

from __future__ import annotations

import pytest

from tests.browser.pages import pages_of
from tests.faces import PAGES
from tests.permissions.world import build_world

pytestmark = pytest.mark.browser

WIDTHS = (360, 390, 1440)
OVERFLOW = """() => {
  const wide = document.documentElement;
  if (wide.scrollWidth <= wide.clientWidth) { return []; }
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > wide.clientWidth + 1)
    .slice(0, 3).map((e) => `${e.tagName}.${e.className}`);
}"""


@pytest.fixture
def world(live):
    return build_world()


def speak(world, language):
    for user in world.cast.everybody().values():
        user.language = language
        user.save(update_fields=["language"])


def look_at(page, width, axe):
    """Return what is wrong with an open page."""
    faults = []
    for window in sorted(WIDTHS, key=lambda w: w == width):
        page.set_viewport_size({"width": window, "height": 900})
        if wide := page.evaluate(OVERFLOW):
            faults.append(f"wider than {window}: {wide}")
    try:
        axe(page)
    except AssertionError as violation:
        faults.append(str(violation))
    return faults


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("width", "theme", "language"), PAGES)
def test_every_page_is_sound(page_at, axe, world, width, theme, language):
    speak(world, language)
    faults, opened = {}, {}
    for known in pages_of(world):
        user = world.cast.everybody().get(known.reader)
        if known.reader not in opened:
            opened[known.reader] = page_at(width, theme, language, user=user)
        page = opened[known.reader]
        page.goto(known.path)
        if found := look_at(page, width, axe):
            faults[f"{known.name} as {known.reader}"] = found
    told = "\n".join(f"{name}\n  " + "\n  ".join(f) for name, f in faults.items())
    assert not faults, told
