"""Two who answer one question at once: both see both answers, and choose."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kam.questions.services import Draft, Reply, answer_question, create_question
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def test_two_who_answer_at_once_choose_and_lose_nothing(
    cast, signed, account, head, day
):
    draft = Draft("评审会哪天开？", stakeholder_id=head.pk)
    row = create_question(actor=cast.rep, account=account, draft=draft)
    url = reverse("questions:answer", args=[row.pk])
    seen = form_of(signed.get(url).content.decode(), url)
    answer_question(actor=cast.lead, question=row, reply=Reply("三月八日"))
    typed = seen.filled(answer="三月九日", answered_on=day.isoformat())
    met = signed.post(url, typed)
    assert met.status_code == 409
    page = met.content.decode()
    assert "三月八日" in page
    assert "三月九日" in page
    row.refresh_from_db()
    assert row.answer == "三月八日"
    again = form_of(page, url).filled()
    del again["idempotency_key"]
    assert signed.post(url, {**again, "keep-answer": "theirs"}).status_code == 303
    row.refresh_from_db()
    assert row.answer == "三月八日"
    assert signed.post(url, again).status_code == 303
    row.refresh_from_db()
    assert row.answer == "三月九日"
