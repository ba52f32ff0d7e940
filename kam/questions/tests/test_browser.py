"""The ledger and the self-check as people see them: themes, languages, a phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.accounts.services import Affiliation, Identity, create_person
from kam.judgements.services import Opinion, judge
from kam.questions.services import (
    Draft,
    Reply,
    answer_question,
    create_question,
    note_asked,
)
from tests.faces import BOTH, FACES

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(cast, account, head, reagent):
    """An account with gaps, an asked question and an answered one."""
    create_person(
        actor=cast.rep,
        account=account,
        identity=Identity(name="周启明", title="副院长"),
        affiliation=Affiliation(layer="decision", concerns="药占比"),
    )
    told = [
        Opinion("influence", 4, "会上改了方案"),
        Opinion("business", 3, "每月下单"),
        Opinion("knows", 1, "说得出用途", product_id=reagent.pk),
        Opinion("risk", 7, "按比对看", product_id=reagent.pk, side="ours"),
    ]
    judge(actor=cast.rep, stakeholder=head, opinions=told)
    draft = Draft("遴选会哪天开、谁投票？", "错过要等半年", "high", head.pk)
    row = create_question(actor=cast.rep, account=account, draft=draft)
    note_asked(actor=cast.rep, question=row, stakeholder_id=head.pk)
    done = create_question(actor=cast.rep, account=account, draft=Draft("哪天到期？"))
    answer_question(actor=cast.rep, question=done, reply=Reply("明年三月"))
    return row


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_ledger_is_read(
    page_at, axe, shot, live, cast, account, asked, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    page.goto(live.url + reverse("questions:account", args=[account.pk]))
    expect(page.locator("h1")).to_be_visible()
    page.locator(".question-row a[hx-get]").first.click()
    expect(page.locator(".question-asked")).to_be_visible()
    axe(page)
    shot(page, f"questions-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".question-asked button").click()
    expect(page.locator(".question-row").first).to_contain_text(
        "1" if language == "zh-hans" else "asked 1 time"
    )
    page.goto(live.url + reverse("desk:account", args=[account.pk]))
    page.locator("#unknowns").scroll_into_view_if_needed()
    shot(page, f"questions-room-{width}-{theme}-{language}")


@pytest.mark.parametrize(("width", "theme", "language"), FACES)
def test_the_self_check_is_read(
    page_at, axe, shot, live, cast, account, width, theme, language
):
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)
    page.goto(live.url + reverse("questions:puzzles"))
    axe(page)
    shot(page, f"puzzles-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_what_erasing_does_is_read(
    page_at, axe, shot, live, cast, head, width, theme, language
):
    cast.lead.language = language
    cast.lead.save()
    page = page_at(width, theme, language, user=cast.lead)
    page.goto(live.url + reverse("privacy:person", args=[head.pk]))
    axe(page)
    shot(page, f"privacy-{width}-{theme}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
