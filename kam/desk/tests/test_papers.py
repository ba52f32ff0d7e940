"""A plan as a document: the figures of its page, for who may, and written down."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from kam.audit.models import Entry
from kam.blueprints.pages import composed_plan
from kam.blueprints.rules.composed import ComposedTable
from kam.blueprints.tests.conftest import blueprint  # noqa: F401 - a fixture
from kam.core.money import Money
from kam.desk.pages.papers import book_paper, plan_paper
from kam.desk.pages.papers.book import ROOM, _table
from kam.documents.press import FORMATS, printed
from kam.documents.rules.look import Look
from kam.documents.rules.naming import file_name
from kam.documents.tests.reading import squeezed, words_of
from kam.people.services import create_token
from kam.plans.pages import six_step_page
from kam.plans.services import StepDraft, add_step, edit_step
from kam.plans.tests.conftest import (  # noqa: F401 - fixtures
    going,
    hospital,
    plan,
    reagent,
    steps_of,
    wednesday,
)

pytestmark = pytest.mark.django_db
SECRETS = ("急诊凝血整合方案", "王明慧", "目录里已有三种")


def ask(user, about, ending="pdf", **further):
    client = Client()
    client.force_login(user)
    url = reverse("desk:plan-document", args=[about.pk])
    return client.post(url, {"format": ending}, **further)


def content_of(answer):
    return b"".join(answer.streaming_content)


def test_every_format_holds_the_figures_of_the_page(cast, going):  # noqa: F811
    first = steps_of(going)[0]
    spent = {"planned_minor": 600_000, "spent_minor": 123_456}
    edit_step(actor=cast.rep, step=first, wanted={**spent, "resource": "同行数据"})
    page = six_step_page(cast.rep, going.pk)
    assert page.way.spent == Money(123_456)
    document = plan_paper(cast.rep, page)
    wanted = [page.name, page.account, "¥1,234.56 / ¥6,000", "同行数据"]
    wanted += [step.what for step in page.way.steps]
    wanted += [step.move for step in page.way.steps]
    wanted += [str(stat.value) for stat in page.stats[:3]]
    for ending in FORMATS:
        words = words_of(printed(document, Look(), ending), ending)
        assert [text for text in wanted if squeezed(str(text)) not in words] == []


def test_it_speaks_the_language_of_its_reader(cast, going):  # noqa: F811
    with translation.override("en"):
        document = plan_paper(cast.rep, six_step_page(cast.rep, going.pk))
    words = words_of(printed(document, Look(), "pptx"), "pptx")
    assert "Thechangefrom" in words
    assert "转变计划" not in words


def test_who_took_which_document_is_written_down(cast, going):  # noqa: F811
    for ending, one in FORMATS.items():
        answer = ask(cast.rep, going, ending)
        assert answer["Content-Type"] == one.media_type
        name = quote("急诊凝血整合方案")
        assert name in answer["Content-Disposition"]
        assert answer["Content-Disposition"].endswith(f".{ending}")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert content_of(answer)
    entries = Entry.objects.filter(verb="plan.export").order_by("pk")
    assert [entry.detail.values["format"][2] for entry in entries] == list(FORMATS)
    assert {entry.actor_id for entry in entries} == {cast.rep.pk}
    assert {entry.account_id for entry in entries} == {going.account_id}
    client = Client()
    client.force_login(cast.rep)
    told = client.get(reverse("desk:history", args=["plan", going.pk])).content.decode()
    assert "带走了一份" in told
    assert "xlsx" in told


def test_nothing_is_printed_for_who_may_not(cast, going):  # noqa: F811
    assert ask(cast.stranger, going).status_code == 404
    assert ask(cast.admin, going).status_code == 404
    assert ask(cast.rep, going, "exe").status_code == 422
    client = Client()
    client.force_login(cast.rep)
    url = reverse("desk:plan-document", args=[going.pk])
    assert client.get(url).status_code == 405
    assert not Entry.objects.filter(verb="plan.export").exists()


@pytest.mark.parametrize("ending", FORMATS)
def test_an_analyst_takes_no_free_text_along(cast, going, ending):  # noqa: F811
    assert SECRETS[0] in six_step_page(cast.rep, going.pk).name
    words = words_of(content_of(ask(cast.analyst, going, ending)), ending)
    assert not [text for text in SECRETS if text in words]
    assert "A→B" in words or "A4" in words


def test_more_steps_cost_no_more_statements(cast, going):  # noqa: F811
    counts = []
    for more in (0, 0, 4):
        for number in range(more):
            draft = StepDraft(what=f"再一步 {number}")
            add_step(actor=cast.rep, plan=going, draft=draft)
        with CaptureQueriesContext(connection) as told:
            plan_paper(cast.rep, six_step_page(cast.rep, going.pk))
        counts.append(len(told))
    assert counts[1] == counts[2] <= 12


def test_a_file_is_named_after_what_it_is_about():
    assert file_name("计划", "a/b:c\\d", "x\x00y", "") == "计划 - a b c d - xy"
    assert len(file_name("长" * 500)) == 80


def test_an_account_plan_is_a_report_of_its_sections(cast, blueprint):  # noqa: F811
    told = composed_plan(cast.rep, blueprint.pk)
    document = book_paper(cast.rep, told)
    wanted = [told.title, told.account, *(part.title for part in told.sections)]
    wanted += [f.value for part in told.sections for f in part.facts if f.is_known]
    for ending in FORMATS:
        words = words_of(printed(document, Look(), ending), ending)
        assert [text for text in wanted if squeezed(str(text)) not in words] == []


def test_an_account_plan_is_taken_along_by_who_may(cast, blueprint):  # noqa: F811
    def taken(user):
        client = Client()
        client.force_login(user)
        url = reverse("desk:blueprint-document", args=[blueprint.pk])
        return client.post(url, {"format": "pptx"}).status_code

    assert taken(cast.rep) == taken(cast.chief) == 200
    assert taken(cast.stranger) == taken(cast.admin) == 404
    assert taken(cast.analyst) == 403
    entries = Entry.objects.filter(verb="blueprint.export").order_by("pk")
    assert [entry.actor_id for entry in entries] == [cast.rep.pk, cast.chief.pk]


def by_machine(user, path, ending="pdf"):
    _row, secret = create_token(
        actor=None, user=user, name="t", scopes=["read", "write"]
    )
    client = Client(headers={"authorization": f"Bearer {secret}"})
    body = {"format": ending}
    return client.post(f"/api/v1{path}/document", body, "application/json")


def test_the_same_documents_leave_through_the_api(cast, going, blueprint):  # noqa: F811
    plan_path, book_path = f"/plans/{going.pk}", f"/blueprints/{blueprint.pk}"
    for path, noun, about in (
        (plan_path, "plan", going),
        (book_path, "blueprint", blueprint),
    ):
        answer = by_machine(cast.rep, path)
        words = words_of(content_of(answer), "pdf")
        assert squeezed(about.account.name) in words
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert Entry.objects.filter(verb=f"{noun}.export").count() == 1
        assert by_machine(cast.rep, path, "exe").status_code == 422
        for part, status in (("stranger", 404), ("trainer", 404), ("admin", 404)):
            assert by_machine(getattr(cast, part), path).status_code == status, part
    words = words_of(content_of(by_machine(cast.analyst, plan_path)), "pdf")
    assert not [text for text in SECRETS if text in words]
    assert by_machine(cast.analyst, book_path).status_code == 403
    assert by_machine(cast.lead, book_path, "xlsx").status_code == 200


def test_no_day_or_amount_of_a_table_is_broken_by_long_texts_beside_it():
    rows = (
        ("很长的目标" * 9, "什么都写进来的一句话", "¥1,047,800", "2026 年 12 月 27 日"),
    )
    titles = ("要达到什么", "用什么衡量", "现在的值", "哪天前")
    told = _table(ComposedTable("goals", "", titles, rows))
    whole = sum(column.width for column in told.columns)
    room = [column.width * max(1, ROOM / whole) for column in told.columns]
    assert room[2] >= len("¥1,047,800")
    assert room[3] >= 18
    assert room[0] > room[1] > 6
    assert [column.is_number for column in told.columns] == [False, False, True, False]
