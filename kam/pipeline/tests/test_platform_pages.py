"""The page of an account's platform: what it shows, does, costs and refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kam.core.clock import today
from kam.pipeline.models import Criterion, Placement
from kam.pipeline.services import PlacementDraft, place_account
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def browser(user):
    """Return the browser of somebody signed in."""
    client = Client()
    client.force_login(user)
    return client


def at(hospital, further=""):
    return f"/accounts/{hospital.pk}/platform{further}"


def sent(client, path, **typed):
    """Open a form, type into it, and send it."""
    told = form_of(client.get(path).content.decode(), path).filled()
    return client.post(path, {**told, **typed})


def answered(client, hospital, answer):
    """Answer every criterion alike."""
    pks = Criterion.objects.values_list("pk", flat=True)
    typed = {f"criterion_{pk}": answer for pk in pks}
    return client.post(at(hospital, "/screen"), typed, follow=True)


def test_an_account_is_screened_placed_moved_and_brought_back(cast, hospital):
    client = browser(cast.rep)
    empty = client.get(at(hospital)).content.decode()
    assert "还没放到平台上" in empty
    assert "未答完" in empty
    assert "筛选已保存：通过" in answered(client, hospital, "yes").content.decode()
    typed = {"size_class": "large", "likelihood": "90"}
    answer = sent(client, at(hospital, "/market"), **typed)
    assert answer.status_code == 303
    page = client.get(at(hospital)).content.decode()
    assert "大 · 90%" in page
    assert "4C 卡片写全（现在 0 / 4）" in page
    typed = {"size_class": "large", "warmth": "70"}
    answer = sent(client, at(hospital, "/working"), **typed)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "还缺条件，要移动请写理由" in said
    assert "至少一次真实的会面（现在 0 次）" in said
    answer = sent(client, at(hospital, "/working"), **typed, note="院长已约")
    assert answer.status_code == 303
    page = client.get(at(hospital)).content.decode()
    assert "院长已约" in page
    assert "4C 卡片没写全" in page
    newest = Placement.objects.current().get()
    assert client.post(f"/placements/{newest.pk}/undo").status_code == 303
    assert Placement.objects.current().get().platform == "market"
    assert client.post(f"/placements/{newest.pk}/undo").status_code == 422


def test_a_failed_must_leaves_only_the_way_out(cast, hospital):
    client = browser(cast.rep)
    assert "不通过" in answered(client, hospital, "no").content.decode()
    typed = {"size_class": "small", "likelihood": "50", "note": "x"}
    assert sent(client, at(hospital, "/market"), **typed).status_code == 422
    day = today(cast.rep.time_zone)
    path = at(hospital, "/rejected")
    assert sent(client, path, revisit_on=str(day)).status_code == 422
    soon = str(day + timedelta(days=30))
    assert sent(client, path, revisit_on=soon).status_code == 303
    assert Placement.objects.current().get().platform == "rejected"
    assert sent(client, path, revisit_on="2026-02-30").status_code == 422


def test_a_loss_asks_a_reason_and_a_day_to_look_again(cast, hospital, reason):
    draft = PlacementDraft("purchase", "middle", note="x")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    client, path = browser(cast.rep), at(hospital, "/lost")
    assert "注意：采购没有停" in client.get(path).content.decode()
    assert sent(client, path).status_code == 422
    soon = str(today(cast.rep.time_zone) + timedelta(days=30))
    typed = {"lost_reason_id": reason["price"].pk, "revisit_on": soon}
    assert sent(client, path, **typed).status_code == 303
    page = client.get(at(hospital)).content.decode()
    assert "价格" in page
    assert "流失" in page


def test_somebody_elses_move_and_a_wrong_level_are_told(cast, hospital):
    client, path = browser(cast.rep), at(hospital, "/market")
    answered(client, hospital, "yes")
    sent(client, path, size_class="large", likelihood="50")
    form = form_of(client.get(path).content.decode(), path).filled()
    draft = PlacementDraft("market", likelihood=70)
    place_account(actor=cast.lead, account=hospital, draft=draft)
    answer = client.post(path, {**form, "likelihood": "90"})
    assert answer.status_code == 409
    assert "这个客户刚被别人移动过" in answer.content.decode()
    for wrong in ({"likelihood": "55"}, {"size_class": "huge"}, {"since": "x"}):
        assert sent(client, path, **wrong).status_code == 422
    assert client.get(at(hospital, "/elsewhere")).status_code == 404


def test_the_page_costs_the_same_however_long_the_history(cast, hospital):
    client = browser(cast.rep)
    draft = PlacementDraft("purchase", "large", note="x")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    costs = []
    for times in (1, 9):
        for n in range(times):
            size = "middle" if n % 2 else "small"
            draft = PlacementDraft("purchase", size, note=f"{times}-{n}")
            place_account(actor=cast.rep, account=hospital, draft=draft)
        client.get(at(hospital))
        with CaptureQueriesContext(connection) as told:
            assert client.get(at(hospital)).status_code == 200
        costs.append(len(told))
    assert costs[0] == costs[1]
    assert costs[0] <= 12


def test_the_analyst_reads_no_reason_and_moves_nothing(cast, hospital):
    draft = PlacementDraft("purchase", "large", note="只对同事说")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    page = browser(cast.analyst).get(at(hospital)).content.decode()
    assert "只对同事说" not in page
    assert "理由对您不显示" in page
    assert "保存回答" not in page
    for part in (cast.stranger, cast.colleague):
        assert browser(part).get(at(hospital)).status_code == 404


def test_the_page_speaks_english(cast, hospital):
    cast.rep.language = "en"
    cast.rep.save()
    draft = PlacementDraft("purchase", "large", note="x")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    page = browser(cast.rep).get(at(hospital)).content.decode()
    for words in ("Purchase platform", "Fence score", "Screening", "Missing then:"):
        assert words in page
