"""Growing, changing and putting away the tree of somebody's thinking."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from kam.accounts.models import Stakeholder
from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.audit.batches import change_many, create_many
from kam.catalog.models import Product
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark, name_key
from kam.needs.models import Problem
from kam.needs.policies import may_write
from kam.needs.rules.roles import BY_KEY
from kam.needs.rules.tree import MOST_NODES, may_hang
from kam.needs.terms import Fit, ProblemKind
from kam.people.days import require_past, today_of
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from kam.people.models import User

EDITABLE = frozenset({"name", "note", "product_id", "fit", "day", "parent_id"})
KNOWN_ALREADY = mark("这里已经有同名的一项")


@dataclass(frozen=True)
class ProblemDraft:
    """One node to add."""

    kind: str
    name: str
    parent_id: int | None = None
    note: str = ""
    product_id: int | None = None
    fit: str = ""
    day: date | None = None


def create_problems(
    *, actor: User | None, stakeholder: Stakeholder, drafts: Sequence[ProblemDraft]
) -> list[Problem]:
    """Add nodes to somebody's tree: all of them, or none."""
    require(may_write(actor, stakeholder.account, "create"))
    refuse_erased(stakeholder.person)
    today = today_of(actor)
    with transaction.atomic():
        standing = tree_of(stakeholder)
        rows = [_row(actor, stakeholder, draft, today) for draft in drafts]
        for row in rows:
            require_product_in_sight(actor, row.product_id)
            changes.check(row)
            require_past(row.day, today)
            require_place(row, standing)
            standing.append(row)
        require_room(standing)
        return create_many(actor=actor, rows=rows, verb="problem.create")


def tree_of(stakeholder: Stakeholder) -> list[Problem]:
    """Return somebody's active nodes; their changes take turns."""
    Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
    return list(Problem.objects.active().filter(stakeholder=stakeholder))


def require_product_in_sight(actor: User | None, pk: int | None) -> None:
    """Refuse a product that the person does not see."""
    if pk is not None:
        Product.objects.named(actor, pk, "product_id")


def require_room(standing: Sequence[Problem]) -> None:
    """Keep a tree readable."""
    if len(standing) > MOST_NODES:
        said = mark("一个人的思路树最多 %(most)s 项")
        raise Invalid(fields={"name": [said]}, most=MOST_NODES)


def require_place(row: Problem, standing: Iterable[Problem]) -> None:
    """Refuse a parent of the wrong step or tree, and a twin on the same parent."""
    known = {other.pk: other for other in standing if other.pk is not None}
    parent = known.get(row.parent_id) if row.parent_id is not None else None
    lost = row.parent_id is not None and parent is None
    if lost or not may_hang(row.kind, parent.kind if parent else None):
        said = mark("概念在最上面，分类属于概念，方法属于分类")
        raise Invalid(fields={"parent_id": [said]})
    if any(is_twin(row, other) for other in standing):
        raise Invalid(fields={"name": [KNOWN_ALREADY]})


def is_twin(row: Problem, other: Problem) -> bool:
    """Say whether two nodes say the same in the same place."""
    return (row.pk is None or row.pk != other.pk) and place_of(row) == place_of(other)


def place_of(row: Problem) -> tuple[object, ...]:
    """Return what makes a node itself: where it hangs, its name, its product."""
    return (row.parent_id, row.kind, row.name_key, row.product_id)


def _row(
    actor: User | None, stakeholder: Stakeholder, draft: ProblemDraft, today: date
) -> Problem:
    is_method = draft.kind == ProblemKind.METHOD
    return Problem(
        account=stakeholder.account,
        stakeholder=stakeholder,
        parent_id=draft.parent_id,
        kind=draft.kind,
        name=draft.name,
        name_key=name_key(draft.name)[:120],
        note=draft.note,
        product_id=draft.product_id,
        fit=draft.fit or (Fit.UNKNOWN if is_method else ""),
        day=draft.day or today,
        author=actor,
    )


def edit_problem(
    *,
    actor: User | None,
    problem: Problem,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Problem:
    """Change a node, or hang it somewhere else on the same step."""
    require(may_write(actor, problem.account))
    refuse_erased(problem.stakeholder.person)
    changes.refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        standing = tree_of(problem.stakeholder)
        clean = changes.tidied(problem, wanted)
        _require_fitting(actor, problem, clean, standing)
        return changes.change(
            actor=actor, row=problem, wanted=wanted, verb="problem.edit", before=before
        )


def _require_fitting(
    actor: User | None,
    problem: Problem,
    wanted: Mapping[str, object],
    standing: Sequence[Problem],
) -> None:
    if problem.archived_at is not None:
        raise Invalid(fields={"name": [mark("这一项已归档，先恢复再修改")]})
    product_id = wanted.get("product_id")
    if product_id != problem.product_id:
        require_product_in_sight(actor, product_id)  # type: ignore[arg-type]
    require_past(wanted.get("day"), today_of(actor))
    meant = copy.copy(problem)
    for name, value in wanted.items():
        setattr(meant, name, value)
    meant.name_key = name_key(meant.name)[:120]
    require_place(meant, standing)


def archive_problem(*, actor: User | None, problem: Problem) -> int:
    """Put a node away with all that hangs on it; return how many those are."""
    require(may_write(actor, problem.account))
    with transaction.atomic():
        Stakeholder.objects.select_for_update().get(pk=problem.stakeholder_id)
        rows = Problem.objects.active().filter(stakeholder_id=problem.stakeholder_id)
        gone = _with_all_below(problem, list(rows.select_for_update()))
        return _turn(actor, gone, clock.now(), "problem.archive")


def restore_problem(*, actor: User | None, problem: Problem) -> int:
    """Undo `archive_problem`: the node, and what was put away together with it."""
    require(may_write(actor, problem.account))
    refuse_erased(problem.stakeholder.person)
    with transaction.atomic():
        standing = tree_of(problem.stakeholder)
        rows = list(
            Problem.objects.filter(
                stakeholder_id=problem.stakeholder_id,
                archived_at=problem.archived_at,
                archived_at__isnull=False,
            ).select_for_update()
        )
        back = _with_all_below(problem, rows)
        if back:
            require_place(back[0], standing)
            require_room([*standing, *back])
        return _turn(actor, back, None, "problem.restore")


def _with_all_below(problem: Problem, rows: Sequence[Problem]) -> list[Problem]:
    """Return a node and its descendants among rows, parents first."""
    found = [row for row in rows if row.pk == problem.pk]
    for parent in found:
        found += [row for row in rows if row.parent_id == parent.pk]
    return found


def _turn(
    actor: User | None, rows: Sequence[Problem], at: datetime | None, verb: str
) -> int:
    pairs = [(row, {"archived_at": at}) for row in rows]
    return len(change_many(actor=actor, pairs=pairs, verb=verb))


def fill_from_template(
    *, actor: User | None, stakeholder: Stakeholder, role: str
) -> Problem:
    """Add what people of a role usually think; every node waits to be asked about.

    Returns the concept: putting it away undoes the whole.
    """
    require(may_write(actor, stakeholder.account, "create"))
    refuse_erased(stakeholder.person)
    told = BY_KEY.get(role)
    if told is None:
        raise Invalid(fields={"role": [mark("没有这个模板")]})
    today = today_of(actor)

    def fill(kind: str, name: str, parent: Problem | None) -> Problem:
        parent_id = parent.pk if parent else None
        row = _row(
            actor, stakeholder, ProblemDraft(kind, name, parent_id=parent_id), today
        )
        row.template = role
        return row

    with transaction.atomic():
        standing = tree_of(stakeholder)
        top = fill(ProblemKind.CONCEPT, spoken(told.task), None)
        require_place(top, standing)
        create_many(actor=actor, rows=[top], verb="problem.fill")
        goals = [fill(ProblemKind.CLASS, spoken(goal), top) for goal, _m in told.goals]
        create_many(actor=actor, rows=goals, verb="problem.fill")
        methods = [
            fill(ProblemKind.METHOD, spoken(method), goal)
            for goal, (_name, names) in zip(goals, told.goals, strict=True)
            for method in names
        ]
        create_many(actor=actor, rows=methods, verb="problem.fill")
        require_room([*standing, top, *goals, *methods])
    return top


def spoken(text: str) -> str:
    """Return a marked text in the language of the person at work."""
    # A template becomes the person's own words, so it is translated once, here.
    return gettext(text)
