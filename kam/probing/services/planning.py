"""Planning what to ask at a meeting, editing it, and taking it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.probing.models import Probe
from kam.probing.policies import may_drop_probe, may_plan_probe, may_probe
from kam.probing.terms import Level, Via
from kam.questions.services import require_people, store_gap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.questions.queries import Entry

MOST = 40
TOO_MANY = mark("一次拜访的问题已经太多")
EDITABLE = frozenset({"text", "aim", "level", "quadrant", "stakeholder_id"})


@dataclass(frozen=True)
class Draft:
    """A question for a meeting: what is asked, what it is to tell, and of whom."""

    text: str
    aim: str = ""
    level: int = Level.PROBLEM
    quadrant: str = ""
    stakeholder_id: int | None = None
    question_id: int | None = None
    via: str = Via.PLAN
    follows_id: int | None = None


def plan_probe(
    *, actor: User | None, account: Account, occasion: UUID, draft: Draft
) -> Probe:
    """Plan a question for a meeting; at most `MOST` of them."""
    require(may_plan_probe(actor, account))
    require_people(account, (draft.stakeholder_id,))
    row = Probe(account=account, occasion=occasion, author=actor, **asdict(draft))
    with transaction.atomic():
        type(account).objects.select_for_update(of=("self",)).get(pk=account.pk)
        if Probe.objects.of(occasion).standing().count() >= MOST:
            raise Invalid(TOO_MANY, todo=mark("先撤掉不会问到的几个"))
        return changes.create(actor=actor, row=row, verb="probe.plan")


def plan_entry(
    *, actor: User | None, account: Account, occasion: UUID, entry: Entry, text: str
) -> Probe:
    """Plan to ask what the ledger of questions says is not known; once a meeting."""
    with transaction.atomic():
        question = store_gap(actor=actor, account=account, entry=entry)
        rows = Probe.objects.of(occasion).standing()
        known: Probe | None = rows.filter(question=question).first()
        if known is not None:
            return known
        draft = Draft(
            text=text,
            aim=question.text[:200],
            level=Level.METHODS,
            stakeholder_id=question.stakeholder_id,
            question_id=question.pk,
        )
        return plan_probe(actor=actor, account=account, occasion=occasion, draft=draft)


def edit_probe(
    *,
    actor: User | None,
    probe: Probe,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Probe:
    """Change what is asked, at which level, of whom, or why."""
    require(may_probe(actor, probe.account))
    changes.refuse_unknown(wanted, EDITABLE)
    if wanted.get("stakeholder_id") != probe.stakeholder_id:
        require_people(probe.account, (wanted.get("stakeholder_id"),))  # type: ignore[arg-type]
    return changes.change(
        actor=actor, row=probe, wanted=wanted, verb="probe.edit", before=before
    )


def drop_probe(*, actor: User | None, probe: Probe) -> Probe:
    """Take a probe back; what was heard stays in its history."""
    return _turn(actor, probe, clock.now(), "probe.drop")


def restore_probe(*, actor: User | None, probe: Probe) -> Probe:
    """Undo `drop_probe`."""
    return _turn(actor, probe, None, "probe.restore")


def _turn(actor: User | None, probe: Probe, at: datetime | None, verb: str) -> Probe:
    require(may_drop_probe(actor, probe.account))
    if (probe.retracted_at is None) == (at is None):
        return probe
    return changes.change(
        actor=actor, row=probe, wanted={"retracted_at": at}, verb=verb
    )
