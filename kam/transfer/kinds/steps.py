"""Steps of plans: one increment each, who, by when, with what, and its sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import hidden_fields
from kam.plans.models import Step
from kam.plans.terms import StepKind, StepState
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.plans import inside
from kam.transfer.kinds.taking import amount, label, named, usernames
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("plan", mark("计划叫什么"), cells.line, required=True),
    Field("what", mark("做什么"), cells.line, required=True),
    Field("kind", mark("改变什么"), choice(StepKind), telling=True),
    Field("before", mark("从几"), cells.whole),
    Field("after", mark("到几"), cells.whole),
    Field("owner", mark("步骤负责人"), cells.code),
    Field("due", mark("期限"), cells.day),
    Field("resource", mark("资源"), cells.prose),
    Field("sign", mark("完成的标志"), cells.prose),
    Field("planned", mark("计划投入"), cells.money, scaled=True),
    Field("spent", mark("已经投入"), cells.money, scaled=True),
    Field("waits_for", mark("先做哪一步"), cells.line),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the steps that were not given up, of plans that have not ended."""
    people, coded = usernames(user), "what" in hidden_fields(user, "plan")
    rows = Step.objects.visible_to(user).filter(
        inside(user, "plan__account"), plan__closed_on=None
    )
    kept = rows.exclude(state=StepState.DROPPED)
    linked = kept.select_related("plan__account", "waits_for")
    ordered = linked.order_by("plan_id", "place", "pk")
    for row in ordered.iterator(chunk_size=1000):
        told = {
            "account": row.plan.account.name,
            "plan": str(row.plan) if coded else row.plan.name,
            "kind": label(StepKind, row.kind),
            "owner": named(people, row.owner_id),
            "planned": amount(row.planned_minor),
            "spent": amount(row.spent_minor),
            "waits_for": _waits(row, coded=coded),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


def _waits(row: Step, *, coded: bool) -> str:
    waits = row.waits_for
    if waits is None:
        return ""
    return str(waits) if coded else waits.what


KIND = Kind(
    name="steps",
    noun="plan",
    label=mark("计划的步骤"),
    about=mark("一步改变什么、谁、到哪天、凭什么资源、看到什么算完成"),
    key=mark("同一计划里做的事文字相同就是同一步"),
    icon="target",
    room="plans:list",
    fields=with_headers("steps", FIELDS),
    take=take,
)
