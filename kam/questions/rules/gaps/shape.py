"""What a source of questions reads, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kam.core.marking import mark
from kam.judgements.rules.scales import INFLUENCE
from kam.questions.rules.worth import reach, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kam.accounts.rules.unknowns import Somebody
    from kam.needs.rules.white import Leaf
    from kam.thinking.rules.preference import Estimate

WHY = {
    "layer": mark("这一层还没有认识的人，影响到不了那里"),
    "obstacle": mark("障碍决定下一次谈什么"),
    "concerns": mark("信息要对准他关心的问题"),
    "field": mark("客户描写还缺这一项"),
    "judgement": mark("层级图和单线风险要靠它"),
    "gate": mark("答案决定他在应用周期的哪一级"),
    "term": mark("客户那一边问过，才知道什么挡住了转变"),
    "mind": mark("知道他怎么想，才知道先说什么、拿什么证据"),
    "weak": mark("线索还少，或者各说各的：再看一眼就清楚得多"),
    "leaf": mark("没问过的方法，可能就是不必挤走别人的增长"),
    "old": mark("上次的依据已旧，可能变了"),
}


class Judged(Protocol):
    """What stands of one aspect of somebody."""

    @property
    def stakeholder_id(self) -> int: ...
    @property
    def product_id(self) -> int | None: ...
    @property
    def aspect(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def value(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def product(self) -> str: ...


class Gap(NamedTuple):
    """One thing that is missing or has aged: texts are marked, `field` fills it.

    `signs` are marked too: what to watch for; `record_id` is the record that has it.
    A tuple, for a crowded account has thousands.
    """

    key: str
    text: str
    why: str
    impact: float
    reach: float
    field: str
    layer: str = ""
    person_id: int | None = None
    who: str = ""
    product_id: int | None = None
    product: str = ""
    method: str = ""
    signs: Sequence[str] = ()
    record_id: int | None = None
    is_old: bool = False

    @property
    def worth(self) -> float:
        """What asking is worth."""
        return worth(self.impact, self.reach)


@dataclass(frozen=True)
class Found:
    """The gaps of a source, and how many things it finds filled."""

    gaps: Sequence[Gap] = ()
    known: int = 0


@dataclass(frozen=True)
class Knowledge:
    """What is known of an account on a day, as plain rows.

    `minds` leaves out whose preference is not to be estimated.
    """

    account: Mapping[str, object]
    people: Sequence[Somebody]
    held: Sequence[Judged]
    day: date
    ageing_after: int = 120
    usual: int = 3
    matters_from: float = 0.12
    sure_from: float = 0.15
    influence: Mapping[int, int] = field(default_factory=dict)
    minds: Mapping[int, Estimate] = field(default_factory=dict)
    leaves: Mapping[int, Sequence[Leaf]] = field(default_factory=dict)

    def reach_of(self, somebody: Somebody) -> float:
        """Return how far answers about somebody reach."""
        return self._reach[somebody.pk]

    @cached_property
    def by_product(self) -> Sequence[tuple[Somebody, int, Sequence[Judged]]]:
        """What stands of each person and product, in the order of their numbers."""
        rows: dict[tuple[int, int], list[Judged]] = {}
        for row in self.held:
            if row.product_id is not None:
                rows.setdefault((row.stakeholder_id, row.product_id), []).append(row)
        people = {somebody.pk: somebody for somebody in self.people}
        return [(people[k[0]], k[1], rows[k]) for k in sorted(rows) if k[0] in people]

    @cached_property
    def _reach(self) -> Mapping[int, float]:
        return {
            one.pk: reach(one.layer, self.influence.get(one.pk), self.usual)
            for one in self.people
        }


def influence_of(held: Iterable[Judged]) -> dict[int, int]:
    """Return the influence judged of each person."""
    return {row.stakeholder_id: row.value for row in held if row.aspect == INFLUENCE}


def about(known: Knowledge, somebody: Somebody, **told: Any) -> Gap:
    """Return a gap about somebody, with their reach."""
    return Gap(
        reach=known.reach_of(somebody),
        layer=somebody.layer,
        person_id=somebody.pk,
        who=somebody.name,
        **told,
    )
