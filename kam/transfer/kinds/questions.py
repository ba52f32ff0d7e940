"""Questions: what we do not know, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.judgements.terms import Source
from kam.people.scopes import hidden_fields, scope
from kam.questions.models import Question
from kam.questions.terms import Impact
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("text", mark("问题"), cells.line, required=True),
    Field("why", mark("为什么重要"), cells.prose),
    Field("impact", mark("影响"), choice(Impact), telling=True),
    Field("person", mark("可问谁"), cells.line),
    Field("answer", mark("答案"), cells.prose),
    Field("source", mark("怎么知道的"), choice(Source), telling=True),
    Field("answered_on", mark("哪天知道的"), cells.day),
    Field("expires_on", mark("有效到"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the stored questions the user may export."""
    inside = scope(
        user,
        "question",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = (
        Question.objects.visible_to(user)
        .filter(inside, dismissed_at__isnull=True)
        .order_by("pk")
        .select_related("account", "stakeholder__person")
    )
    for row in rows.iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "person": "" if who is None else str(who) if coded else who.person.name,
            "impact": label(Impact, row.impact),
            "source": label(Source, row.source),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="questions",
    noun="question",
    label=mark("问题"),
    about=mark("想知道的事：为什么重要、可问谁、答案和有效期"),
    key=mark("同一客户里问题的文字相同就是同一条"),
    icon="question",
    room="accounts:list",
    fields=with_headers("questions", FIELDS),
    take=take,
)
