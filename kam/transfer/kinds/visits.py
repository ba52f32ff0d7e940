"""Visits: matched by their own id, or by account, visitor, day and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from kam.core.expressions import split
from kam.core.text import mark
from kam.people.scopes import hidden_fields, scope
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label, named, usernames
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field
from kam.visits.models import Visit, VisitPerson
from kam.visits.queries.company import company_ids
from kam.visits.terms import InsightKind, NotedReason, VisitState
from kam.visits.terms import Outcome as Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("day", mark("拜访日期"), cells.day, required=True),
    Field("start_time", mark("开始时间"), cells.clock),
    Field("minutes", mark("时长（分钟）"), cells.whole),
    Field("owner", mark("拜访人"), cells.code),
    Field("people", mark("见到的人"), cells.names),
    Field("state", mark("状态"), choice(VisitState), telling=True),
    Field("objective", mark("目标"), cells.prose),
    Field("planned_ask", mark("计划请求"), cells.prose),
    Field("fallback_ask", mark("退一步的请求"), cells.prose),
    Field("bring", mark("要带的东西"), cells.prose),
    Field("colleagues", mark("协同的同事"), cells.names),
    Field("fact", mark("事实"), cells.prose),
    Field("insight", mark("洞察"), cells.prose),
    Field("insight_kind", mark("洞察类别"), choice(InsightKind), telling=True),
    Field("noted_reason", mark("仅记录，因为"), choice(NotedReason), telling=True),
    Field("noted_why", mark("仅记录的说明"), cells.prose),
    Field("brought", mark("用上的东西"), cells.prose),
    Field("outcome", mark("结果"), choice(Result), telling=True),
    Field("next_objective", mark("下次目标"), cells.prose),
    Field("next_day", mark("下次日期"), cells.day),
    Field("cancel_reason", mark("取消原因"), cells.prose),
    Field("client_id", mark("拜访标识"), cells.code),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the visits the user may export; whoever reads no names gets codes."""
    inside = scope(
        user,
        "visit",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    seats = VisitPerson.objects.select_related("stakeholder__person").order_by("pk")
    rows = (
        Visit.objects.visible_to(user)
        .filter(inside)
        .order_by("pk")
        .select_related("account")
        .annotate(company_ids=company_ids())
        .prefetch_related(Prefetch("seats", seats))
    )
    people = usernames(user)
    for row in rows.iterator(chunk_size=1000):
        met = [seat.stakeholder for seat in row.seats.all()]
        told = {
            "account": row.account.name,
            "owner": named(people, row.owner_id),
            "people": "; ".join(str(s) if coded else s.person.name for s in met),
            "colleagues": "; ".join(
                named(people, int(pk)) for pk in split(row.company_ids)
            ),
            "noted_reason": label(NotedReason, row.noted_reason),
            "state": label(VisitState, row.state),
            "insight_kind": label(InsightKind, row.insight_kind),
            "outcome": label(Result, row.outcome),
            "client_id": str(row.client_id),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="visits",
    noun="visit",
    label=mark("拜访"),
    about=mark("已有的拜访记录和计划，五步都可带上"),
    key=mark("按拜访标识，或按客户、拜访人、日期和时间认出已有的拜访"),
    icon="visit",
    room="visits:list",
    fields=with_headers("visits", FIELDS),
    take=take,
)
