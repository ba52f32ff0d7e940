"""Probes: what is to be asked at a visit, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import hidden_fields, scope
from kam.probing.models import Probe
from kam.probing.terms import Signal, Via
from kam.thinking.terms import Quadrant
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("visit", mark("拜访标识"), cells.code, required=True),
    Field("text", mark("问题"), cells.line, required=True),
    Field("aim", mark("想知道什么"), cells.line),
    Field("level", mark("层次（1–6）"), cells.whole),
    Field("quadrant", mark("象限"), choice(Quadrant), telling=True),
    Field("person", mark("问谁"), cells.line),
    Field("via", mark("怎么来的"), choice(Via), telling=True),
    Field("follows", mark("接着哪个问题"), cells.line),
    Field("turn", mark("第几个问的"), cells.whole),
    Field("answer", mark("回答"), cells.prose),
    Field("word", mark("客户的原词"), cells.line),
    Field("confirmed", mark("复述后对方确认了"), cells.yes_no),
    Field("signal", mark("听到的是"), choice(Signal), telling=True),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the standing probes of the accounts the user may export."""
    inside = scope(
        user,
        "probe",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    veiled = "text" in hidden_fields(user, "probe")
    rows = Probe.objects.visible_to(user).filter(inside).standing().order_by("pk")
    kept = rows.select_related("account", "stakeholder__person", "follows")
    for row in kept.iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "visit": str(row.occasion),
            "person": "" if who is None else str(who) if coded else who.person.name,
            "quadrant": label(Quadrant, row.quadrant),
            "via": label(Via, row.via),
            "follows": row.follows.text if row.follows and not veiled else "",
            "signal": label(Signal, row.signal),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="probes",
    noun="probe",
    label=mark("探询问题"),
    about=mark("每次拜访打算问什么、问了没有、听到什么；追问写在它接着的问题下面"),
    key=mark("同一次拜访里问题的文字相同就是同一条"),
    icon="question",
    room="visits:list",
    fields=with_headers("probes", FIELDS),
    take=take,
)
