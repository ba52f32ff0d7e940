"""What tests of pages share: somebody's browser, and what a page says."""

from __future__ import annotations

import re

from django.test import Client


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def text(answer):
    return answer.content.decode()


def without_key(answer):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(answer))


def opened(client, path):
    return re.search(r'name="opened" value="([^"]*)"', text(client.get(path)))[1]


def names(answer):
    return re.findall(r'<a href="/settings/users/\d+">([^<]+)</a>', text(answer))
