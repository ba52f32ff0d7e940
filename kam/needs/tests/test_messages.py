"""A message may go into a visit only when tied to a concern, and only a few may."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.services import Affiliation, Identity, create_person
from kam.core.errors import Forbidden, Invalid
from kam.needs.queries.messages import messages_of, ready_messages
from kam.needs.rules.messages import (
    NEEDED,
    concern_lines,
    has_room,
    is_recorded,
    lacking,
)
from kam.needs.services import (
    archive_message,
    create_message,
    edit_message,
    ready_message,
    restore_message,
    unready_message,
)
from tests.forms import fill_in

WHOLE = {
    "feature": "双波长检测",
    "effect": "溶血样本不用重抽",
    "concern": "夜班漏检",
    "benefit": "夜班一个人也不会漏掉急诊样本",
    "term": "risk",
}


@given(st.dictionaries(st.sampled_from(NEEDED), st.sampled_from(["", " ", "有"])))
def test_nothing_is_ready_without_a_concern(values):
    missing = lacking(values)
    assert set(missing) <= set(NEEDED)
    assert ("concern" in missing) == (not values.get("concern", "").strip())
    assert lacking({**values, **dict.fromkeys(missing, "有")}) == []


@given(st.text(alphabet="甲乙 ；;\n", max_size=30))
def test_concerns_are_lines_without_repetition(text):
    lines = concern_lines(text)
    assert len(lines) == len(set(lines))
    assert all(line.strip() == line and line for line in lines)
    assert all(is_recorded(f" {line} ", text) for line in lines)
    assert not is_recorded("丙", text)


@given(st.integers(0, 20), st.integers(1, 10))
def test_room_ends_at_the_agreed_number(ready, most):
    assert has_room(ready, most) == (ready < most)


@pytest.fixture
def build(cast, head):
    """Begin a message to the person."""

    def built(**told):
        wanted = {**WHOLE, **told}
        return create_message(actor=cast.rep, stakeholder=head, wanted=wanted)

    return built


def test_a_message_without_a_concern_is_never_ready(cast, build):
    row = build(concern="  ")
    with pytest.raises(Invalid) as caught:
        ready_message(actor=cast.rep, message=row)
    assert list(caught.value.fields) == ["concern"]
    row = edit_message(actor=cast.rep, message=row, wanted={"concern": "夜班漏检"})
    row = ready_message(actor=cast.rep, message=row)
    assert row.ready_at is not None
    with pytest.raises(Invalid):
        edit_message(actor=cast.rep, message=row, wanted={"concern": ""})
    row.refresh_from_db()
    assert row.concern == "夜班漏检"


@pytest.mark.parametrize("name", NEEDED[1:])
def test_what_the_builder_asks_for_is_needed(cast, build, name):
    with pytest.raises(Invalid) as caught:
        ready_message(actor=cast.rep, message=build(**{name: ""}))
    assert name in caught.value.fields


def test_three_are_ready_for_a_person_and_no_fourth(cast, hospital, head, build):
    rows = [build(feature=f"特征{n}") for n in range(4)]
    for row in rows[:3]:
        ready_message(actor=cast.rep, message=row)
    with pytest.raises(Invalid):
        ready_message(actor=cast.rep, message=rows[3])
    rows[0].refresh_from_db()
    archive_message(actor=cast.rep, message=rows[0])
    ready_message(actor=cast.rep, message=rows[3])
    rows[0].refresh_from_db()
    back = restore_message(actor=cast.rep, message=rows[0])
    assert back.ready_at is None
    rows[1].refresh_from_db()
    unready_message(actor=cast.rep, message=rows[1])
    ready = ready_messages(cast.rep, hospital, [head.pk])
    assert {row.id for row in ready} == {rows[2].pk, rows[3].pk}
    assert ready_messages(cast.rep, hospital, []) == []


def test_only_who_works_on_the_account_writes_messages(cast, head, build):
    row = build()
    for part in ("stranger", "analyst", "trainer", "admin", "gone"):
        actor = getattr(cast, part)
        with pytest.raises(Forbidden):
            create_message(actor=actor, stakeholder=head, wanted=WHOLE)
        with pytest.raises(Forbidden):
            ready_message(actor=actor, message=row)
        with pytest.raises(Forbidden):
            edit_message(actor=actor, message=row, wanted={"effect": "x"})


def test_the_analyst_reads_no_words(cast, hospital, build):
    build()
    row = messages_of(cast.analyst, hospital)[0]
    assert not any(row.texts.values())


def test_a_message_is_built_and_made_ready(cast, signed, hospital, head):
    url = reverse("needs:message-new", args=[head.pk])
    assert "夜班漏检" in signed.get(url).content.decode()
    assert fill_in(signed, url, **WHOLE, variant_b="第一步，第二步").status_code == 303
    row = messages_of(cast.rep, hospital)[0]
    assert row.is_recorded
    assert signed.post(reverse("needs:message-ready", args=[row.id])).status_code == 303
    page = signed.get(reverse("needs:messages", args=[hospital.pk])).content.decode()
    assert "可带 1 / 3" in page
    assert "第一步，第二步" in page


def test_a_refused_form_keeps_what_was_typed(cast, signed, head, build):
    row = ready_message(actor=cast.rep, message=build())
    url = reverse("needs:message", args=[row.pk])
    answer = fill_in(signed, url, concern="", benefit="别的效益")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "别的效益" in page
    assert "没有连到他关心的一点" in page


def test_the_page_asks_as_often_for_many_as_for_one(cast, signed, hospital, build):
    counts = []
    for n in (1, 9, 60):
        for i in range(n):
            who = create_person(
                actor=cast.rep,
                account=hospital,
                identity=Identity(name=f"某人{n}-{i}"),
                affiliation=Affiliation(),
            )
            create_message(actor=cast.rep, stakeholder=who, wanted=WHOLE)
        with CaptureQueriesContext(connection) as asked:
            url = reverse("needs:messages", args=[hospital.pk])
            assert signed.get(url).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12
