"""What is not known: questions of the troubled accounts, asked and partly answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.script.customers import customers
from kam.questions.rules.puzzles import PUZZLES
from kam.questions.services import (
    Draft,
    Reply,
    answer_question,
    check_puzzles,
    create_question,
    note_asked,
)

if TYPE_CHECKING:
    from typing import Any

    from kam.demo.building.stage import Stage
    from kam.people.models import User

FIRST_WRITTEN = 210


def build_questions(stage: Stage) -> None:
    """Let the owners of the troubled accounts ask; let two people check themselves."""
    names = [c.name for c in customers() if c.trouble]
    rows = Account.objects.filter(name__in=names).select_related("owner", "team")
    for account in rows.order_by("name"):
        if account.owner is not None:
            actor = stage.people[account.owner.username]
            for told in chapter("questions")["questions"]:
                _ask(stage, actor, account, told)
    _check(stage)


def _ask(stage: Stage, actor: User, account: Account, told: dict[str, Any]) -> None:
    people = Stakeholder.objects.filter(account=account, left_on__isnull=True)
    who = people.filter(layer=told["layer"]).order_by("pk").first()
    whom = who.pk if who else None
    with pretend(stage.moment(stage.today - timedelta(days=FIRST_WRITTEN))):
        draft = Draft(told["text"], told["why"], told["impact"], whom)
        row = create_question(actor=actor, account=account, draft=draft)
    for ago in told["asked"]:
        day = stage.today - timedelta(days=ago)
        with pretend(stage.moment(day)):
            heard = told.get("ago") == ago
            note_asked(
                actor=actor,
                question=row,
                day=day,
                stakeholder_id=whom,
                answered=heard,
            )
            if heard:
                reply = Reply(told["told"], told["source"], day)
                answer_question(actor=actor, question=row, reply=reply)


def _check(stage: Stage) -> None:
    told = chapter("questions")["puzzles"]
    lines = {f"{n}_line": t for n, t in zip(PUZZLES, told["lines"], strict=True)}
    for name in told["user"]:
        month = stage.today.replace(day=1)
        for scores in reversed(told["months"]):
            month = (month - timedelta(days=1)).replace(day=1)
            values = dict(zip(PUZZLES, scores, strict=True))
            with pretend(stage.moment(month + timedelta(days=4))):
                check_puzzles(
                    actor=stage.people[name], month=month, told={**values, **lines}
                )
