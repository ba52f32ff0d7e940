"""The questions of the gate: the company's own, and what was answered to them."""

from __future__ import annotations

import pytest

from kam.core.errors import Forbidden, Invalid
from kam.pipeline.models import Criterion, ScreeningAnswer
from kam.pipeline.services import add_word, answer_screening, edit_word

pytestmark = pytest.mark.django_db


def test_an_answer_is_kept_when_it_changes_and_withdrawn_by_none(cast, hospital):
    need = Criterion.objects.get(code="need").pk
    for answer in (True, True, False, None, None, True):
        answer_screening(actor=cast.rep, account=hospital, answers={need: answer})
    rows = ScreeningAnswer.objects.order_by("pk").values_list("answer", "is_current")
    assert list(rows) == [(True, False), (False, False), (True, True)]
    for strange in (10**9, Criterion.objects.get(code="fit").pk):
        edit_word(
            actor=cast.admin,
            word=Criterion.objects.get(code="fit"),
            wanted={"is_active": False},
        )
        with pytest.raises(Invalid):
            answer_screening(actor=cast.rep, account=hospital, answers={strange: True})


def test_the_criteria_are_the_companys_own(cast, hospital):
    with pytest.raises(Forbidden):
        add_word(actor=cast.lead, model=Criterion, code="x", wanted={"name": "x"})
    row = add_word(
        actor=cast.admin,
        model=Criterion,
        code="lab",
        wanted={"name": "有实验室", "is_must": True, "place": 1},
    )
    assert (row.label, row.is_must) == ("有实验室", True)
    musts = Criterion.objects.filter(is_must=True).values_list("code", flat=True)
    assert set(musts) == {"lab", "need", "potential", "compliance"}
