"""Noting what was asked and heard, and going on from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.probing.models import MOST_TURNS, Probe
from kam.probing.policies import may_probe
from kam.probing.services.planning import Draft, plan_probe
from kam.probing.terms import Via
from kam.questions.services import Reply, answer_question, note_asked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from kam.people.models import User


@dataclass(frozen=True)
class Heard:
    """What came of a question: the answer, the customer's own word, what it is."""

    answer: str = ""
    word: str = ""
    confirmed: bool = False
    signal: str = ""


NOTHING = Heard()


def hear(
    *, actor: User | None, probe: Probe, heard: Heard = NOTHING, day: date | None = None
) -> Probe:
    """Note that a probe was asked and what was heard.

    A question of the ledger behind it is noted as asked, and as answered where there
    is an answer.
    """
    require(may_probe(actor, probe.account))
    if probe.retracted_at is not None:
        raise Invalid(mark("这个问题已撤下"), todo=mark("先恢复它"))
    first = not probe.was_asked
    with transaction.atomic():
        wanted = {**asdict(heard), "turn": probe.turn or _next_turn(probe)}
        row = changes.change(actor=actor, row=probe, wanted=wanted, verb="probe.hear")
        _tell_ledger(actor, row, heard, day, first=first)
    return row


def _next_turn(probe: Probe) -> int:
    rows = Probe.objects.of(probe.occasion).order_by()
    last: int = rows.aggregate(last=Max("turn"))["last"] or 0
    return min(last + 1, MOST_TURNS)


def _tell_ledger(
    actor: User | None, probe: Probe, heard: Heard, day: date | None, *, first: bool
) -> None:
    if probe.question is None:
        return
    if first:
        note_asked(
            actor=actor,
            question=probe.question,
            day=day,
            stakeholder_id=probe.stakeholder_id,
            answered=bool(heard.answer),
        )
    if heard.answer:
        reply = Reply(answer=heard.answer, day=day)
        answer_question(actor=actor, question=probe.question, reply=reply)


def hear_many(
    *, actor: User | None, occasion: UUID, heard: Mapping[int, Heard], day: date
) -> None:
    """Note what was heard at a meeting, probe by probe, in the order of the flow.

    A probe of another meeting, or one taken back, is refused.
    """
    if not heard:
        return
    rows = Probe.objects.of(occasion).standing().filter(pk__in=list(heard))
    found = list(rows.select_related("account__team", "question__account__team"))
    if len(found) != len(heard):
        raise Invalid(mark("有的问题已经不在计划里"), todo=mark("刷新后再记一次"))
    for probe in found:
        hear(actor=actor, probe=probe, heard=heard[probe.pk], day=day)


def unask(*, actor: User | None, probe: Probe) -> Probe:
    """Undo `hear` on the probe; the ledger of questions keeps what it was told."""
    require(may_probe(actor, probe.account))
    if not probe.was_asked:
        return probe
    wanted = {**asdict(NOTHING), "turn": None}
    return changes.change(actor=actor, row=probe, wanted=wanted, verb="probe.unask")


def follow_up(
    *, actor: User | None, probe: Probe, via: str, text: str, heard: Heard = NOTHING
) -> Probe:
    """Note the next round: PFP goes deeper on the topic, PUP picks up their word."""
    require(may_probe(actor, probe.account))
    if via not in (Via.PFP, Via.PUP) or not probe.was_asked:
        raise Invalid(fields={"via": [mark("先记下前一个问题问过了，再写追问")]})
    if via == Via.PUP and not probe.word:
        raise Invalid(fields={"text": [mark("接话要先记下客户的原词")]})
    draft = Draft(
        text=text,
        aim=probe.aim or probe.text[:200],
        level=probe.level,
        quadrant=probe.quadrant,
        stakeholder_id=probe.stakeholder_id,
        via=via,
        follows_id=probe.pk,
    )
    with transaction.atomic():
        row = plan_probe(
            actor=actor, account=probe.account, occasion=probe.occasion, draft=draft
        )
        return hear(actor=actor, probe=row, heard=heard)
