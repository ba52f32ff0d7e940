"""The page of an account's platform: what it shows, does, costs and refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.services import Identity, create_person
from kam.catalog.services import ProductDraft, create_product
from kam.core.bulk import BulkRow
from kam.core.clock import today
from kam.judgements.services import Opinion, judge
from kam.people.services import change_setting, create_token
from kam.pipeline.models import Criterion, Placement
from kam.pipeline.queries.platforms import book_in_force, fence_at
from kam.pipeline.rules.rhythm import months_later
from kam.pipeline.services import (
    PlacementDraft,
    PurchaseDraft,
    bulk_placements,
    note_purchase,
    place_account,
)
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
    assert "移到工作平台" in said
    assert f'/accounts/{hospital.pk}/value/card">4C 卡片写全' in page
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
    for words in ("Purchase platform", "Fence score", "Screening", "At that time:"):
        assert words in page


def test_the_page_the_api_and_the_import_refuse_55_percent_with_the_same_words(
    cast, hospital, client
):
    said = "可能性只有 50%、70%、90% 三档"
    _row, secret = create_token(actor=None, user=cast.rep, name="t", scopes=["write"])
    body = {"account_id": hospital.pk, "platform": "market", "likelihood": 55}
    body |= {"size_class": "large", "note": "x"}
    answer = client.post(
        "/api/v1/placements",
        body,
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}", "accept-language": "zh-hans"},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"likelihood": [said]}
    row = {"account": hospital.name, "platform": "market", "likelihood": "55%"}
    (told,) = bulk_placements(actor=cast.rep, rows=[BulkRow(1, row | {"size": "大"})])
    assert (told.faults[0].column, told.faults[0].message) == ("likelihood", said)
    client.force_login(cast.rep)
    place = reverse("pipeline:move-account", args=[hospital.pk, "market"])
    page = client.post(place, {"size_class": "large", "likelihood": "55", "note": "x"})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Placement.objects.exists()


def test_the_api_moves_refuses_what_was_moved_meanwhile_and_undoes(
    cast, hospital, client
):
    _row, secret = create_token(
        actor=None, user=cast.rep, name="t", scopes=["read", "write"]
    )
    auth = {"authorization": f"Bearer {secret}"}

    def ask(path, body=None, **more):
        told = {"headers": auth | more}
        if body is None:
            return client.get(f"/api/v1/placements{path}", **told)
        told["content_type"] = "application/json"
        return client.post(f"/api/v1/placements{path}", body, **told)

    asked = ask(f"/accounts/{hospital.pk}/screening").json()
    yes = [
        {"criterion_id": a["criterion_id"], "answer": True} for a in asked["answers"]
    ]
    told = ask(f"/accounts/{hospital.pk}/screening", {"answers": yes}).json()
    assert (asked["verdict"], told["verdict"]) == ("undecided", "passed")
    body = {"account_id": hospital.pk, "platform": "market", "size_class": "small"}
    first = ask("", body | {"likelihood": 50}).json()
    second = ask("", body | {"likelihood": 70, "since": first["id"]}).json()
    late = ask("", body | {"likelihood": 90, "since": first["id"]})
    assert late.status_code == 409
    lost = body | {"platform": "lost", "revisit_on": "2030-01-01", "size_class": None}
    assert ask("", lost).status_code == 422
    undone = ask(f"/{second['id']}/undo", {}, **{"if-match": f'"{second["revision"]}"'})
    assert undone.status_code in (200, 412)
    steps = ask(f"/accounts/{hospital.pk}").json()
    assert steps[0]["likelihood"] == 50
    assert ask("?platform=market").json()["items"][0]["account_id"] == hospital.pk
    assert ask(f"/accounts/{hospital.pk}/fence").json()["band"] == "unknown"


def test_two_people_who_move_one_card_at_once_do_not_undo_each_other(
    cast, hospital, client
):
    draft = PlacementDraft("market", "large", likelihood=50, note="x")
    seen = place_account(actor=cast.rep, account=hospital, draft=draft)
    place = reverse("pipeline:move-account", args=[hospital.pk, "market"])
    told = {"size_class": "large", "since": seen.pk, "note": ""}
    client.force_login(cast.lead)
    assert client.post(place, told | {"likelihood": "70"}).status_code == 303
    client.force_login(cast.rep)
    late = client.post(place, told | {"likelihood": "90"})
    assert late.status_code == 409
    assert "刚被别人移动过" in late.content.decode()
    assert Placement.objects.current().get(account=hospital).likelihood == 70


def test_the_yearly_potential_stands_beside_the_gate(cast, hospital, client):
    client.force_login(cast.rep)
    assert "还没有写年潜力" in client.get(at(hospital)).content.decode()
    for minor, said in ((20_0000_00, "到了门槛"), (19_9999_00, "不到门槛")):
        type(hospital).objects.filter(pk=hospital.pk).update(potential_minor=minor)
        assert said in client.get(at(hospital)).content.decode()
    change_setting(actor=cast.admin, key="pipeline.potential_gate", value="0")
    assert "门槛" not in client.get(at(hospital)).content.decode()


def bought(rep, hospital, product, months):
    """Note a purchase in some of the last months."""
    first = today(rep.time_zone).replace(day=1)
    for n in months:
        day = months_later(first, -n)
        draft = PurchaseDraft(product.pk, day, 1, 5_00)
        note_purchase(actor=rep, account=hospital, draft=draft)


def test_the_room_tells_the_fence_as_the_platform_does(cast, hospital, reagent):
    other = create_product(actor=None, draft=ProductDraft("质控品", "QC"))
    bought(cast.rep, hospital, reagent, range(14))
    bought(cast.rep, hospital, other, (1, 2))
    for n, value in enumerate((4, 1)):
        who = create_person(
            actor=cast.rep, account=hospital, identity=Identity(name=f"人{n}")
        )
        opinions = [
            Opinion(aspect, value, "见过") for aspect in ("business", "personal")
        ]
        judge(actor=cast.rep, stakeholder=who, opinions=opinions)
    client = browser(cast.rep)
    room = f"/accounts/{hospital.pk}"
    assert "围墙" not in client.get(room).content.decode(), "no fence elsewhere"
    draft = PlacementDraft("purchase", "large", note="x")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    day = today(cast.rep.time_zone)
    fence = fence_at(cast.rep, hospital, day, book_in_force())
    assert 0 < fence.score < 100
    assert fence.grow
    assert fence.relate
    page = client.get(room).content.decode()
    assert f"大 · 围墙 {fence.score:.0f}" in page
    assert ("破墙预警" in page) == fence.is_breaking
    change_setting(actor=None, key="pipeline.fence_warning", value=95)
    assert "破墙预警" in client.get(room).content.decode()
