"""The records whose history can be read, and who sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account, AccountShare, Person, Stakeholder
from kam.blueprints.models import (
    Blueprint,
    BlueprintVersion,
    Finding,
    Handout,
    Objective,
    Outline,
    Remark,
    Reply,
    Review,
)
from kam.catalog.models import Competitor, Product
from kam.core.errors import NotFound
from kam.documents.models import Letterhead
from kam.handover.models import Handover
from kam.judgements.models import Judgement
from kam.needs.models import Card, Claim, ClaimMove, Message, Place, Problem
from kam.packs.models import Pack
from kam.people.models import Team, Territory, TerritoryAssignment, User
from kam.people.scopes import may
from kam.performance.models import ComparisonSet, Figure, Target
from kam.pipeline.models import (
    Criterion,
    Opportunity,
    Placement,
    Purchase,
    Reason,
    ScreeningAnswer,
    Stage,
    StageMove,
)
from kam.plans.models import Plan, Step, StepVisit
from kam.probing.models import Probe
from kam.questions.models import Asking, Question
from kam.relations.models import Line, Move, Seat, Tie, WantedRole
from kam.resources.models import Booking, ComplianceRule, Resource
from kam.thinking.models import Exemption, Observation
from kam.visits.models import Action, Amendment, Attachment, Promise, Quote, Visit

if TYPE_CHECKING:
    from kam.core.models import Record

Parts = Callable[[Any], list[tuple[str, Any]]]


@dataclass(frozen=True)
class Kept:
    """A kind of record: its model, the noun of its grants, and what belongs to it.

    `parts` gives the nouns and keys whose entries are told together with the record's.
    `renamed` maps a field to the name under which the grants hide it.
    """

    model: type[Record]
    noun: str
    parts: Parts | None = None
    renamed: tuple[tuple[str, str], ...] = ()


def _keys(rows: Any) -> Any:
    return rows.values("pk")


def _of_account(row: Account) -> list[tuple[str, Any]]:
    return [("accountshare", _keys(AccountShare.objects.filter(account=row)))]


def _of_stakeholder(row: Stakeholder) -> list[tuple[str, Any]]:
    exempt = Exemption.objects.filter(stakeholder=row)
    return [("person", [row.person_id]), ("exemption", _keys(exempt))]


def _of_question(row: Question) -> list[tuple[str, Any]]:
    return [("asking", _keys(Asking.objects.filter(question=row)))]


def _of_visit(row: Visit) -> list[tuple[str, Any]]:
    files = Attachment.objects.filter(visit=row)
    return [
        ("amendment", _keys(Amendment.objects.filter(visit=row))),
        ("attachment", _keys(files)),
        ("quote", _keys(Quote.objects.filter(visit=row))),
    ]


def _of_claim(row: Claim) -> list[tuple[str, Any]]:
    return [("claimmove", _keys(ClaimMove.objects.filter(claim=row)))]


def _of_opportunity(row: Opportunity) -> list[tuple[str, Any]]:
    return [("stagemove", _keys(StageMove.objects.filter(opportunity=row)))]


def _of_plan(row: Plan) -> list[tuple[str, Any]]:
    links = StepVisit.objects.filter(step__plan=row)
    return [("step", _keys(Step.objects.filter(plan=row))), ("stepvisit", _keys(links))]


def _of_blueprint(row: Blueprint) -> list[tuple[str, Any]]:
    parts = (Objective, BlueprintVersion, Remark, Review, Handout)
    told = [
        (part._meta.model_name or "", _keys(part.objects.filter(blueprint=row)))
        for part in parts
    ]
    findings = Finding.objects.filter(review__blueprint=row)
    replies = Reply.objects.filter(handout__blueprint=row)
    return [*told, ("finding", _keys(findings)), ("reply", _keys(replies))]


def _of_territory(row: Territory) -> list[tuple[str, Any]]:
    held = TerritoryAssignment.objects.filter(territory=row)
    return [("territoryassignment", _keys(held))]


# The records that have a page of history.
RECORDS: dict[str, Kept] = {
    "account": Kept(Account, "account", _of_account),
    "stakeholder": Kept(Stakeholder, "stakeholder", _of_stakeholder),
    "judgement": Kept(Judgement, "judgement"),
    "problem": Kept(Problem, "need"),
    "line": Kept(Line, "line"),
    "tie": Kept(Tie, "line"),
    "wantedrole": Kept(WantedRole, "line"),
    "move": Kept(Move, "line"),
    "seat": Kept(Seat, "line"),
    "observation": Kept(Observation, "observation"),
    "question": Kept(Question, "question", _of_question),
    "opportunity": Kept(Opportunity, "opportunity", _of_opportunity),
    "purchase": Kept(Purchase, "purchase"),
    "placement": Kept(Placement, "placement"),
    "screeninganswer": Kept(ScreeningAnswer, "placement"),
    "criterion": Kept(Criterion, "setting"),
    "plan": Kept(Plan, "plan", _of_plan),
    "resource": Kept(Resource, "resource"),
    "booking": Kept(Booking, "booking"),
    "compliancerule": Kept(ComplianceRule, "setting"),
    "blueprint": Kept(Blueprint, "blueprint", _of_blueprint),
    "outline": Kept(Outline, "outline"),
    "stage": Kept(Stage, "setting"),
    "reason": Kept(Reason, "setting"),
    "letterhead": Kept(Letterhead, "letterhead"),
    "probe": Kept(Probe, "probe"),
    "place": Kept(Place, "need"),
    "card": Kept(Card, "need"),
    "message": Kept(Message, "need"),
    "claim": Kept(Claim, "need", _of_claim),
    "visit": Kept(Visit, "visit", _of_visit),
    "action": Kept(Action, "action"),
    "promise": Kept(Promise, "promise"),
    "handover": Kept(Handover, "handover"),
    "product": Kept(Product, "product"),
    "competitor": Kept(Competitor, "competitor"),
    "pack": Kept(Pack, "pack"),
    "territory": Kept(Territory, "territory", _of_territory),
    "team": Kept(Team, "team"),
    "user": Kept(User, "user"),
    "comparisonset": Kept(ComparisonSet, "comparison_set"),
    "figure": Kept(Figure, "figure"),
    "target": Kept(Target, "target"),
}
# What is told with another record.
PARTS: dict[str, Kept] = {
    "accountshare": Kept(AccountShare, "account"),
    "person": Kept(Person, "stakeholder"),
    "exemption": Kept(Exemption, "observation"),
    "asking": Kept(Asking, "question"),
    "stagemove": Kept(StageMove, "opportunity"),
    "claimmove": Kept(ClaimMove, "need"),
    "step": Kept(Step, "plan"),
    "stepvisit": Kept(StepVisit, "plan"),
    "objective": Kept(Objective, "blueprint"),
    "blueprintversion": Kept(BlueprintVersion, "blueprint"),
    "remark": Kept(Remark, "blueprint"),
    "review": Kept(Review, "blueprint"),
    "finding": Kept(Finding, "blueprint"),
    "handout": Kept(Handout, "blueprint"),
    "reply": Kept(Reply, "blueprint"),
    "amendment": Kept(Amendment, "visit", renamed=(("text", "amendments"),)),
    "attachment": Kept(
        Attachment, "visit", renamed=(("name", "files"), ("sha256", "files"))
    ),
    "quote": Kept(Quote, "visit", renamed=(("text", "quotes"),)),
    "territoryassignment": Kept(TerritoryAssignment, "territory"),
}
KINDS = {**RECORDS, **PARTS}


def seen_record(user: User, noun: str, object_id: int) -> Any:
    """Return a record the user sees, or the same NotFound for absent and hidden."""
    kept = RECORDS.get(noun)
    if kept is None or not may(user, "history", "see"):
        raise NotFound
    rows = kept.model._default_manager.all()
    if kept.model is Booking:  # who only decides about it reads no customer's history
        rows = Booking.objects.of_customer(user)
    return rows.seen(user, pk=object_id)  # type: ignore[attr-defined]
