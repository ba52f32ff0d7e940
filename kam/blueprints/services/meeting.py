"""A review meeting: opening it, what comes of its questions, closing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.blueprints.models import Blueprint, Finding, Review
from kam.blueprints.policies import may_meet
from kam.blueprints.rules.agenda import QUESTIONS
from kam.blueprints.services.common import locked, require_kept
from kam.blueprints.services.freezing import freeze
from kam.blueprints.terms import VersionKind
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import local_day, today_of
from kam.people.policies import require
from kam.plans.models import Plan
from kam.plans.services import StepDraft, add_step
from kam.visits.services import Task, open_action

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.plans.models import Step
    from kam.visits.models import Action

MOST_FINDINGS = 60
CLOSED = mark("这场评审已经结束")
EARLY = mark("下次评审要在今天之后")
NOTHING = mark("请写结论；或者写一项行动，有负责人和期限")


@dataclass(frozen=True)
class FindingDraft:
    """What came of a question, and perhaps what somebody will do.

    With `plan_id` it becomes a step of that plan, otherwise an action.
    """

    question: str
    text: str = ""
    task: str = ""
    owner_id: int | None = None
    due: date | None = None
    plan_id: int | None = None
    sign: str = ""
    resource: str = ""


def open_review(*, actor: User | None, blueprint: Blueprint) -> Review:
    """Open a meeting, or return the one that is open."""
    require(may_meet(actor, blueprint.account))
    with transaction.atomic():
        row = locked(blueprint)
        require_kept(row.account)
        going = Review.objects.filter(blueprint=row, closed_at=None).first()
        if going is not None:
            return going
        day = today_of(actor)
        held = Review.objects.filter(blueprint=row).order_by("-day", "-pk")
        last = held.first()
        since = last.day if last else min(local_day(actor, row.created_at), day)
        review = Review(blueprint=row, day=day, since=since, author=actor)
        return changes.create(actor=actor, row=review, verb="review.convene")


def _open(actor: User | None, review: Review) -> Review:
    require(may_meet(actor, review.blueprint.account))
    row = Review.objects.select_for_update(of=("self",)).select_related(
        "blueprint__account__team", "blueprint__account__owner"
    )
    current: Review = row.get(pk=review.pk)
    require_kept(current.blueprint.account)
    if not current.is_open:
        raise Invalid(CLOSED, fields={"": [CLOSED]}, todo=mark("请刷新页面"))
    return current


def add_finding(*, actor: User | None, review: Review, draft: FindingDraft) -> Finding:
    """Write down what came of a question; a task becomes an action or a step."""
    if draft.question not in QUESTIONS:
        raise Invalid(fields={"question": [mark("没有这个问题")]})
    _require_something(draft)
    with transaction.atomic():
        row = _open(actor, review)
        if row.findings.count() >= MOST_FINDINGS:
            raise Invalid(fields={"text": [mark("结论太多了，请另开一场评审")]})
        finding = Finding(
            review=row, question=draft.question, text=draft.text, author=actor
        )
        if draft.task and draft.plan_id is not None:
            finding.step = _step(actor, row.blueprint.account, draft)
        elif draft.task:
            finding.action = _action(actor, row.blueprint.account, draft)
        return changes.create(actor=actor, row=finding, verb="finding.add")


def _require_something(draft: FindingDraft) -> None:
    if not draft.text.strip() and not draft.task.strip():
        raise Invalid(fields={"text": [NOTHING]})
    _refuse_idle(draft)
    missing = {
        "owner_id": draft.owner_id is None and mark("请选负责人"),
        "due": draft.due is None and mark("请写期限"),
    }
    faults = {name: [said] for name, said in missing.items() if said}
    if draft.task.strip() and faults:
        raise Invalid(fields=faults)


def _refuse_idle(draft: FindingDraft) -> None:
    """Refuse words that no task and no step would keep."""
    if draft.resource and not draft.task.strip():
        raise Invalid(fields={"resource": [mark("写了要做什么，才写资源")]})
    if draft.sign and (not draft.task.strip() or draft.plan_id is None):
        raise Invalid(fields={"sign": [mark("记成计划的一步，才写完成的标志")]})


def _action(actor: User | None, account: Account, draft: FindingDraft) -> Action:
    due = draft.due or today_of(actor)
    task = Task(draft.task, due, owner_id=draft.owner_id, resource=draft.resource)
    return open_action(actor=actor, account=account, task=task)


def _step(actor: User | None, account: Account, draft: FindingDraft) -> Step:
    rows = Plan.objects.filter(account=account)
    plan = rows.filter(pk__in=[draft.plan_id]).first()
    if plan is None:
        raise Invalid(fields={"plan_id": [mark("没有找到，或者您无权查看")]})
    step = StepDraft(
        draft.task,
        owner_id=draft.owner_id,
        due=draft.due,
        sign=draft.sign,
        resource=draft.resource,
    )
    return add_step(actor=actor, plan=plan, draft=step)


def drop_finding(*, actor: User | None, finding: Finding) -> Finding:
    """Take a conclusion back while the meeting goes on; its action stays."""
    with transaction.atomic():
        _open(actor, finding.review)
        return take_back(actor=actor, row=finding, verb="finding.drop")


def restore_finding(*, actor: User | None, finding: Finding) -> Finding:
    """Undo `drop_finding`."""
    with transaction.atomic():
        _open(actor, finding.review)
        return put_back(actor=actor, row=finding, verb="finding.restore")


def close_review(
    *, actor: User | None, review: Review, minutes: str, next_on: date | None
) -> Review:
    """Close a meeting with minutes and the next day; what was seen is frozen."""
    with transaction.atomic():
        row = _open(actor, review)
        if next_on is None:
            raise Invalid(fields={"next_on": [mark("请写下次评审的日子")]})
        if next_on <= today_of(actor):
            raise Invalid(fields={"next_on": [EARLY]})
        plan = locked(row.blueprint)
        version = freeze(actor, plan, VersionKind.REVIEWED)
        told = {"next_review": next_on, "number": version.number}
        changes.change(actor=actor, row=plan, wanted=told, verb="blueprint.conclude")
        wanted = {
            "minutes": minutes,
            "next_on": next_on,
            "closed_at": now(),
            "number": version.number,
        }
        return changes.change(
            actor=actor, row=row, wanted=wanted, verb="review.conclude"
        )


def reopen_review(*, actor: User | None, review: Review) -> Review:
    """Undo `close_review` while no other meeting has begun."""
    require(may_meet(actor, review.blueprint.account))
    with transaction.atomic():
        row = Review.objects.select_for_update().get(pk=review.pk)
        require_kept(locked(review.blueprint).account)
        later = Review.objects.filter(blueprint_id=row.blueprint_id, pk__gt=row.pk)
        if row.is_open or later.exists():
            raise Invalid(mark("之后已经有别的评审"), todo=mark("请刷新页面"))
        return changes.change(
            actor=actor, row=row, wanted={"closed_at": None}, verb="review.resume"
        )
