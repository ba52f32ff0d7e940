"""A small company for tests that cross rooms, built through services.

Every text of a record is a word that occurs nowhere else, so that a test can look for
it in any answer: ``QzownVisitFact`` is the fact of the visit in the holding ``own``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.services import AccountDraft, create_account
from kam.judgements.services import Opinion, judge
from kam.people.services import assign_territory, create_territory
from kam.performance.rules import ColumnChoice, Inquiry
from kam.performance.services import (
    FigureDraft,
    SetDraft,
    agree_target,
    ask_columns,
    create_figure,
    create_set,
    run_frontier,
    work_out,
)
from kam.thinking.services import Sighting, exempt, observe
from kam.visits.services import (
    Pledge,
    Task,
    open_action,
    open_promise,
)
from tests.blueprinting import build_blueprints
from tests.company_needs import build_needs
from tests.company_visits import build_file, build_visits, here
from tests.pipelining import build_pipeline
from tests.planning import build_plans
from tests.probing import build_probe
from tests.questioning import build_question
from tests.relating import build_person, build_relations
from tests.resourcing import build_resources
from tests.words import START, word, words

__all__ = [
    "START",
    "Holding",
    "build_comparison",
    "build_holding",
    "here",
    "word",
    "words",
]

if TYPE_CHECKING:
    from kam.accounts.models import Account, Stakeholder
    from kam.blueprints.models import (
        Blueprint,
        Finding,
        Handout,
        Objective,
        Remark,
        Review,
    )
    from kam.judgements.models import Judgement
    from kam.needs.models import Card, Claim, ClaimMove, Message, Place, Problem
    from kam.people.models import Territory, User
    from kam.performance.models import (
        ColumnRun,
        ComparisonSet,
        Figure,
        FrontierRow,
        FrontierRun,
        Target,
    )
    from kam.pipeline.models import Opportunity, Placement, Purchase, StageMove
    from kam.plans.models import Plan, Step, StepVisit
    from kam.probing.models import Probe
    from kam.questions.models import Question
    from kam.relations.models import Line, Move, Tie, WantedRole
    from kam.resources.models import Booking, Resource
    from kam.thinking.models import Observation
    from kam.visits.models import Action, Attachment, Promise, Quote, Visit


@dataclass(frozen=True)
class Holding:
    """One account with everything that hangs on it."""

    name: str
    account: Account
    stakeholder: Stakeholder
    planned: Visit
    draft: Visit
    submitted: Visit
    action: Action
    promise: Promise
    judgement: Judgement
    problem: Problem
    second: Stakeholder
    line: Line
    tie: Tie
    role: WantedRole
    move: Move
    observation: Observation
    question: Question
    probe: Probe
    attachment: Attachment
    quote: Quote
    place: Place
    claim: Claim
    claim_move: ClaimMove
    message: Message
    card: Card
    deal: Opportunity
    deal_move: StageMove
    lost_deal: Opportunity
    purchase: Purchase
    placement: Placement
    plan: Plan
    ended_plan: Plan
    plan_step: Step
    plan_link: StepVisit
    resource: Resource
    asked_for: Booking
    booking: Booking
    blueprint: Blueprint
    sent_blueprint: Blueprint
    approved_blueprint: Blueprint
    objective: Objective
    remark: Remark
    review: Review
    held_review: Review
    finding: Finding
    handout: Handout


def build_account(name: str, owner: User) -> Account:
    """Make an account whose texts are words of the holding."""
    texts = words(
        name, "account", "name", "city", "business_scope", "characteristics",
        "applications",
    )  # fmt: skip
    draft = AccountDraft(**texts, owner_id=owner.pk, team_id=owner.team_id)
    return create_account(actor=None, draft=draft)


def build_judgement(name: str, person: Stakeholder, owner: User) -> Judgement:
    """Judge the person in the owner's name."""
    opinion = Opinion("influence", 4, word(name, "judgement", "evidence"))
    return judge(actor=owner, stakeholder=person, opinions=[opinion])[0]


def build_observation(name: str, person: Stakeholder, owner: User) -> Observation:
    """Observe the person in the owner's name."""
    seen = Sighting(quadrant="b", **words(name, "observation", "note", "occasion"))
    return observe(actor=owner, stakeholder=person, sightings=[seen])[0]


def build_holding(name: str, owner: User) -> Holding:
    """Make one account with its person, visits, action and promise."""
    account = build_account(name, owner)
    person = build_person(name, account)
    relations = build_relations(name, person, owner)
    reason = word(name, "observation", "reason")
    exempt(actor=owner, stakeholder=relations.second, reason=reason)
    due = here() + timedelta(days=5)
    asked = words(name, "question", "text", "why", "answer")
    visits = build_visits(name, person, owner)
    plans = build_plans(name, visits["submitted"], person.pk, owner)
    return Holding(
        name=name,
        account=account,
        stakeholder=person,
        action=open_action(
            actor=owner, account=account, task=Task(word(name, "action", "text"), due)
        ),
        promise=open_promise(
            actor=owner,
            account=account,
            pledge=Pledge(word(name, "promise", "text"), due, ours=True),
        ),
        judgement=build_judgement(name, person, owner),
        **vars(relations),
        observation=build_observation(name, person, owner),
        question=build_question(asked, person, owner),
        **vars(build_needs(name, person, owner)),
        **vars(build_pipeline(name, person, owner)),
        **vars(plans),
        **vars(build_resources(name, person, owner, plans.plan_step)),
        **vars(build_blueprints(name, visits["submitted"].account, owner)),
        **visits,
        quote=visits["draft"].quotes.get(),
        attachment=build_file(name, visits["submitted"], owner),
        probe=build_probe(
            words(name, "probe", "text", "aim", "answer", "word"),
            visits["draft"],
            owner,
        ),
    )


PERIOD = "2025"
# Potential and sales: one's own, the two peers around it, and one who is no peer.
UNITS = {"territory": (50, 40), "peer": (30, 50), "further": (80, 90), "unit": (60, 20)}


@dataclass(frozen=True)
class Comparison:
    """One comparison set whose owner holds two territories of four.

    One has a target, and `fresh` is the other in the run, without one.
    """

    set: ComparisonSet
    territory: Territory
    figure: Figure
    run: FrontierRun
    target: Target
    fresh: FrontierRow
    columns: ColumnRun


def build_comparison(name: str, owner: User) -> Comparison:
    """Make a set with four territories, two of them the owner's, and its frontier."""
    made = create_set(
        actor=None,
        team=owner.team,
        draft=SetDraft(**words(name, "comparison_set", "name", "note")),
    )
    figures = {
        unit: _figure(made, word(name, unit, "code"), owner, numbers)
        for unit, numbers in UNITS.items()
    }
    own, second = figures["territory"], figures["further"]
    for figure in (own, second):
        assign_territory(
            actor=None,
            territory=figure.territory,
            user=owner,
            starts_on=here() - timedelta(days=400),
        )
    told = run_frontier(
        actor=None, comparison_set=made, period=PERIOD, method="dea-vrs"
    )
    rows = {row.territory_id: row for row in told.run.rows.all()}
    target = agree_target(
        actor=None,
        row=rows[own.territory_id],
        figure=44,
        reason=word(name, "target", "reason"),
    )
    fresh = rows[second.territory_id]
    columns = _columns(made)
    return Comparison(made, own.territory, own, told.run, target, fresh, columns)


def _columns(made: ComparisonSet) -> ColumnRun:
    choice = ColumnChoice(
        inputs=("potential",), outputs=("sales",), asked=Inquiry(method="dea-vrs")
    )
    asked = ask_columns(actor=None, comparison_set=made, period=PERIOD, choice=choice)
    return work_out(asked.run)


def _figure(
    made: ComparisonSet, code: str, owner: User, numbers: tuple[float, float]
) -> Figure:
    territory = create_territory(actor=None, code=code, team=owner.team)
    potential, sales = numbers
    draft = FigureDraft(
        territory=territory, period=PERIOD, potential=potential, sales=sales
    )
    return create_figure(actor=None, comparison_set=made, draft=draft)
