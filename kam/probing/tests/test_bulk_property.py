"""Many probes at once are the same as one by one, whatever the rows are."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.accounts.services import AccountDraft, create_account
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Invalid
from kam.core.text import name_key
from kam.probing.models import Probe
from kam.probing.services import (
    Draft,
    Heard,
    bulk_probes,
    edit_probe,
    hear,
    plan_probe,
)
from tests.cast import build_cast

TEXTS = ("每周几例？", " 每周几例？ ", "谁来复核？", "What next?", "WHAT NEXT?", "")
HEARD = ("answer", "word", "confirmed", "signal")
ROWS = st.lists(
    st.fixed_dictionaries(
        {"text": st.sampled_from(TEXTS), "level": st.sampled_from([1, 3, 6, 7])},
        optional={
            "aim": st.sampled_from(["", "快慢"]),
            "quadrant": st.sampled_from(["", "a", "d"]),
            "follows": st.sampled_from(["每周几例？", "谁来复核？", "没有的"]),
            "heard": st.fixed_dictionaries(
                {
                    "answer": st.sampled_from(["", "二十例"]),
                    "word": st.sampled_from(["", "来不及"]),
                    "confirmed": st.booleans(),
                    "signal": st.sampled_from(["", "need"]),
                }
            ),
        },
    ),
    min_size=1,
    max_size=6,
)


class Talk:
    """A meeting at an account of its own."""

    def __init__(self, actor, name):
        self.actor, self.occasion = actor, uuid4()
        self.account = create_account(actor=actor, draft=AccountDraft(name=name))

    def held(self):
        return list(Probe.objects.filter(occasion=self.occasion).order_by("pk"))

    def find(self, text):
        return {name_key(row.text): row for row in self.held()}.get(name_key(text))

    def picture(self):
        """Everything stored about the meeting, without its ids, by its texts.

        Rounds are stored after what they follow, so ids have another order.
        """
        rows = sorted(self.held(), key=lambda row: row.text)
        place = {row.pk: row.text for row in rows}
        apart = {"id", "account_id", "occasion", "follows_id", "revision"}
        return [
            {n: v for n, v in row.values().items() if n not in apart}
            | {"follows": place.get(row.follows_id)}
            for row in rows
        ]


def one(talk, row):
    """Store a row by the verbs a person would use; say what became of it."""
    before, probe = talk.picture(), talk.find(row["text"])
    told = {n: v for n, v in row.items() if n in ("aim", "level", "quadrant")}
    try:
        if probe is None:
            above = talk.find(row["follows"]) if "follows" in row else None
            if "follows" in row and above is None:
                return Fate.FAILED
            draft = Draft(row["text"], **told, follows_id=above.pk if above else None)
            meeting = {"account": talk.account, "occasion": talk.occasion}
            probe = plan_probe(actor=talk.actor, draft=draft, **meeting)
        elif told:
            probe = edit_probe(
                actor=talk.actor, probe=probe, wanted=stored_and(told, probe)
            )
        if "heard" in row:
            hear(actor=talk.actor, probe=probe, heard=Heard(**row["heard"]))
    except Invalid:
        return Fate.FAILED
    if len(talk.held()) > len(before):
        return Fate.CREATED
    return Fate.SKIPPED if talk.picture() == before else Fate.UPDATED


def stored_and(told, probe):
    """A person's form sends all its fields; what a row leaves out stays."""
    return {**told, "stakeholder_id": probe.stakeholder_id}


def cells_of(talk, apart, row):
    """The same row as a file tells it; the turn is the one the single verb gave."""
    told = {n: v for n, v in row.items() if n != "heard"}
    probe = apart.find(row["text"])
    if "heard" in row:
        told |= row["heard"]
        told["turn"] = probe.turn if probe is not None else 1
    return {"account": talk.account.name, "visit": str(talk.occasion), **told}


@pytest.mark.more
class BulkTest(TestCase):
    def setUp(self):
        self.cast = build_cast()

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(ROWS)
    def test_many_at_once_is_one_by_one(self, drawn):
        rep = self.cast.rep
        apart, together = Talk(rep, "一条一条"), Talk(rep, "一起")
        fates, rows = [], []
        for number, told in enumerate(drawn):
            stands = apart.find(told["text"]) is not None
            row = {n: v for n, v in told.items() if not (stands and n == "follows")}
            fates.append(one(apart, row))
            rows.append(BulkRow(number, cells_of(together, apart, row)))
        found = bulk_probes(
            actor=rep,
            rows=rows,
            meetings=lambda keys: {
                key: together.account.pk for key in keys if key == together.occasion
            },
        )
        assert [result.fate for result in found] == fates
        assert together.picture() == apart.picture()
