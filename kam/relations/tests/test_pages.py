"""The map and the matrix as pages: what they teach, and what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.models import Stakeholder
from kam.accounts.queries.room import people_of
from kam.accounts.services import (
    Affiliation,
    Identity,
    change_owner,
    create_person,
)
from kam.core.errors import Invalid, Stale
from kam.judgements.queries import account_standing
from kam.judgements.services import Opinion, judge
from kam.relations.models import Line, Tie
from kam.relations.pages import map_page, matrix_page, summary
from kam.relations.rules.map import USUAL
from kam.relations.services import (
    LineDraft,
    RoleDraft,
    draw_line,
    find_role,
    move_layer,
    want_role,
)
from tests.daily import SIZES
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def map_of(ward):
    return reverse("relations:map", args=[ward.account.pk])


def test_the_map_teaches_who_decides_the_way_and_the_gap(cast, ward):
    page = map_page(cast.rep, ward.account)
    told = {stat.name: stat.value for stat in page.stats}
    assert page.deciders == "陈启明"
    assert [link.card.name for link in page.path.links] == [
        "许致和",
        "罗雅琴",
        "陈启明",
    ]
    assert page.path.length == "0.8"
    assert told["reached"] == "领域专家"
    assert told["gap"] == "2 层"
    # .35 × .5 + .25 × .6 + .2 × .8 + .12 × .5 + .08 × .8 = .609
    assert told["coverage"] == "61%"
    assert [one.key for one in page.advice][:2] == ["raise", "sponsor"]


def test_the_tab_says_coverage_and_warns_of_the_gap(cast, ward):
    people = people_of(cast.rep, ward.account)
    standing = account_standing(cast.rep, ward.account, ward.day)
    told = summary(people, standing, USUAL)
    assert "61" in told.text
    assert told.tone == "warn"


def test_the_page_stands_without_script(signed, ward):
    text = signed.get(map_of(ward)).content.decode()
    for word in ("罗雅琴 向 陈启明 汇报", "顾明慧 与 沈国栋 有冲突", "未验证", "KAM2"):
        assert word in text


def test_the_tables_say_what_the_drawing_says(signed, ward):
    text = signed.get(f"{map_of(ward)}?view=table").content.decode()
    for word in ("向谁汇报", "与谁冲突", "许致和", "领域专家"):
        assert word in text
    assert (
        "还没有记下我们谁认识谁"
        in signed.get(f"{map_of(ward)}?view=team").content.decode()
    )


def test_the_past_follows_the_rights_of_today(cast, signed, ward):
    url = f"{map_of(ward)}?on={ward.day - timedelta(days=3)}"
    assert signed.get(url).status_code == 200
    change_owner(actor=cast.head, account=ward.account, owner=cast.stranger)
    assert signed.get(url).status_code == 404
    heir = Client()
    heir.force_login(cast.stranger)
    assert heir.get(url).status_code == 200


def test_somebody_chosen_shows_evidence_lines_and_what_if(signed, ward):
    text = signed.get(f"{map_of(ward)}?person={ward.xu.pk}").content.decode()
    assert "会上看到" in text
    assert "如果这个人离开" in text
    part = signed.get(
        f"{map_of(ward)}?person={ward.xu.pk}", headers={"HX-Target": "person-panel"}
    ).content.decode()
    assert part.lstrip().startswith("<aside")


@pytest.mark.parametrize("query", ["on=tomorrow", "person=x", "person=-1", "view=x"])
def test_a_strange_address_is_no_page(signed, ward, query):
    assert signed.get(f"{map_of(ward)}?{query}").status_code == 404


def test_the_map_of_a_day_shows_what_was_known_then(cast, ward):
    judge(
        actor=cast.rep,
        stakeholder=ward.chen,
        opinions=[Opinion("business", 4, "谈了明年计划")],
    )
    move_layer(
        actor=cast.rep, stakeholder=ward.meng, layer="support", evidence="只执行"
    )
    now = map_page(cast.rep, ward.account)
    then = map_page(cast.rep, ward.account, on=ward.day - timedelta(days=25))
    earlier = map_page(cast.rep, ward.account, on=ward.day - timedelta(days=1))
    told = [{s.name: s.value for s in page.stats} for page in (now, earlier, then)]
    assert [t["gap"] for t in told] == ["已到决策层", "2 层", "—"]
    band = next(b for b in earlier.bands if b.key == "purchasing")
    assert [card.name for card in band.cards] == ["孟凡"]
    assert not earlier.may_draw
    said = [change.text for change in earlier.changes]
    assert any("陈启明 · 业务关系" in text for text in said)
    assert any("孟凡 · 层级" in text for text in said)


def test_the_analyst_reads_numbers_and_no_evidence(cast, ward):
    client = Client()
    client.force_login(cast.analyst)
    text = client.get(f"{map_of(ward)}?person={ward.xu.pk}").content.decode()
    for word in ("许致和", "会后他们一起走", "会上看到"):
        assert word not in text
    assert f"P{ward.xu.pk}" in text


@pytest.mark.parametrize("name", ["relations:map", "relations:matrix"])
@pytest.mark.parametrize("sizes", SIZES)
def test_a_page_asks_as_often_for_many_as_for_one(cast, signed, ward, name, sizes):
    counts = []
    for n in sizes:
        for number in range(n):
            one = create_person(
                actor=cast.rep,
                account=ward.account,
                identity=Identity(name=f"新人{n}-{number}"),
                affiliation=Affiliation(layer="support"),
            )
            opinion = Opinion("business", 3, "会上看到")
            judge(actor=cast.rep, stakeholder=one, opinions=[opinion])
            draw_line(
                actor=cast.rep,
                draft=LineDraft(one.pk, ward.he.pk, "reports", "名片"),
            )
        with CaptureQueriesContext(connection) as asked:
            assert signed.get(reverse(name, args=[ward.account.pk])).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 12, counts


def test_the_matrix_shows_class_movement_and_advice(cast, ward):
    judge(
        actor=cast.rep,
        stakeholder=ward.tang,
        opinions=[
            Opinion("business", 2, "以前", day=ward.day - timedelta(days=200)),
            Opinion("personal", 1, "以前", day=ward.day - timedelta(days=200)),
        ],
    )
    page = matrix_page(cast.rep, ward.account)
    assert {c.label: c.people for c in page.cells} == {
        "无关系": 2,
        "供应商": 2,
        "朋友": 2,
        "合作伙伴": 2,
    }
    first = page.rows[0]
    assert (first.card.name, first.before, first.klass, first.moved) == (
        "唐婉", "无关系", "供应商", "+2",
    )  # fmt: skip
    assert sum(dot.from_x is not None for dot in page.picture.dots) == 1


def test_a_line_is_typed_saved_and_undone(signed, ward):
    url = reverse("relations:line-new", args=[ward.account.pk])
    typed = {
        "from_stakeholder": ward.xu.pk,
        "to_stakeholder": ward.gu.pk,
        "kind": "support",
        "strength": "3",
        "evidence": "替他说话",
        "confidence": "low",
        "day": ward.day.isoformat(),
    }
    before = Line.objects.count()
    assert (
        signed.post(url, {**typed, "kind": "reports", "evidence": ""}).status_code
        == 422
    )
    answer = signed.post(url, typed, follow=True)
    assert answer.redirect_chain[-1][1] == 303
    text = answer.content.decode()
    assert "许致和 支持 顾明慧（把握低）" in text
    assert "data-unsure" in text
    table = signed.get(f"{map_of(ward)}?view=table").content.decode()
    assert "顾明慧（把握低）" in table
    assert Line.objects.count() == before + 1
    line = Line.objects.latest("pk")
    signed.post(reverse("relations:line-retract", args=[line.pk]))
    line.refresh_from_db()
    assert line.retracted_at


def test_a_tie_and_a_seat_come_from_the_browser(cast, signed, ward):
    url = reverse("relations:tie-new", args=[ward.xu.pk])
    typed = {
        "colleague": cast.rep.pk,
        "level": "3",
        "wanted": "5",
        "evidence": "托我带书",
        "confidence": "low",
        "day": ward.day.isoformat(),
    }
    assert signed.post(url, typed).status_code == 303
    assert (Tie.objects.get().level, Tie.objects.get().confidence) == (3, "low")
    seat = reverse("relations:seat", args=[ward.xu.pk])
    assert signed.post(seat, {"seat": f"{ward.xu.pk}:4:0"}).json()["said"] == ""
    assert signed.post(seat, {"seat": f"{ward.xu.pk}:6:0"}).json()["said"]
    page = map_page(cast.rep, ward.account)
    band = next(b for b in page.bands if b.key == "expert")
    assert [card.name if card else None for card in band.slots] == [
        None, "唐婉", None, None, None, None, "许致和",
    ]  # fmt: skip
    for wrong in ("x", f"{ward.xu.pk}:9999:0", "99999:1:0"):
        assert signed.post(seat, {"seat": wrong}).status_code == 422


def test_a_role_that_two_find_at_once_keeps_its_first_face(cast, ward):
    draft = RoleDraft("decision", "医务处负责人", "院长提过")
    role = want_role(actor=cast.rep, account=ward.account, draft=draft)
    find_role(actor=cast.lead, role=role, stakeholder_id=ward.luo.pk)
    people = Stakeholder.objects.count()
    for told in ({"stakeholder_id": ward.xu.pk}, {"name": "新来的人"}):
        with pytest.raises(Invalid):
            find_role(actor=cast.rep, role=role, **told)
    role.refresh_from_db()
    assert role.found == ward.luo
    assert Stakeholder.objects.count() == people


def test_a_layer_that_changed_under_a_form_is_told_and_nothing_typed_is_lost(
    signed, ward, monkeypatch
):
    def late(**_told):
        raise Stale(conflicts={"layer": {"before": "", "mine": "", "theirs": "x"}})

    monkeypatch.setattr("kam.relations.views.people.move_layer", late)
    url = reverse("relations:layer", args=[ward.xu.pk])
    form = form_of(signed.get(url).content.decode(), url)
    answer = signed.post(url, form.filled(evidence="他签的字"))
    assert answer.status_code == 409
    assert "他签的字" in answer.content.decode()
    assert "两边都改过" in answer.content.decode()
