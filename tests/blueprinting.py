"""The account plans of one holding, built through services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.blueprints.queries import blueprint_of
from kam.blueprints.services import (
    FindingDraft,
    HandoutDraft,
    ObjectiveDraft,
    add_finding,
    add_objective,
    add_remark,
    amend_blueprint,
    approve_blueprint,
    begin_blueprint,
    close_review,
    edit_blueprint,
    make_handout,
    open_review,
    submit_blueprint,
)
from kam.blueprints.services.writing import TEXTS, TOLD
from kam.core.clock import today
from tests.words import word, words

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.blueprints.models import (
        Blueprint,
        Finding,
        Handout,
        Objective,
        Remark,
        Review,
    )
    from kam.people.models import User

NOUN = "blueprint"


@dataclass(frozen=True)
class Blueprints:
    """A plan being amended with all that hangs on it; one sent, one approved."""

    blueprint: Blueprint
    sent_blueprint: Blueprint
    approved_blueprint: Blueprint
    objective: Objective
    remark: Remark
    review: Review
    held_review: Review
    finding: Finding
    handout: Handout


def build_blueprints(name: str, account: Account, owner: User) -> Blueprints:
    """Write, submit, decide, review and share in the owner's name."""
    day = today(owner.time_zone)
    row = _written(name, account, owner, day.year)
    draft = ObjectiveDraft(
        **words(name, NOUN, "name", "told"),
        measure="next_step",
        target=80,
        due=day + timedelta(days=90),
        is_joint=True,
    )
    objective = add_objective(actor=owner, blueprint=row, draft=draft)
    text = word(name, NOUN, "text")
    remark = add_remark(actor=None, blueprint=row, section="risks", text=text)
    made, _secret = make_handout(
        actor=owner, blueprint=row, draft=HandoutDraft(["facts", "goals"])
    )
    held = open_review(actor=owner, blueprint=row)
    minutes = word(name, NOUN, "minutes")
    later = day + timedelta(days=30)
    close_review(actor=owner, review=held, minutes=minutes, next_on=later)
    going = open_review(actor=owner, blueprint=row)
    found = add_finding(actor=owner, review=going, draft=FindingDraft("risks", text))
    row = submit_blueprint(actor=None, blueprint=blueprint_of(owner, row.pk))
    decision = word(name, NOUN, "decision")
    row = approve_blueprint(actor=None, blueprint=row, words=decision)
    amend_blueprint(actor=owner, blueprint=row)
    return Blueprints(
        blueprint=blueprint_of(owner, row.pk),
        sent_blueprint=_sent(account, owner, day.year + 1),
        approved_blueprint=_approved(name, account, owner, day.year + 2),
        objective=objective,
        remark=remark,
        review=going,
        held_review=held,
        finding=found,
        handout=made,
    )


def _written(name: str, account: Account, owner: User, year: int) -> Blueprint:
    row = begin_blueprint(actor=owner, account=account, year=year)
    wanted = words(name, NOUN, *TEXTS, *TOLD)
    return edit_blueprint(actor=owner, blueprint=row, wanted=wanted)


def _sent(account: Account, owner: User, year: int) -> Blueprint:
    row = begin_blueprint(actor=owner, account=account, year=year, fill=False)
    submit_blueprint(actor=None, blueprint=row)
    return blueprint_of(owner, row.pk)


def _approved(name: str, account: Account, owner: User, year: int) -> Blueprint:
    row = begin_blueprint(actor=owner, account=account, year=year, fill=False)
    row = submit_blueprint(actor=None, blueprint=row)
    decision = word(name, NOUN, "decision")
    approve_blueprint(actor=None, blueprint=row, words=decision)
    return blueprint_of(owner, row.pk)
