"""The pages of all accounts on the platforms: grids, list, file."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.core.clock import today
from kam.pipeline.models import Placement
from kam.pipeline.services import PlacementDraft, place_account, reject_account
from kam.pipeline.tests.test_board import many
from kam.pipeline.tests.test_platform_pages import browser

pytestmark = pytest.mark.django_db
GRIDS, LIST, BOARD = "/platforms", "/platforms/accounts", "/platforms/board"


def body(client, path):
    """Open a page and return its text."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_every_cell_leads_to_exactly_its_accounts(cast):
    many(cast, 0, 12)
    client = browser(cast.rep)
    page = body(client, GRIDS)
    cells = re.findall(r'href="(/platforms/accounts\?[^"]+)"><span><b>(\d+)</b>', page)
    assert sum(int(count) for _url, count in cells) == 8
    outside = re.search(r'href="([^"]+)">另有 (\d+) 家', page)
    for url, count in [*cells, outside.groups()]:
        shown = body(client, url.replace("&amp;", "&"))
        assert len(re.findall(r'<td data-label="客户">', shown)) == int(count)


def test_pages_cost_the_same_at_1_10_and_100_rows(cast):
    client, costs = browser(cast.lead), {GRIDS: [], LIST: [], BOARD: []}
    for start, end in ((0, 1), (1, 10), (10, 100)):
        many(cast, start, end)
        for path, told in costs.items():
            client.get(path)
            with CaptureQueriesContext(connection) as caught:
                body(client, path)
            told.append(len(caught))
    for told in costs.values():
        assert len(set(told)) == 1
        assert told[0] <= 12


def test_an_account_to_look_at_again_is_named_and_the_file_is_the_list(cast, hospital):
    day = today(cast.rep.time_zone)
    reject_account(
        actor=cast.rep, account=hospital, revisit_on=day + timedelta(days=9), note="x"
    )
    client = browser(cast.rep)
    assert "上海第一医院" not in body(client, GRIDS)
    Placement.objects.update(revisit_on=day)
    assert "上海第一医院" in body(client, GRIDS)
    many(cast, 0, 3)
    told = client.get(f"{LIST}/export?format=csv&platform=rejected")
    rows = b"".join(told.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("上海第一医院,淘汰,")


def test_unknown_filters_are_refused_and_strangers_see_nothing(cast, hospital):
    draft = PlacementDraft("purchase", "large", note="x")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    client = browser(cast.rep)
    for query in ("level=55", "platform=x", "band=x", "size=x", "sort=x", "x=1"):
        assert client.get(f"{LIST}?{query}").status_code == 422
    assert client.get(f"{GRIDS}?level=50").status_code == 422
    for part in (cast.stranger, cast.colleague):
        for path in (GRIDS, LIST, BOARD):
            assert "上海第一医院" not in body(browser(part), path)
    assert "上海第一医院" in body(browser(cast.analyst), LIST)
    for path in (GRIDS, LIST, BOARD):
        assert browser(cast.trainer).get(path).status_code == 404


def test_a_card_that_was_let_go_moves_and_comes_back_to_the_board(cast):
    many(cast, 0, 3)
    client = browser(cast.rep)
    page = body(client, BOARD)
    assert page.count("data-account=") == 3
    row = Placement.objects.get(platform="working")
    path = f"/accounts/{row.account_id}/platform/working?back=board"
    typed = {"since": row.pk, "size_class": row.size_class, "warmth": "90"}
    assert client.post(path, typed).headers["Location"] == BOARD
    assert Placement.objects.current().get(account=row.account_id).warmth == 90
    path = f"/accounts/{row.account_id}/platform/purchase?back=board"
    answer = client.post(path, {**typed, "since": ""})
    assert answer.status_code == 422
    assert "已有第一次采购" in answer.content.decode()
    assert "data-account=" not in body(browser(cast.analyst), BOARD)
