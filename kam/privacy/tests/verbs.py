"""Every verb that writes about a person, beside the field that points to them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from kam.accounts.services import (
    AccountDraft,
    affiliate_person,
    complete_writeup,
    create_account,
    edit_stakeholder,
    edit_writeup,
    mark_back,
    mark_left,
    reopen_writeup,
)
from kam.judgements import services as judgements
from kam.needs import services as needs
from kam.privacy.tests.verbs_plans import of_plans
from kam.privacy.tests.verbs_resources import of_resources
from kam.probing.services.planning import Draft, plan_probe
from kam.questions import services as questions
from kam.relations import services as relations
from kam.thinking import services as thinking
from kam.visits import services as visits
from tests.company import here

EVIDENCE = "x"


def of_accounts(cast, held):
    """Yield the verbs of accounts."""
    rep, gone = cast.rep, held.stakeholder
    elsewhere = create_account(actor=rep, draft=AccountDraft(name="北院"))
    yield (
        "accounts.Stakeholder.person",
        [
            lambda: affiliate_person(actor=rep, account=elsewhere, person=gone.person),
            lambda: edit_stakeholder(
                actor=rep, stakeholder=gone, wanted={"notes": "x"}
            ),
            lambda: edit_stakeholder(actor=rep, stakeholder=gone, wanted={"name": "x"}),
            lambda: edit_writeup(
                actor=rep, stakeholder=gone, wanted={"characteristics": "x"}
            ),
            lambda: complete_writeup(actor=rep, stakeholder=gone),
            lambda: reopen_writeup(actor=rep, stakeholder=gone),
            lambda: mark_back(actor=rep, stakeholder=gone),
            lambda: mark_left(actor=rep, stakeholder=gone),
        ],
    )


def of_judgements(cast, held):
    """Yield the verbs of judgements."""
    rep, gone = cast.rep, held.stakeholder
    opinion = judgements.Opinion("influence", 3, EVIDENCE)
    yield (
        "judgements.Judgement.stakeholder",
        [
            lambda: judgements.judge(actor=rep, stakeholder=gone, opinions=[opinion]),
            lambda: judgements.restore(actor=rep, judgement=held.judgement),
        ],
    )


def of_relations(cast, held):
    """Yield the verbs of relations."""
    rep, gone, other = cast.rep, held.stakeholder, held.second
    line = relations.LineDraft
    yield (
        "relations.Line.from_stakeholder",
        [
            lambda: relations.draw_line(
                actor=rep, draft=line(gone.pk, other.pk, "support", EVIDENCE)
            ),
            lambda: relations.redraw_line(
                actor=rep,
                line=held.line,
                draft=line(gone.pk, other.pk, "reports", EVIDENCE),
            ),
        ],
    )
    yield (
        "relations.Line.to_stakeholder",
        [
            lambda: relations.draw_line(
                actor=rep, draft=line(other.pk, gone.pk, "support", EVIDENCE)
            ),
            lambda: relations.reopen_line(actor=rep, line=held.line),
        ],
    )


def of_relations_more(cast, held):
    """Yield the verbs of relations."""
    rep, gone = cast.rep, held.stakeholder
    tie = relations.TieDraft(gone.pk, rep.pk, 1, 2, EVIDENCE)
    yield (
        "relations.Tie.stakeholder",
        [
            lambda: relations.note_tie(actor=rep, draft=tie),
            lambda: relations.restore(actor=rep, row=held.tie),
        ],
    )
    yield (
        "relations.WantedRole.found",
        [
            lambda: relations.find_role(
                actor=rep, role=held.role, stakeholder_id=gone.pk
            ),
        ],
    )
    yield (
        "relations.Move.stakeholder",
        [
            lambda: relations.move_layer(
                actor=rep, stakeholder=gone, layer="decision", evidence=EVIDENCE
            ),
        ],
    )


def of_thinking(cast, held):
    """Yield the verbs of thinking."""
    rep, gone = cast.rep, held.stakeholder
    yield (
        "thinking.Observation.stakeholder",
        [
            lambda: thinking.observe(
                actor=rep,
                stakeholder=gone,
                sightings=[thinking.Sighting(quadrant="a", note="x")],
            ),
        ],
    )
    yield (
        "thinking.Exemption.stakeholder",
        [
            lambda: thinking.exempt(actor=rep, stakeholder=gone, reason="x"),
            lambda: thinking.include(actor=rep, stakeholder=gone),
        ],
    )


def of_questions(cast, held):
    """Yield the verbs of questions."""
    rep, gone = cast.rep, held.stakeholder
    ask = questions.Draft("?", stakeholder_id=gone.pk)
    asks = questions.Draft("?", other_id=gone.pk)
    yield (
        "questions.Question.stakeholder",
        [
            lambda: questions.create_question(
                actor=rep, account=held.account, draft=ask
            ),
        ],
    )
    yield (
        "questions.Question.other",
        [
            lambda: questions.create_question(
                actor=rep, account=held.account, draft=asks
            ),
            lambda: questions.edit_question(
                actor=rep,
                question=questions.create_question(
                    actor=rep, account=held.account, draft=questions.Draft("!")
                ),
                wanted={"other_id": gone.pk},
            ),
        ],
    )
    yield (
        "questions.Asking.stakeholder",
        [
            lambda: questions.note_asked(
                actor=rep, question=held.question, stakeholder_id=gone.pk
            ),
        ],
    )


def of_needs(cast, held):
    """Yield the verbs of needs."""
    rep, gone = cast.rep, held.stakeholder
    node = needs.ProblemDraft("concept", "y")
    yield (
        "needs.Problem.stakeholder",
        [
            lambda: needs.create_problems(actor=rep, stakeholder=gone, drafts=[node]),
            lambda: needs.edit_problem(
                actor=rep, problem=held.problem, wanted={"note": "x"}
            ),
            lambda: needs.restore_problem(actor=rep, problem=held.problem),
            lambda: needs.fill_from_template(actor=rep, stakeholder=gone, role="qc"),
        ],
    )
    yield (
        "needs.Message.stakeholder",
        [
            lambda: needs.create_message(
                actor=rep, stakeholder=gone, wanted={"feature": "x"}
            ),
            lambda: needs.edit_message(
                actor=rep, message=held.message, wanted={"feature": "x"}
            ),
            lambda: needs.ready_message(actor=rep, message=held.message),
            lambda: needs.restore_message(actor=rep, message=held.message),
        ],
    )


def of_needs_more(cast, held):
    """Yield the verbs of needs."""
    rep, gone = cast.rep, held.stakeholder
    yield (
        "needs.Claim.stakeholder",
        [
            lambda: needs.create_claim(
                actor=rep,
                account=held.account,
                draft=needs.ClaimDraft("x", stakeholder_id=gone.pk),
            ),
            lambda: needs.move_claim(
                actor=rep, claim=held.claim, draft=needs.MoveDraft("shown", EVIDENCE)
            ),
            lambda: needs.restore_move(actor=rep, move=held.claim_move),
            lambda: needs.restore_claim(actor=rep, claim=held.claim),
        ],
    )


def of_visits(cast, held):
    """Yield the verbs of visits."""
    rep, gone = cast.rep, held.stakeholder
    pledge = visits.Pledge("x", here() + timedelta(days=3), True, gone.pk)
    plan = {"day": here() + timedelta(days=4), "people": (gone.pk,), "objective": "x"}
    yield (
        "visits.VisitPerson.stakeholder",
        [
            lambda: visits.plan_visit(actor=rep, account=held.account, wanted=plan),
        ],
    )
    open_visit = visits.plan_visit(
        actor=rep, account=held.account, wanted={"day": here()}
    )
    said = visits.Further(quotes=[visits.Said("x", gone.pk)])
    yield (
        "visits.Quote.stakeholder",
        [
            lambda: visits.save_draft(
                actor=rep, visit=open_visit, wanted={}, further=said
            ),
        ],
    )
    yield (
        "visits.Promise.stakeholder",
        [
            lambda: visits.open_promise(actor=rep, account=held.account, pledge=pledge),
            lambda: visits.edit_promise(
                actor=rep, promise=held.promise, wanted={"stakeholder_id": gone.pk}
            ),
        ],
    )


def of_probing(cast, held):
    """Yield the verbs of probing."""
    draft = Draft("?", stakeholder_id=held.stakeholder.pk)
    yield (
        "probing.Probe.stakeholder",
        [
            lambda: plan_probe(
                actor=cast.rep, account=held.account, occasion=uuid4(), draft=draft
            ),
        ],
    )


def verbs(cast, held):
    """Yield each field that points to a person, with the verbs that would write it."""
    for room in (
        of_accounts,
        of_judgements,
        of_relations,
        of_relations_more,
        of_thinking,
        of_questions,
        of_needs,
        of_needs_more,
        of_visits,
        of_probing,
        of_plans,
        of_resources,
    ):
        yield from room(cast, held)
