"""Answering the screening of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account
from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import today_of
from kam.people.policies import require
from kam.pipeline.models import ScreeningAnswer
from kam.pipeline.policies import may_write
from kam.pipeline.queries.platforms import screening_of
from kam.pipeline.rules.platforms.screening import Answered, Gate, gate_of
from kam.pipeline.services.platforms.placing import NOUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User
    from kam.pipeline.models import Criterion
    from kam.pipeline.queries.platforms import Asked


def answer_screening(
    *, actor: User | None, account: Account, answers: Mapping[int, bool | None]
) -> Gate:
    """Answer some criteria, by their number; None withdraws, the same changes nothing.

    An earlier answer stays in the history. Returns what the whole screening comes to.
    """
    require(may_write(actor, account, NOUN, "create"))
    with transaction.atomic():
        locked = Account.objects.select_for_update(of=("self",))
        account = locked.select_related("team").get(pk=account.pk)
        asked = screening_of(account)
        _require_known(answers, asked)
        told = []
        for criterion, was in asked:
            answer = answers.get(criterion.pk, was)
            told.append(Answered(criterion.label, criterion.is_must, answer))
            if answer == was:
                continue
            if was is not None:
                _put_away(actor, account, criterion)
            if answer is not None:
                row = ScreeningAnswer(
                    account=account, criterion=criterion, answer=answer, author=actor
                )
                row.day = today_of(actor)
                changes.create(actor=actor, row=row, verb="placement.screen")
    return gate_of(told)


def _require_known(
    answers: Mapping[int, bool | None],
    asked: Asked,
) -> None:
    strange = set(answers) - {criterion.pk for criterion, _was in asked}
    if strange:
        raise Invalid(fields={"criterion_id": [mark("没有这条准则，或已停用")]})


def _put_away(actor: User | None, account: Account, criterion: Criterion) -> None:
    rows = ScreeningAnswer.objects.current().select_related("account")
    held = rows.get(account=account, criterion=criterion)
    wanted = {"is_current": False}
    changes.change(actor=actor, row=held, wanted=wanted, verb="placement.pass")
