"""The tutorial speaks the product's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[3]
BOLD = re.compile(r"\*\*([^*]+)\*\*")
CHINESE = re.compile(r"[\u3400-\u9fff]")


def labels(text):
    return {one for one in BOLD.findall(text) if CHINESE.search(one)}


def words_of_the_product():
    found = set()
    for path in ROOT.glob("kam/*/locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                found |= {message.id} if isinstance(message.id, str) else {*message.id}
    return found


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "tutorial").glob("*.md")))
def test_every_label_of_the_tutorial_is_one_of_the_product(page):
    assert labels(page.read_text()) - words_of_the_product() == set()


def test_control_an_invented_label():
    assert labels("Tap **点这里** and **OK**") - words_of_the_product() == {"点这里"}
