"""The page that works without signal: open, the same for all, and whole."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from kam.sync.rules.bodies import KINDS

pytestmark = pytest.mark.django_db
KAM = settings.PACKAGE / "web" / "static" / "kam"
SCRIPTS = sorted([*KAM.glob("offline/**/*.js"), *KAM.glob("logic/*.js")])
CHINESE = re.compile(r"[\u3400-\u9fff]+")


def shell(language, client=None):
    answer = (client or Client()).get(f"/offline/{language}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_the_same_for_everybody_and_asks_the_database_nothing(
    cast, django_assert_num_queries
):
    with django_assert_num_queries(0):
        stranger = shell("zh-hans")
    client = Client()
    client.force_login(cast.rep)
    client.cookies["theme"] = "dark"
    assert shell("zh-hans", client) == stranger
    assert cast.rep.name not in stranger


def test_english_holds_no_chinese_and_another_language_is_no_page(client):
    assert not CHINESE.findall(shell("en"))
    assert client.get("/offline/fr").status_code == 404


def test_nothing_in_it_is_inline(client):
    page = shell("en")
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (r"\bsay\(\"(\w+)\"", r"data-word=\"(\w+)\""),
        (r"fill\(\"([\w-]+)\"", r"<template id=\"([\w-]+)\""),
    ],
)
def test_every_word_and_template_that_scripts_ask_for_is_there(asked, held):
    scripts = "".join(path.read_text() for path in SCRIPTS)
    told = re.sub(r"/\*.*?\*/", "", scripts, flags=re.DOTALL)
    wanted = set(re.findall(asked, told))
    assert len(wanted) > 10
    assert wanted <= set(re.findall(held, shell("en")))


def test_the_server_reads_every_part_that_a_record_of_the_shell_brings():
    parts = {"submit", "actions", "promises", "quotes", "seconds"}
    assert KINDS["visit.record"] >= parts
