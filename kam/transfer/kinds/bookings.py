"""Requests for resources: a row asks, as one by one; what stands already is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.clock import today
from kam.core.text import mark
from kam.people.scopes import hidden_fields, scope
from kam.resources.models import Booking
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("resource", mark("资源名称"), cells.line, required=True),
    Field("first_day", mark("第一天"), cells.day, required=True),
    Field("last_day", mark("最后一天"), cells.day),
    Field("quantity", mark("申请数量"), cells.whole),
    Field("why", mark("为什么需要"), cells.prose),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield what the user may export of what waits or is booked from today on."""
    inside = scope(
        user,
        "booking",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    rows = Booking.objects.of_customer(user).filter(inside).living()
    ahead = rows.filter(last_day__gte=today(user.time_zone)).order_by("pk")
    hidden = hidden_fields(user, "booking")
    for row in ahead.select_related("account", "resource").iterator(chunk_size=1000):
        told = {
            "account": row.account.name,
            "resource": row.resource.name,
            "why": "" if "why" in hidden else row.why,
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="bookings",
    noun="booking",
    label=mark("资源申请"),
    about=mark("为哪个客户、哪几天、申请多少资源；用到客户方某一位的请在页面上申请"),
    key=mark("同一客户、资源、日子和数量的申请不会重复"),
    icon="check",
    room="resources:requests",
    fields=with_headers("bookings", FIELDS),
    take=take,
)
