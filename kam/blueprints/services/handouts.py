"""Sharing a part of a plan with the customer, ending it, and what they answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.blueprints.models import Handout, Objective, Reply
from kam.blueprints.policies import ending_of, may_share
from kam.blueprints.queries.one import blueprint_of
from kam.blueprints.queries.shown import shown_of
from kam.blueprints.rules.handing import (
    MOST_DAYS,
    MOST_REPLIES,
    USUAL_DAYS,
    as_json,
    chosen,
    strays,
)
from kam.blueprints.services.common import locked, require_kept
from kam.core.clock import now
from kam.core.errors import Invalid, NotFound
from kam.core.marking import mark
from kam.people.days import today_of
from kam.people.policies import require
from kam.people.rules import new_secret, secret_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.blueprints.models import Blueprint
    from kam.people.models import User

MOST_OPEN = 20
TRIED_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True)
class HandoutDraft:
    """Which sections, in which language, until when (30 days where nothing is said)."""

    sections: Sequence[str]
    expires_on: date | None = None
    language: str = "zh-hans"


def make_handout(
    *, actor: User, blueprint: Blueprint, draft: HandoutDraft
) -> tuple[Handout, str]:
    """Freeze what the customer sees; returned with its secret, shown only now."""
    require(may_share(actor, blueprint.account))
    today = today_of(actor)
    until = draft.expires_on or today + timedelta(days=USUAL_DAYS)
    _require_sound(draft, until, today)
    secret = new_secret()
    with transaction.atomic():
        row = locked(blueprint)
        require_kept(row.account)
        standing = Handout.objects.filter(
            blueprint=row, revoked_at=None, expires_on__gte=today
        )
        if standing.count() >= MOST_OPEN:
            said = mark("有效的链接太多了，请先作废一些")
            raise Invalid(fields={"sections": [said]})
        parts = chosen(draft.sections)
        shown = shown_of(actor, blueprint_of(actor, row.pk), parts, today)
        handout = Handout(
            blueprint=row,
            digest=secret_digest(secret),
            sections=",".join(parts),
            language=draft.language,
            content=json.dumps(as_json(shown), ensure_ascii=False),
            expires_on=until,
            author=actor,
        )
        return changes.create(actor=actor, row=handout, verb="handout.make"), secret


def _require_sound(draft: HandoutDraft, until: date, today: date) -> None:
    faults = {}
    if not chosen(draft.sections) or strays(draft.sections):
        faults["sections"] = [mark("请选可以分享的节")]
    if until < today:
        faults["expires_on"] = [mark("到期日早于今天")]
    elif (until - today).days > MOST_DAYS:
        faults["expires_on"] = [mark("最多分享 %(most)s 天")]
    if faults:
        raise Invalid(fields=faults, most=MOST_DAYS)


def revoke_handout(*, actor: User | None, handout: Handout) -> Handout:
    """End a link at once and for good."""
    require(may_share(actor, handout.blueprint.account))
    wanted = {"revoked_at": handout.revoked_at or now()}
    return changes.change(
        actor=actor, row=handout, wanted=wanted, verb="handout.revoke"
    )


def is_over(handout: Handout) -> bool:
    """Whether a link shows nothing any more."""
    return ending_of(handout) is not None


def note_seen(handout: Handout) -> None:
    """Keep when the customer first opened it; who made a link tries it at once."""
    if now() - handout.created_at < TRIED_WITHIN:
        return
    Handout.objects.filter(pk=handout.pk, seen_at=None).update(seen_at=now())


@dataclass(frozen=True)
class Answer:
    """What the customer says of one goal."""

    objective_id: int
    kind: str
    text: str = ""


def answer_goals(
    *, handout: Handout, name: str, answers: Sequence[Answer]
) -> list[Reply]:
    """Keep what somebody of the customer says of goals they were shown."""
    if not answers:
        raise Invalid(fields={"name": [mark("请至少回答一个目标")]})
    known = {goal["id"] for goal in handout.told["goals"]}
    with transaction.atomic():
        if is_over(_standing(handout)):
            raise NotFound
        if handout.replies.count() + len(answers) > MOST_REPLIES:
            raise Invalid(fields={"name": [mark("回答太多了，请联系我们")]})
        return [_kept(handout, name, one, known) for one in answers]


def _standing(handout: Handout) -> Handout:
    """Return a link as it is now, locked: it may just have been revoked."""
    rows = Handout.objects.select_for_update(of=("self",)).select_related(
        "author", "blueprint__account__owner"
    )
    found: Handout = rows.get(pk=handout.pk)
    return found


def _kept(handout: Handout, name: str, answer: Answer, known: set[int]) -> Reply:
    standing = Objective.objects.filter(
        pk=answer.objective_id, blueprint_id=handout.blueprint_id
    )
    if answer.objective_id not in known or not standing.exists():
        raise Invalid(fields={"goal": [mark("没有这个目标")]})
    row = Reply(
        handout=handout,
        objective_id=answer.objective_id,
        kind=answer.kind,
        name=name,
        text=answer.text,
    )
    changes.check(row)
    last = Reply.objects.filter(handout=handout, objective_id=row.objective_id).last()
    if last is not None and _said(last) == _said(row):
        return last
    return changes.create(actor=None, row=row, verb="reply.give")


def _said(row: Reply) -> tuple[str, str, str]:
    """Return what was said; a form sent twice says the same."""
    return (row.kind, row.name, row.text)
