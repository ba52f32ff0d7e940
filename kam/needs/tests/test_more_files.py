"""Cards, claims and messages from a file, as one by one, and through the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.core.bulk import BulkRow, Fate
from kam.core.errors import KamError
from kam.needs.models import Card, Claim, ClaimMove, Message
from kam.needs.services import (
    ClaimDraft,
    MoveDraft,
    archive_claim,
    bulk_cards,
    bulk_claims,
    bulk_messages,
    create_claim,
    create_message,
    edit_message,
    fill_card,
    move_claim,
    ready_message,
)
from kam.people.services import create_token
from tests.alike import compared

pytestmark = pytest.mark.django_db
QUIET = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORD = st.sampled_from(["甲", "乙", ""])
AHEAD = st.sampled_from([-3, 0, 2])


def each(act, rows):
    """Give what single verbs do to rows, one after the other."""
    return lambda: [act(row.values) for row in rows]


def rows_of(base, lines):
    return [BulkRow(n, base | line) for n, line in enumerate(lines, 1)]


@QUIET
@given(st.lists(st.fixed_dictionaries({"cost": WORD}, optional={"solved": WORD})))
def test_a_file_of_cards_is_as_one_by_one(cast, hospital, told):
    def act(values):
        wanted = {n: v for n, v in values.items() if n != "account"}
        before = Card.objects.filter(account=hospital).values().first()
        fill_card(actor=cast.rep, account=hospital, wanted=wanted)
        if before is None:
            return Fate.CREATED
        after = Card.objects.filter(account=hospital).values().first()
        return Fate.SKIPPED if before == after else Fate.UPDATED

    def read():
        return list(Card.objects.values_list("cost", "solved", "revision"))

    rows = rows_of({"account": hospital.name}, told)

    came = compared(
        bulk_cards,
        rows,
        each(act, rows),
        lambda: [r[:2] for r in read()],
        actor=cast.rep,
    )
    assert came.file == came.single
    assert came.dry == came.single[0]


MESSAGE = st.fixed_dictionaries(
    {"feature": WORD, "effect": WORD},
    optional={"product": st.sampled_from(["", "D-D", "?"]), "term": WORD},
)


@QUIET
@given(st.lists(MESSAGE, max_size=6))
def test_a_file_of_messages_is_as_one_by_one(cast, hospital, head, reagent, told):
    def act(values):
        wanted = {n: values[n] for n in ("feature", "effect") if n in values}
        if values.get("product") == "?" or values.get("term"):
            return Fate.FAILED
        if "term" in values:
            wanted["term"] = ""
        product = reagent.pk if values.get("product") else None
        found = Message.objects.filter(feature=values["feature"], product_id=product)
        row = found.first()
        try:
            if row is None:
                told = wanted | {"product_id": product}
                create_message(actor=cast.rep, stakeholder=head, wanted=told)
                return Fate.CREATED
            before = row.revision
            row = edit_message(actor=cast.rep, message=row, wanted=wanted)
        except KamError:
            return Fate.FAILED
        return Fate.SKIPPED if row.revision == before else Fate.UPDATED

    def read():
        return sorted(Message.objects.values_list("feature", "effect"))

    base = {"account": hospital.name, "person": "沈若澜"}
    rows = rows_of(base, told)

    came = compared(bulk_messages, rows, each(act, rows), read, actor=cast.rep)
    assert came.file == came.single
    assert came.dry == came.single[0]


CLAIM = st.fixed_dictionaries(
    {
        "text": WORD,
        "state": st.sampled_from(["", "told", "客户体验"]),
        "evidence": WORD,
    },
    optional={"ahead": AHEAD},
)


@QUIET
@given(st.lists(CLAIM, max_size=6))
def test_a_file_of_claims_is_as_one_by_one(cast, hospital, day, told):
    lines = [
        {n: v for n, v in one.items() if n != "ahead"}
        | ({"moved_on": day + timedelta(days=one["ahead"])} if "ahead" in one else {})
        for one in told
    ]
    states = {"told": "told", "客户体验": "experienced"}

    def act(values):
        at = values.get("moved_on", day)
        try:
            with transaction.atomic():
                return once(values, at)
        except KamError:
            return Fate.FAILED

    def once(values, at):
        row = Claim.objects.filter(text=values["text"]).first()
        is_new = row is None
        if is_new:
            draft = ClaimDraft(values["text"])
            row = create_claim(actor=cast.rep, account=hospital, draft=draft)
        state = states.get(values["state"])
        if state is None:
            return Fate.CREATED if is_new else Fate.SKIPPED
        same = {"state": state, "evidence": values["evidence"], "day": at}
        if row.moves.filter(**same).exists():
            return Fate.SKIPPED
        move_claim(actor=cast.rep, claim=row, draft=MoveDraft(**same))
        return Fate.CREATED

    def read():
        moves = ClaimMove.objects.values_list("claim__text", "state", "evidence", "day")
        return sorted(Claim.objects.values_list("text")), sorted(moves)

    rows = rows_of({"account": hospital.name}, lines)

    came = compared(bulk_claims, rows, each(act, rows), read, actor=cast.rep)
    assert came.file == came.single
    assert came.dry == came.single[0]


def test_a_claim_put_away_moves_no_more_and_a_ready_message_stays_whole(
    cast, hospital, head
):
    claim = create_claim(
        actor=cast.rep, account=hospital, draft=ClaimDraft("少等 20 分钟")
    )
    archive_claim(actor=cast.rep, claim=claim)
    base = {"account": hospital.name, "text": claim.text}
    told = rows_of(base, [{}, {"state": "told", "evidence": "x"}])
    done = bulk_claims(actor=cast.rep, rows=told)
    assert [r.fate for r in done] == [Fate.SKIPPED, Fate.FAILED]
    texts = dict.fromkeys(("feature", "effect", "concern", "benefit"), "甲")
    message = create_message(
        actor=cast.rep, stakeholder=head, wanted={**texts, "term": "risk"}
    )
    ready_message(actor=cast.rep, message=message)
    base = {"account": hospital.name, "person": "沈若澜", "feature": "甲"}
    emptied = bulk_messages(actor=cast.rep, rows=rows_of(base, [{"concern": ""}]))
    assert emptied[0].faults[0].column == "concern"
    hidden = bulk_messages(actor=cast.stranger, rows=rows_of(base, [{}]))
    assert hidden[0].fate is Fate.FAILED


def test_a_batch_asks_as_often_for_many_as_for_one(cast, hospital, head):
    counts = []
    for n in (2, 1, 30):
        base = {"account": hospital.name, "person": "沈若澜"}
        claims = [
            {"text": f"{n}-{i}", "state": "told", "evidence": "x"} for i in range(n)
        ]
        said = [{"feature": f"{n}-{i}"} for i in range(n)]
        with CaptureQueriesContext(connection) as asked:
            for bulk, lines in ((bulk_claims, claims), (bulk_messages, said)):
                done = bulk(actor=cast.rep, rows=rows_of(base, lines))
                assert {r.fate for r in done} == {Fate.CREATED}
        counts.append(len(asked))
    assert counts[1] == counts[2] <= counts[0] <= counts[1] + 1


def test_cards_claims_and_messages_through_the_api(client, cast, hospital, head):
    _token, secret = create_token(
        actor=cast.rep, user=cast.rep, name="t", scopes=["read", "write"]
    )
    auth = {
        "HTTP_AUTHORIZATION": f"Bearer {secret}",
        "content_type": "application/json",
    }
    at = "/api/v1"
    card = {"account_id": hospital.pk, "cost": "人手"}
    made = client.post(f"{at}/cards", card, **auth)
    url = f"{at}/cards/{made.json()['id']}"
    done = client.patch(url, {"facts": "三班倒"}, HTTP_IF_MATCH=made["ETag"], **auth)
    assert (done.json()["cost"], done.json()["facts"]) == ("人手", "三班倒")
    made = client.post(
        f"{at}/claims", {"account_id": hospital.pk, "text": "少等"}, **auth
    )
    url = f"{at}/claims/{made.json()['id']}"
    step = {"state": "told", "evidence": "科会上讲过"}
    moved = client.post(f"{url}/moves", step, **auth).json()["moves"][0]
    back = client.patch(f"{url}/moves/{moved['id']}", {"retracted": True}, **auth)
    assert back.json()["moves"][0]["retracted_at"]
    assert (
        client.patch(f"{url}/moves/0", {"retracted": True}, **auth).status_code == 422
    )
    body = {"stakeholder_id": head.pk, "feature": "全血直接上机"}
    made = client.post(f"{at}/messages", body, **auth)
    url = f"{at}/messages/{made.json()['id']}"
    early = client.patch(url, {"ready": True}, HTTP_IF_MATCH=made["ETag"], **auth)
    assert early.status_code == 422
    whole = {"effect": "a", "concern": "b", "benefit": "c", "term": "risk"}
    ready = client.patch(
        url, {**whole, "ready": True}, HTTP_IF_MATCH=made["ETag"], **auth
    )
    assert ready.json()["ready_at"]
