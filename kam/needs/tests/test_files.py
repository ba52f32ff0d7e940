"""Trees and cells from files, and through the API."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.catalog.services import create_competitor
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Invalid
from kam.needs.models import Place, Problem
from kam.needs.services import (
    ProblemDraft,
    archive_problem,
    bulk_places,
    bulk_problems,
    create_problems,
    edit_problem,
)
from kam.people.services import create_token

pytestmark = pytest.mark.django_db


def rows_of(names, *lines):
    return [
        BulkRow(n, dict(zip(names, line, strict=True)))
        for n, line in enumerate(lines, 1)
    ]


TREE = ("account", "person", "concept", "category", "method", "product", "fit", "note")


def test_a_file_grows_a_tree_once(cast, hospital, head, reagent):
    who = (hospital.name, "沈若澜")
    rows = rows_of(
        TREE,
        (*who, "快而准", "疑似血栓", "先做超声", "D-D", "可用", "晨会说的"),
        (*who, "快而准", "疑似血栓", "经验判断", "", "", ""),
        (*who, "快而准", "", "超声", "", "", ""),
        (*who, "", "", "", "", "", ""),
        (*who, "不出错", "", "", "D-D", "", ""),
        (hospital.name, "无此人", "x", "", "", "", "", ""),
        (*who, "快 而准", "疑似血栓", "先做超声", "D-二聚体试剂", "usable", "晨会说的"),
    )
    fates = [Fate.CREATED] * 2 + [Fate.FAILED] * 4 + [Fate.SKIPPED]
    looked = bulk_problems(actor=cast.rep, rows=rows, dry_run=True)
    assert not Problem.objects.exists()
    done = bulk_problems(actor=cast.rep, rows=rows)
    assert [r.fate for r in looked] == [r.fate for r in done] == fates
    columns = [r.faults[0].column for r in done if r.faults]
    assert columns == ["category", "concept", "product", "person"]
    assert Problem.objects.count() == 4
    assert Problem.objects.get(name="先做超声").parent.parent.name == "快而准"
    change = rows_of(
        (*TREE[:5], "fit"), (*who, "快而准", "疑似血栓", "经验判断", "已用")
    )
    assert bulk_problems(actor=cast.rep, rows=change)[0].fate is Fate.UPDATED
    assert bulk_problems(actor=cast.rep, rows=change)[0].fate is Fate.SKIPPED
    assert bulk_problems(actor=cast.stranger, rows=change)[0].fate is Fate.FAILED
    assert Problem.objects.get(name="经验判断").fit == "used"


WORDS = st.sampled_from(["甲", "乙", ""])
LINES = st.lists(
    st.tuples(WORDS, WORDS, WORDS, st.sampled_from(["used", "unknown", ""])),
    min_size=1,
    max_size=8,
)


def one_by_one(actor, who, line):
    """Do with single verbs what a row of a file asks for."""
    *path, fit = line
    names = [name for name in path if name]
    if not names or path[: len(names)] != names:
        return
    is_method = len(names) == 3
    if fit and not is_method:
        return
    parent = None
    for depth, name in enumerate(names):
        kind = ("concept", "class", "method")[depth]
        found = Problem.objects.filter(
            stakeholder=who, parent=parent, kind=kind, name=name
        ).first()
        if found is None:
            draft = ProblemDraft(kind, name, parent.pk if parent else None)
            found = create_problems(actor=actor, stakeholder=who, drafts=[draft])[0]
        parent = found
    if fit:
        edit_problem(actor=actor, problem=parent, wanted={"fit": fit})


def wipe():
    for kind in ("method", "class", "concept"):
        Problem.objects.filter(kind=kind).delete()


def shape():
    rows = Problem.objects.active().select_related("parent__parent")
    return sorted(
        (str(r.parent.parent.name if r.parent and r.parent.parent else ""),
         str(r.parent.name if r.parent else ""), r.kind, r.name, r.fit)
        for r in rows
    )  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_a_file_does_what_single_verbs_would(cast, hospital, head, lines):
    wipe()
    names = ("account", "person", "concept", "category", "method", "fit")
    rows = rows_of(names, *[(hospital.name, "沈若澜", *line) for line in lines])
    bulk_problems(actor=cast.rep, rows=rows)
    by_file = shape()
    wipe()
    for line in lines:
        one_by_one(cast.rep, head, line)
    assert shape() == by_file


def test_a_file_fills_cells(cast, hospital, reagent):
    create_competitor(actor=None, name="海川诊断")
    names = ("account", "product", "potential", "our_share", "competitor", "note")
    rows = rows_of(
        names,
        (hospital.name, "D-D", "86万", 25, "海川诊断", "设备科"),
        (hospital.name, "D-D", "86万", 25, "海川诊断", "设备科"),
        (hospital.name, "", "1", 1, "", ""),
        (hospital.name, "D-D", "1", 130, "", ""),
        (hospital.name, "D-D", "1", 13, "无此家", ""),
        (hospital.name, "D-D", "90万", 25, "", "设备科"),
    )
    fates = [Fate.CREATED, Fate.SKIPPED, *[Fate.FAILED] * 3, Fate.UPDATED]
    looked = bulk_places(actor=cast.rep, rows=rows, dry_run=True)
    assert not Place.objects.exists()
    done = bulk_places(actor=cast.rep, rows=rows)
    assert [r.fate for r in looked] == [r.fate for r in done] == fates
    columns = [r.faults[0].column for r in done if r.faults]
    assert columns == ["product", "our_share", "competitor"]
    cell = Place.objects.get()
    assert (cell.potential_minor, cell.competitor) == (90_000_000, None)
    share = rows_of(("account", "product", "our_share"), (hospital.name, "D-D", 40))
    assert bulk_places(actor=cast.rep, rows=share)[0].fate is Fate.UPDATED
    cell.refresh_from_db()
    assert (cell.potential_minor, cell.our_share) == (90_000_000, 40)
    assert bulk_places(actor=cast.stranger, rows=share)[0].fate is Fate.FAILED


@pytest.mark.parametrize("verb", [bulk_places, bulk_problems])
def test_a_batch_asks_as_often_for_many_as_for_one(cast, hospital, head, reagent, verb):
    counts = []
    for n in (1, 10, 90):
        if verb is bulk_places:
            names = ("account", "product", "our_share")
            lines = [(hospital.name, "D-D", i % 90) for i in range(n)]
        else:
            names = ("account", "person", "concept", "category", "method")
            lines = [
                (hospital.name, "沈若澜", f"c{n}", f"k{n}", f"m{i}") for i in range(n)
            ]
        with CaptureQueriesContext(connection) as asked:
            verb(actor=cast.rep, rows=rows_of(names, *lines))
        counts.append(len(asked))
    assert len(set(counts[1:])) == 1, counts


def test_a_tree_has_an_end(cast, hospital, head):
    names = ("account", "person", "concept")
    lines = [(hospital.name, "沈若澜", f"c{i}") for i in range(205)]
    done = bulk_problems(actor=cast.rep, rows=rows_of(names, *lines))
    assert sum(r.fate is Fate.CREATED for r in done) == 200
    with pytest.raises(Invalid):
        create_problems(
            actor=cast.rep, stakeholder=head, drafts=[ProblemDraft("concept", "x")]
        )


@pytest.fixture
def call(cast, client):
    """Ask the API as the representative."""
    _token, secret = create_token(
        actor=cast.rep, user=cast.rep, name="t", scopes=["read", "write"]
    )

    def called(method, path, body=None, tag=""):
        headers = {"Authorization": f"Bearer {secret}"}
        headers |= {"If-Match": tag} if tag else {}
        return getattr(client, method)(
            f"/api/v1{path}", body, content_type="application/json", headers=headers
        )

    return called


def test_the_api_grows_changes_and_puts_away(cast, call, head):
    body = {"stakeholder_id": head.pk, "kind": "concept", "name": "快而准"}
    made = call("post", "/problems", body)
    assert made.status_code == 201
    pk, tag = made.json()["id"], made["ETag"]
    assert call("post", "/problems", body).status_code == 422
    assert call("post", "/problems", {**body, "author_id": 1}).status_code == 422
    assert call("patch", f"/problems/{pk}", {"note": "x"}).status_code == 428
    changed = call("patch", f"/problems/{pk}", {"note": "晨会"}, tag)
    assert changed.json()["note"] == "晨会"
    assert call("patch", f"/problems/{pk}", {"note": "y"}, tag).status_code == 412
    gone = call("patch", f"/problems/{pk}", {"archived": True}, changed["ETag"])
    assert gone.json()["archived_at"]
    listed = call("get", f"/problems?stakeholder={head.pk}")
    assert listed.json()["items"] == []
    back = call("patch", f"/problems/{pk}", {"archived": False}, gone["ETag"])
    assert back.json()["archived_at"] is None
    assert archive_problem(actor=cast.rep, problem=Problem.objects.get(pk=pk)) == 1


def test_the_api_fills_cells(call, hospital, reagent):
    body = {"account_id": hospital.pk, "product_id": reagent.pk, "our_share": 5}
    made = call("post", "/places", body)
    assert made.status_code == 201
    for wrong in ({"our_share": 101}, {"potential_minor": 1e308}, {"product_id": 99}):
        assert call("post", "/places", {**body, **wrong}).status_code == 422
    pk = made.json()["id"]
    changed = call("patch", f"/places/{pk}", {"our_share": 6}, made["ETag"])
    assert changed.json()["our_share"] == 6
    listed = call("get", f"/places?account={hospital.pk}").json()
    assert [row["id"] for row in listed["items"]] == [pk]
