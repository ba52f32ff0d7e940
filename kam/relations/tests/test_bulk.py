"""A file of lines brings what one by one would, and nothing twice."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.core.bulk import BulkRow, Fate
from kam.core.errors import KamError
from kam.relations.models import Line
from kam.relations.services import LineDraft, bulk_lines, draw_line

pytestmark = pytest.mark.django_db
KEYS = ("chen", "luo", "shen", "gu", "xu", "tang", "he", "meng")
KINDS = ("reports", "influence", "support", "conflict")
told = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        st.sampled_from(KEYS),
        st.sampled_from(KINDS),
        st.integers(0, 4),
        st.sampled_from(["名片", ""]),
    ),
    max_size=6,
    unique=True,
)


def rows_of(ward, lines):
    return [
        BulkRow(
            number,
            {
                "account": ward.account.name,
                "source": ward.people[a].person.name,
                "target": ward.people[b].person.name,
                "kind": kind,
                "strength": strength,
                "evidence": evidence,
            },
        )
        for number, (a, b, kind, strength, evidence) in enumerate(lines, 1)
    ]


def one_by_one(cast, ward, lines):
    fates = []
    for a, b, kind, strength, evidence in lines:
        ends = (ward.people[a].pk, ward.people[b].pk)
        try:
            draft = LineDraft(*ends, kind, evidence, strength)
            draw_line(actor=cast.rep, draft=draft)
        except KamError:
            fates.append(Fate.FAILED)
        else:
            fates.append(Fate.CREATED)
    return fates


def drawn():
    fields = ("from_stakeholder_id", "to_stakeholder_id", "kind", "strength")
    return sorted(Line.objects.values_list(*fields))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told)
def test_a_file_is_as_one_by_one(cast, ward, lines):
    with transaction.atomic():
        fates, stored = one_by_one(cast, ward, lines), drawn()
        transaction.set_rollback(True)
    with transaction.atomic():
        rows = rows_of(ward, lines)
        looked = bulk_lines(actor=cast.rep, rows=rows, dry_run=True)
        done = bulk_lines(actor=cast.rep, rows=rows)
        assert [r.fate for r in looked] == [r.fate for r in done] == fates
        assert drawn() == stored
        transaction.set_rollback(True)


def test_the_same_file_again_is_skipped(cast, ward):
    rows = rows_of(ward, [("meng", "shen", "reports", 2, "名片")])
    assert bulk_lines(actor=cast.rep, rows=rows)[0].fate is Fate.CREATED
    assert bulk_lines(actor=cast.rep, rows=rows)[0].fate is Fate.SKIPPED
    rows[0].values["confidence"] = "低"  # type: ignore[index]
    assert bulk_lines(actor=cast.rep, rows=rows)[0].fate is Fate.SKIPPED
    told = {**rows[0].values, "kind": "support", "confidence": "低"}
    assert bulk_lines(actor=cast.rep, rows=[BulkRow(2, told)])[0].fate is Fate.CREATED
    assert Line.objects.latest("pk").confidence == "low"
    hidden = bulk_lines(actor=cast.stranger, rows=rows)
    assert hidden[0].fate is Fate.FAILED


def test_a_batch_asks_as_often_for_many_as_for_one(cast, ward):
    pairs = [(a, b) for a in KEYS for b in KEYS if a != b]
    counts = []
    for n in (1, 40):
        lines = [(a, b, "support", 1, f"名片{n}") for a, b in pairs[:n]]
        with CaptureQueriesContext(connection) as asked:
            assert all(
                r.fate is Fate.CREATED
                for r in bulk_lines(actor=cast.rep, rows=rows_of(ward, lines))
            )
        counts.append(len(asked))
    assert counts[0] == counts[1]
