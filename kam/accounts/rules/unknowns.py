"""What we do not know of an account, the most valuable question first.

A question weighs as much as the layer it reaches (method §3.10) times what its
answer changes. The weights are ours; only the order is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kam.accounts.rules.threads import WEIGHTS, uncovered
from kam.accounts.rules.writeups import written
from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_LAYER = 0.15
HIGH, MIDDLE = 0.2, 0.08
OF_LAYER = {
    "decision": mark("谁最后拍板？"),
    "management": mark("谁主管用到我们产品的部门？"),
    "expert": mark("谁的专业意见最有分量？"),
    "purchasing": mark("谁经手采购和合同？"),
    "support": mark("谁在信息、设备或财务上配合？"),
}
OF_PERSON = {
    "obstacle": (1.0, mark("%(who)s 的主要障碍是什么？要一件具体的事例")),
    "layer": (0.9, mark("%(who)s 在哪个层级？")),
    "concerns": (0.8, mark("%(who)s 最关心什么问题？")),
    "views": (0.6, mark("%(who)s 怎么看我们和我们的产品？")),
    "competition": (0.6, mark("%(who)s 现在用谁的？为什么？")),
    "title": (0.5, mark("%(who)s 担任什么职位？")),
    "duties": (0.4, mark("%(who)s 具体负责什么？")),
    "known_since": (0.2, mark("我们从何时认识 %(who)s？")),
}
OF_ACCOUNT = {
    "applications": (0.25, mark("我们的产品可能用在哪里？")),
    "business_scope": (0.2, mark("这家客户做哪些业务？")),
    "characteristics": (0.1, mark("这家客户有什么特点？")),
    "potential_minor": (0.15, mark("一年的潜力有多大？")),
}


@dataclass(frozen=True)
class Somebody:
    """An active person: an id, what they are called, and what is known of them."""

    pk: int
    name: str
    known: Mapping[str, object]

    @cached_property
    def layer(self) -> str:
        """The layer, or nothing."""
        return str(self.known.get("layer") or "")


class Unknown(NamedTuple):
    """One question: a marked text, its weight, and the field that answers it."""

    text: str
    weight: float
    field: str
    layer: str = ""
    person_id: int | None = None
    who: str = ""

    @property
    def impact(self) -> str:
        """How much the answer changes: high, middle or low."""
        if self.weight >= HIGH:
            return "high"
        return "middle" if self.weight >= MIDDLE else "low"


def unknowns(
    account: Mapping[str, object], people: Sequence[Somebody]
) -> list[Unknown]:
    """Return every open question of an account, the weightiest first."""
    found = [
        *_layers(people),
        *(unknown for somebody in people for unknown in _person(somebody)),
        *_account(account),
    ]
    return sorted(found, key=attrgetter("weight"), reverse=True)


def _layers(people: Sequence[Somebody]) -> Iterator[Unknown]:
    for layer in uncovered([somebody.layer for somebody in people]):
        yield Unknown(OF_LAYER[layer], WEIGHTS[layer] * 1.1, "layer", layer=layer)


def _person(somebody: Somebody) -> Iterator[Unknown]:
    reach = WEIGHTS.get(somebody.layer, NO_LAYER)
    for name, (change, text) in OF_PERSON.items():
        if not written(somebody.known, name):
            yield Unknown(
                text,
                reach * change,
                name,
                layer=somebody.layer,
                person_id=somebody.pk,
                who=somebody.name,
            )


def _account(account: Mapping[str, object]) -> Iterator[Unknown]:
    for name, (weight, text) in OF_ACCOUNT.items():
        if not written(account, name):
            yield Unknown(text, weight, name)
