"""C3, C10: what leaves comes back as it was: export and import are the identity."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services.shares import share_account
from kam.blueprints.models import Objective
from kam.catalog.models import Product
from kam.core.bulk import BulkRow
from kam.judgements.models import Judgement
from kam.needs.models import Card, Claim, ClaimMove, Message, Place, Problem
from kam.needs.services import MoveDraft, move_claim
from kam.people.models import Territory, User
from kam.performance.models import Figure, Target
from kam.pipeline.models import Opportunity, Placement, Purchase, ScreeningAnswer
from kam.plans.models import Plan, Step
from kam.probing.models import Probe
from kam.probing.services import Heard, follow_up, hear
from kam.questions.models import Question
from kam.relations.models import Line, Tie, WantedRole
from kam.resources.models import Booking, Resource
from kam.thinking.models import Observation
from kam.transfer.command import Options, export_file, import_file
from kam.transfer.kinds import KINDS
from kam.transfer.kinds.taking import unseen
from kam.transfer.rules.shapes import UNSEEN_SPELLINGS
from kam.transfer.services.storing import OPENERS, Order
from kam.transfer.tests.rows import bring, csv_of
from kam.visits.models import Visit
from tests.cast import build_cast
from tests.company import build_holding
from tests.daily import daily

MODELS = {
    "users": User,
    "territories": Territory,
    "accounts": Account,
    "stakeholders": Stakeholder,
    "products": Product,
    "visits": Visit,
    "figures": Figure,
    "judgements": Judgement,
    "lines": Line,
    "ties": Tie,
    "roles": WantedRole,
    "observations": Observation,
    "questions": Question,
    "probes": Probe,
    "problems": Problem,
    "places": Place,
    "cards": Card,
    "claims": Claim,
    "messages": Message,
    "opportunities": Opportunity,
    "purchases": Purchase,
    "screening": ScreeningAnswer,
    "placements": Placement,
    "plans": Plan,
    "steps": Step,
    "objectives": Objective,
    "resources": Resource,
    "bookings": Booking,
    "targets": Target,
}


def silent(_done: int, _total: int) -> None:
    """Report nothing."""


def stored(kind: str) -> list[dict[str, object]]:
    """Return every row of a kind as it is stored."""
    return list(MODELS[kind]._default_manager.order_by("pk").values())


def out_and_in(actor: User, kind: str, ending: str, folder: Path) -> dict[str, object]:
    """Export a kind and import it again; nothing may have changed."""
    path = folder / f"{kind}.{ending}"
    taken = export_file(actor=actor, kind=kind, path=path, progress=silent)
    before = stored(kind)
    report = import_file(
        actor=actor, kind=kind, path=path, options=Options(), progress=silent
    )
    assert report["failed"] == 0, report["errors"]
    assert report["rows_in"] == report["skipped"] == taken["rows"]
    assert stored(kind) == before
    assert report["left_out"] == []
    return report


@pytest.fixture
def company(cast):
    """Give the representative and a stranger everything there is."""
    mine = build_holding("own", cast.rep)
    build_holding("foreign", cast.stranger)
    share_account(actor=None, account=mine.account, user_id=cast.neighbour.pk)
    return cast


@pytest.mark.parametrize(
    ("ending", "language"),
    daily([("xlsx", "zh-hans"), ("csv", "en"), ("csv", "zh-hans"), ("xlsx", "en")]),
)
@pytest.mark.parametrize("kind", ["accounts", "stakeholders", "visits", "lines"])
def test_the_work_of_a_representative(company, tmp_path, kind, ending, language):
    with translation.override(language):
        report = out_and_in(company.rep, kind, ending, tmp_path)
    assert report["rows_in"]


@pytest.mark.parametrize(
    "kind", daily(["ties", "roles", "cards", "claims", "messages"], 2)
)
def test_the_map_and_the_value_of_a_representative(company, tmp_path, kind):
    """A claim that moved twice leaves as two rows and is one again."""
    for said in ("demo seen", "demo seen again"):
        draft = MoveDraft("experienced", said)
        move_claim(actor=company.rep, claim=Claim.objects.first(), draft=draft)
    moves = list(ClaimMove.objects.order_by("pk").values())
    report = out_and_in(company.rep, kind, "csv", tmp_path)
    assert report["rows_in"] == (3 if kind == "claims" else 1)
    assert list(ClaimMove.objects.order_by("pk").values()) == moves


PIPELINE = (
    "opportunities bookings plans purchases screening placements steps objectives"
)
MANY = {"opportunities": 2, "bookings": 2, "objectives": 4}


@pytest.mark.parametrize("kind", daily(PIPELINE.split(), 3))
def test_the_pipeline_and_the_plans_of_a_representative(company, tmp_path, kind):
    told = out_and_in(company.rep, kind, "xlsx", tmp_path)
    assert told["rows_in"] == MANY.get(kind, 1)


def test_the_resources_of_a_manager(company, tmp_path):
    assert out_and_in(company.head, "resources", "xlsx", tmp_path)["rows_in"] == 2


def test_the_loops_of_a_representative(company, tmp_path):
    """What was asked, and asked further, comes back, and anew into an empty plan."""
    first = Probe.objects.visible_to(company.rep).first()
    heard = Heard("夜班先看到", word="夜班", confirmed=True, signal="concern")
    hear(actor=company.rep, probe=first, heard=heard)
    for via, text in (("pup", "夜班怎么交接？"), ("pfp", "再说说交接？")):
        follow_up(actor=company.rep, probe=first, via=via, text=text, heard=heard)
    assert out_and_in(company.rep, "probes", "csv", tmp_path)["rows_in"] == 3
    before = [(p.text, p.via, p.turn, p.answer, p.word, p.signal, p.confirmed)
              for p in Probe.objects.of(first.occasion)]  # fmt: skip
    rows = Probe.objects.of(first.occasion)
    rows.update(follows=None)
    rows.delete()
    report = import_file(
        actor=company.rep,
        kind="probes",
        path=tmp_path / "probes.csv",
        options=Options(),
        progress=silent,
    )
    assert (report["created"], report["failed"]) == (3, 0)
    made = Probe.objects.of(first.occasion)
    assert sorted(before) == sorted(
        (p.text, p.via, p.turn, p.answer, p.word, p.signal, p.confirmed) for p in made
    )
    top = made.get(via="plan")
    assert {p.follows_id for p in made} == {None, top.pk}
    foreign = Probe.objects.exclude(occasion=first.occasion).first()
    content = csv_of(
        ["客户名称", "拜访标识", "问题"],
        [top.account.name, f"{foreign.occasion}", "？"],
    )
    refused = bring(company.rep, "probes", content, tmp_path)
    assert refused["errors"][0]["message"] == "这个客户没有这次拜访"


@pytest.mark.parametrize("kind", daily(["visits", "accounts", "stakeholders"]))
def test_the_work_of_a_subtree(company, tmp_path, kind):
    report = out_and_in(company.head, kind, "xlsx", tmp_path)
    assert report["rows_in"] >= 2


@pytest.mark.parametrize("kind", daily(["users", "territories", "products"]))
def test_what_an_administrator_keeps(company, tmp_path, kind):
    for n in range(3):
        content = csv_of(["区域代码", "团队"], [f"0{n}", "澄源医疗/华北区"])
        bring(company.admin, "territories", content, tmp_path)
        content = csv_of(["代码", "名称", "价格"], [f"P0{n}", f"产品{n}", f"1{n}.5"])
        bring(company.admin, "products", content, tmp_path)
    report = out_and_in(company.admin, kind, "csv", tmp_path)
    assert report["rows_in"] >= 3


@pytest.mark.parametrize("ending", daily(["csv", "xlsx"]))
def test_figures_with_their_sets_and_further_numbers(company, tmp_path, ending):
    for name, period in (("甲组", "2025"), ("乙组", "2025Q1")):
        content = csv_of(
            ["区域", "潜力", "销售", "广告"],
            ["007", "1.5", "0.1", "3"],
            ["8", "2", "", ""],
        )
        bring(
            company.lead,
            "figures",
            content,
            tmp_path,
            comparison_set=name,
            period=period,
        )
    report = out_and_in(company.lead, "figures", ending, tmp_path)
    assert report["rows_in"] == 4
    assert report["mapping"]["广告"] == "further"


def test_what_a_colleague_may_not_see_is_left_alone(company, tmp_path):
    """The shared account's owner is out of sight: named so, and not emptied."""
    report = out_and_in(company.neighbour, "accounts", "csv", tmp_path)
    assert report["rows_in"] == 1
    text = (tmp_path / "accounts.csv").read_text("utf-8-sig")
    assert unseen() in text
    assert "rep" not in text.split(",")


def test_the_mark_of_the_unseen_is_known_in_every_language():
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert unseen() in UNSEEN_SPELLINGS


def test_an_analyst_takes_codes_instead_of_names(company, tmp_path):
    path = tmp_path / "people.csv"
    export_file(actor=company.analyst, kind="stakeholders", path=path, progress=silent)
    text = path.read_text("utf-8-sig")
    person = Stakeholder.objects.select_related("person").first()
    assert f"P{person.pk}" in text
    assert person.person.name not in text
    assert "关心的问题" not in text


def test_cells_that_a_spreadsheet_would_run_are_texts(company, tmp_path):
    content = csv_of(["客户名称", "特点"], ["=HYPERLINK(1)", "＝1+1"], ["@cmd", "-2"])
    bring(company.rep, "accounts", content, tmp_path)
    path = tmp_path / "a.xlsx"
    export_file(actor=company.rep, kind="accounts", path=path, progress=silent)
    sheet = openpyxl.load_workbook(path).active
    cells = {c.value: c.data_type for row in sheet.iter_rows() for c in row}
    assert cells["=HYPERLINK(1)"] == cells["@cmd"] == "s"
    path = tmp_path / "a.csv"
    export_file(actor=company.rep, kind="accounts", path=path, progress=silent)
    assert "'=HYPERLINK(1)" in path.read_text("utf-8-sig")


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
MORE = st.one_of(TEXT, st.sampled_from(["=1+1", "'=x", "-5", "00123", "1E+11", "＠a"]))
AMOUNT = st.one_of(st.none(), st.integers(0, 10**15), st.decimals(0, 10**6, places=2))
ROW = st.fixed_dictionaries(
    {
        "name": MORE,
        "city": MORE,
        "characteristics": MORE,
        "potential": AMOUNT,
        "kind": st.sampled_from(["hospital", "factory", "other"]),
        "size_class": st.sampled_from(["", "large", "small"]),
        "visit_interval_days": st.one_of(st.none(), st.integers(1, 366)),
    }
)


class Accounts(TestCase):
    """Any account that can be stored leaves and comes back as it is."""

    @settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
    @given(st.lists(ROW, min_size=1, max_size=6), st.sampled_from(["csv", "xlsx"]))
    def test_any_account_comes_back(self, rows, ending) -> None:
        cast = build_cast()
        values = [
            {**row, "name": f"{row['name']} {n}x{n * 7919}"}
            for n, row in enumerate(rows, 1)
        ]
        order = Order(actor=cast.rep, choices=None)
        OPENERS["accounts"](order)([BulkRow(n, v) for n, v in enumerate(values)])
        with tempfile.TemporaryDirectory() as folder:
            report = out_and_in(cast.rep, "accounts", ending, Path(folder))
        assert report["rows_in"] == len(rows)


def test_every_kind_is_tried_here():
    assert set(MODELS) == set(KINDS)
