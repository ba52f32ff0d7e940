"""The pages of method packs: reading, editing, versions, files."""

from __future__ import annotations

import io
import json

import pytest
from django.test import Client
from django.utils import translation

from kam.packs.models import Pack
from kam.packs.queries import current_pack
from kam.packs.rules.shipped import KEYS, shipped
from kam.packs.services import VersionDraft, save_version
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(cast):
    def open_door(part):
        client = Client()
        client.force_login(getattr(cast, part))
        return client

    return open_door


def rewritten(key="pfp", text="另一种问法？"):
    raw = shipped(key).as_json()
    raw["prompts"][0]["text"] = {"zh": text, "en": ""}
    return raw


def opened(client, url="/packs/pfp/edit"):
    page = client.get(url).content.decode()
    return form_of(page, url).filled


def shown(answer):
    return answer.content.decode()


def test_everybody_reads_every_pack_in_few_statements(
    door, django_assert_max_num_queries
):
    client = door("rep")
    with django_assert_max_num_queries(6):
        page = shown(client.get("/packs"))
    assert page.count("未验证") >= len(KEYS)
    for key in KEYS:
        with django_assert_max_num_queries(6):
            page = shown(client.get(f"/packs/{key}"))
        assert shipped(key).prompts[-1].text.zh in page
        assert f"/packs/{key}/edit" not in page
    assert client.get("/packs/card").status_code == 404
    assert client.get("/packs/flow/2").status_code == 404
    assert client.get("/packs/flow/versions?new=7").status_code == 404
    assert client.get("/packs/flow/versions?old=x").status_code == 404


def test_the_pages_speak_english(door, cast):
    cast.trainer.language = "en"
    cast.trainer.save()
    with translation.override("en"):
        page = shown(door("trainer").get("/packs/flow"))
    assert shipped("flow").prompts[0].text.en in page
    assert "Unverified" in page


def test_an_edit_is_a_new_version_and_can_be_undone(door):
    client = door("trainer")
    filled = opened(client)
    typed = filled(**{"prompts-0-text_zh": "换一种问法？", "change_note": "口语些"})
    answer = client.post("/packs/pfp/edit", {**typed, "use": "1"})
    assert answer.status_code == 303
    assert current_pack("pfp").prompts[0].text.zh == "换一种问法？"
    page = shown(client.get("/packs/pfp"))
    assert "/packs/pfp/1/use" in page
    assert client.post("/packs/pfp/1/use").status_code == 303
    assert current_pack("pfp") == shipped("pfp")
    assert "口语些" in shown(client.get("/packs/pfp/versions"))


def test_saving_alone_puts_nothing_in_force(door):
    client = door("trainer")
    answer = client.post("/packs/pfp/edit", opened(client)())
    assert answer["Location"] == "/packs/pfp/2"
    assert Pack.objects.get().document == shipped("pfp").as_json()
    assert current_pack("pfp") == shipped("pfp")
    assert "/packs/pfp/2/use" in shown(client.get("/packs/pfp/2"))


def test_rows_are_moved_added_and_taken_away(door):
    client = door("trainer")
    typed = opened(client)(
        **{
            "prompts-0-order": "25",
            "prompts-1-gone": "on",
            "prompts-n0-text_en": "And what else?",
            "prompts-n0-order": "5",
            "steps-n0-name_zh": "收尾",
            "prompts-n0-step": "step1",
            "steps-2-then": ["feedback", "step1"],
        }
    )
    assert client.post("/packs/pfp/edit", typed).status_code == 303
    document = Pack.objects.get().content
    texts = [prompt.text.en or prompt.text.zh for prompt in document.prompts]
    old = [prompt.text.en for prompt in shipped("pfp").prompts]
    assert texts == ["And what else?", old[0], *old[2:]]
    assert [step.key for step in document.steps][-1] == "step1"
    assert document.steps[2].then == ("feedback", "step1")


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(door):
    client = door("trainer")
    typed = opened(client)(
        **{
            "steps-2-rounds": "",
            "prompts-0-text_zh": "",
            "prompts-0-text_en": "",
            "name_zh": "甲" * 81,
            "scoring-0-good": "x",
            "prompts-n3-text_zh": "新的一问",
            "prompts-n3-order": "1",
        }
    )
    answer = client.post("/packs/pfp/edit", typed)
    page = shown(answer)
    assert answer.status_code == 422
    for text in ("会一直问下去", "请用中文或英文写出来", "最多 80 字", "新的一问"):
        assert text in page
    assert page.index("新的一问") < page.index('id="row-prompts-1"')
    again = form_of(page, "/packs/pfp/edit").values
    assert again["scoring-0-good"] == ["x"]
    assert again["name_zh"] == ["甲" * 81]
    assert not Pack.objects.exists()


def test_two_editors_see_each_other_and_keep_what_they_wrote(door, cast):
    client = door("trainer")
    typed = opened(client)(**{"prompts-1-text_zh": "我的问法？"})
    draft = VersionDraft(rewritten(text="对方的问法？"))
    save_version(actor=cast.admin, key="pfp", draft=draft)
    answer = client.post("/packs/pfp/edit", typed)
    page = shown(answer)
    assert answer.status_code == 409
    assert "对方的问法？" in page
    assert "我的问法？" in page
    again = form_of(page, "/packs/pfp/edit").filled()
    assert client.post("/packs/pfp/edit", again).status_code == 303
    assert Pack.objects.get(number=3).content.prompts[1].text.zh == "我的问法？"


def test_what_changed_between_two_versions_is_told(door, cast):
    draft = VersionDraft(rewritten(), change_note="试讲以后")
    save_version(actor=cast.trainer, key="pfp", draft=draft)
    page = shown(door("rep").get("/packs/pfp/versions"))
    assert "试讲以后" in page
    assert "另一种问法？" in page
    assert shipped("pfp").prompts[0].text.zh in page
    same = shown(door("rep").get("/packs/pfp/versions?old=1&new=1"))
    assert "内容相同" in same


def test_a_pack_leaves_as_a_file_and_comes_back(door):
    client = door("trainer")
    answer = client.get("/packs/pup/1/export")
    assert json.loads(answer.content) == shipped("pup").as_json()
    file = io.BytesIO(answer.content)
    file.name = "pup.json"
    done = client.post("/packs/import", {"file": file, "change_note": "同事给的"})
    assert done["Location"] == "/packs/pup/versions?new=2"
    row = Pack.objects.get()
    assert (row.in_force, row.change_note) == (False, "同事给的")


def test_the_faults_of_a_file_are_listed(door):
    client = door("trainer")
    raw = shipped("pup").as_json()
    raw["steps"][1]["then"] = ["nowhere"]
    raw["steps"][2].pop("rounds")
    raw["colour"] = "<b>red</b>"
    for content, texts in (
        (json.dumps(raw).encode(), ("steps 2 › then 1", "colour")),
        (b"{", ("JSON",)),
        (b" " * 200_000, ("64 KB",)),
        (json.dumps({**shipped("pup").as_json(), "key": "card"}).encode(), ("pfp",)),
    ):
        file = io.BytesIO(content or b" ")
        file.name = "pup.json"
        answer = client.post("/packs/import", {"file": file})
        assert answer.status_code == 422
        assert all(text in shown(answer) for text in texts)
    assert not Pack.objects.exists()


def test_who_may_not_write_is_refused(door):
    client = door("head")
    for url in ("/packs/pfp/edit", "/packs/import"):
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403
    assert client.post("/packs/pfp/1/use").status_code == 403
