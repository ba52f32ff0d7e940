"""Beginning a plan from the template, and writing its sections."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import get_language

from kam.accounts.models import Account
from kam.audit import changes
from kam.audit.batches import create_many
from kam.blueprints.models import Blueprint, Objective
from kam.blueprints.models.blueprint import FIRST_YEAR, LAST_YEAR
from kam.blueprints.policies import may_write
from kam.blueprints.queries.live import records_of
from kam.blueprints.queries.outlines import outline_in_force
from kam.blueprints.queries.sources import sources_of
from kam.blueprints.rules import measures
from kam.blueprints.rules.handing import SHAREABLE
from kam.blueprints.services.common import require_kept, writable
from kam.blueprints.terms import Section
from kam.core.errors import AlreadyThere, Invalid
from kam.core.marking import mark
from kam.people.days import today_of
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.blueprints.rules.outlines.shape import Goal
    from kam.people.models import User

TEXTS = tuple(f"text_{key}" for key in Section.values)
TOLD = tuple(f"told_{key}" for key in SHAREABLE)
EDITABLE = frozenset({*TEXTS, *TOLD, "next_review"})


def begin_blueprint(
    *,
    actor: User | None,
    account: Account,
    year: int,
    fill: bool = True,
    client_id: UUID | None = None,
) -> Blueprint:
    """Begin the plan of a year; `fill` takes the goals of the template along.

    Of two who begin the same year one is led to the plan of the other.
    """
    require(may_write(actor, account, "create"))
    require_kept(account)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(fields={"year": [mark("请写四位的年度")]})
    number, outline = outline_in_force()
    row = Blueprint(
        account=account,
        year=year,
        outline=number,
        author=actor,
        client_id=client_id or uuid4(),
    )
    with transaction.atomic():
        _require_first(account, year)
        changes.create(actor=actor, row=row, verb="blueprint.begin")
        if fill and outline.goals:
            rows = _goals(actor, row, outline.goals)
            create_many(actor=actor, rows=rows, verb="objective.fill")
    return row


def _require_first(account: Account, year: int) -> None:
    """Refuse a second plan of a year; those who begin at one account take turns."""
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    held = Blueprint.objects.filter(account=account, year=year).first()
    if held is not None:
        raise AlreadyThere(
            mark("这个客户这一年已经有计划书"),
            record=held.pk,
            todo=mark("请打开已有的那一份"),
        )


def _goals(
    actor: User | None, row: Blueprint, goals: tuple[Goal, ...]
) -> list[Objective]:
    day = today_of(actor)
    records = records_for(actor, row, day)
    return [
        Objective(
            blueprint=row,
            name=goal.name.said(get_language()),
            measure=goal.measure,
            threshold=goal.threshold,
            baseline=measures.baseline(goal.measure, records, goal.threshold),
            target=goal.target,
            began=day,
            due=months_on(day, goal.months),
            is_joint=goal.is_joint,
        )
        for goal in goals
    ]


def records_for(actor: User | None, row: Blueprint, day: date) -> measures.Records:
    """Return what measures read with the actor's eyes; the owner's for the system."""
    viewer = actor or row.account.owner
    if viewer is None:
        return measures.Records(day)
    return records_of(sources_of(viewer, row.account, row.year, day))


def months_on(day: date, months: int) -> date:
    """Return the same day some months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def edit_blueprint(
    *,
    actor: User | None,
    blueprint: Blueprint,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Blueprint:
    """Write texts of sections, words for the customer, the next review."""
    changes.refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        row = writable(actor, blueprint)
        return changes.change(
            actor=actor, row=row, wanted=wanted, before=before, verb="blueprint.edit"
        )
