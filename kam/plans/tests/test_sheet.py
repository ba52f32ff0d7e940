"""The six-step page through its doors: begun, mended, carried by a visit, done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.judgements.services import Opinion, judge
from kam.judgements.terms import Source
from kam.needs.services import ProblemDraft, create_problems
from kam.plans.models import Plan, Step, StepVisit
from kam.plans.pages import six_step_page
from kam.plans.services import (
    StepDraft,
    add_step,
    close_plan,
    link_visit,
)
from kam.plans.tests.conftest import steps_of
from kam.visits.services import plan_visit, submit_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_hospital

pytestmark = pytest.mark.django_db
TERMS = (("value", 3), ("risk", 8), ("switch", 2), ("post", 2))
BUDGET = 12


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def know(cast, person, product):
    """Let somebody be known to consult, and to fear the risk."""
    said = {"evidence": "亲口问过细节", "source": Source.SEEN, "product_id": product.pk}
    gates = [Opinion(gate, 1, **said) for gate in ("knows", "needs", "agreed")]
    gates.append(Opinion("used", 0, **said))
    theirs = [Opinion(name, v, side="customer", **said) for name, v in TERMS]
    ours = [Opinion(name, 5, side="ours", **said) for name, _v in TERMS]
    judge(actor=cast.rep, stakeholder=person, opinions=[*gates, *theirs, *ours])


def path(name, *args):
    return reverse(name, args=args)


def visit_to(cast, hospital, days=2):
    wanted = {
        "day": WEDNESDAY + timedelta(days=days),
        "people": [hospital.head.pk],
        "objective": "看比对",
    }
    return plan_visit(actor=cast.rep, account=hospital.account, wanted=wanted)


def text_of(user, url, status=200):
    answer = client_of(user).get(url)
    assert answer.status_code == status
    return answer.content.decode()


class TestBeginning:
    def test_a_few_taps_fill_the_whole_plan(self, cast, signed, hospital, reagent):
        know(cast, hospital.head, reagent)
        account = hospital.account.pk
        assert "东湖医院" in signed.get("/plans/new?q=东湖").content.decode()
        whom = signed.get(f"/plans/new?account={account}").content.decode()
        assert "4 咨询 → 5 少量试用（建议）" in whom
        asked = f"?account={account}&person={hospital.head.pk}&product={reagent.pk}"
        page = signed.get(f"/plans/new{asked}").content.decode()
        assert "亲口问过细节" in page
        told = {
            "name": "急诊凝血", "stakeholder": hospital.head.pk, "product": reagent.pk,
            "stage_a": 4, "stage_b": 6, "by": WEDNESDAY + timedelta(days=90),
        }  # fmt: skip
        answer = signed.post(f"/plans/new{asked}", told)
        plan = Plan.objects.get()
        assert answer["Location"] == path("desk:plan", plan.pk)
        steps = steps_of(plan)
        assert [step.kind for step in steps] == ["risk", "stage", "stage"]
        assert [step.due for step in steps] == [
            WEDNESDAY + timedelta(days=n) for n in (30, 60, 90)
        ]
        assert signed.post(path("plans:activate", plan.pk)).status_code == 303
        plan.refresh_from_db()
        assert plan.state == "active"

    def test_somebody_of_another_account_is_not_there(self, cast, signed, hospital):
        other = make_hospital(cast.rep, "西湖医院")
        asked = f"?account={hospital.account.pk}&person={other.head.pk}"
        assert signed.get(f"/plans/new{asked}").status_code == 404
        assert signed.get("/plans/new?account=x").status_code == 404

    def test_b_below_a_is_said_and_nothing_is_lost(self, signed, hospital):
        told = {"name": "倒着走", "stage_a": 5, "stage_b": 3, "goal": "留着我"}
        url = f"/plans/new?account={hospital.account.pk}&whole=on"
        answer = signed.post(url, told)
        assert answer.status_code == 422
        assert "B 低于 A" in answer.content.decode()
        assert "留着我" in answer.content.decode()
        assert not Plan.objects.exists()


class TestPage:
    def test_what_is_known_stands_on_it(self, cast, hospital, reagent, going):
        know(cast, hospital.head, reagent)
        going.stakeholder, going.product = hospital.head, reagent
        going.save(update_fields=["stakeholder", "product"])
        draft = ProblemDraft(kind="concept", name="急诊慢", day=WEDNESDAY)
        create_problems(actor=cast.rep, stakeholder=hospital.head, drafts=[draft])
        page = six_step_page(cast.rep, going.pk)
        assert (page.ladder.stage, page.ladder.block) == (4, "错误决策的风险")
        assert [line.problem for line in page.problems.lines] == ["急诊慢"]
        assert page.learn.questions
        assert [card.number for card in page.way.steps] == [1, 2]
        assert page.way.steps[0].is_next
        assert [tread.label for tread in page.way.treads] == ["A", "1", "2", "B"]
        edit = f"/plans/{going.pk}/edit"
        assert [one.url for one in page.checks] == [f"{edit}#id_now", f"{edit}#id_goal"]
        assert all(one.is_warning for one in page.checks)
        text = text_of(cast.rep, path("desk:plan", going.pk))
        assert "卡在错误决策的风险" in text

    @pytest.mark.parametrize("part", ["rep", "lead", "analyst"])
    def test_it_asks_the_same_whatever_its_size(self, cast, hospital, going, part):
        user, url = getattr(cast, part), path("desk:plan", going.pk)

        def cost():
            client = client_of(user)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            return len(asked)

        visit_to(cast, hospital)
        few = cost()
        assert few <= BUDGET
        for n in range(12):
            step = add_step(actor=cast.rep, plan=going, draft=StepDraft(f"第{n}"))
            visit = visit_to(cast, hospital, 3 + n)
            link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
        assert cost() == few

    def test_the_analyst_reads_no_words(self, cast, plan):
        text = text_of(cast.analyst, path("desk:plan", plan.pk))
        assert "急诊凝血整合方案" not in text
        assert steps_of(plan)[0].sign not in text
        assert "文字和姓名对您的角色不可见" in text
        assert "加一步" not in text

    def test_who_may_not_judge_is_led_to_what_is_judged(
        self, cast, hospital, going, reagent
    ):
        know(cast, hospital.head, reagent)
        going.stakeholder, going.product = hospital.head, reagent
        going.save(update_fields=["stakeholder", "product"])
        client = client_of(cast.analyst)
        ladder = client.get(path("desk:plan", going.pk)).context["page"].ladder
        for url in (ladder.url, ladder.change_url):
            assert client.get(url).status_code == 200

    def test_a_plan_elsewhere_is_not_there(self, cast, plan):
        answer = client_of(cast.stranger).get(path("desk:plan", plan.pk))
        assert answer.status_code == 404

    def test_what_is_missing_leads_to_where_it_is_mended(self, cast, plan):
        step = steps_of(plan)[0]
        text = text_of(cast.rep, path("desk:plan", plan.pk))
        assert f"{path('plans:step', step.pk)}#id_due" in text
        assert f"{path('plans:edit', plan.pk)}#id_by" in text

    def test_english_says_it_too(self, cast, going):
        cast.rep.language = "en"
        cast.rep.save(update_fields=["language"])
        text = text_of(cast.rep, path("desk:plan", going.pk))
        assert "Change plan A→B" in text
        assert "每步资源" not in text


class TestSteps:
    def test_from_a_template_edited_moved_dropped_opened(self, cast, signed, plan):
        url = path("plans:step-new", plan.pk)
        page = signed.get(f"{url}?from=risk").content.decode()
        assert "可逆的小试" in page
        assert signed.get(f"{url}?from=nothing").status_code == 404
        told = {"what": "降风险", "kind": "risk", "before": 8, "after": 6}
        signed.post(url, told)
        step = Step.objects.get(what="降风险")
        assert step.place == 3
        signed.post(path("plans:place", step.pk), {"place": 1})
        step.refresh_from_db()
        assert step.place == 1
        signed.post(f"{path('plans:place', step.pk)}?place=3")
        step.refresh_from_db()
        assert step.place == 3
        assert signed.post(path("plans:place", step.pk)).status_code == 404
        signed.post(path("plans:unadd", step.pk))
        step.refresh_from_db()
        assert step.state == "dropped"
        signed.post(path("plans:step-reopen", step.pk))
        drop = path("plans:drop", step.pk)
        assert signed.post(drop, {"reason": " "}).status_code == 422
        assert signed.post(drop, {"reason": "换了方向"}).status_code == 303
        step.refresh_from_db()
        assert (step.state, step.reason) == ("dropped", "换了方向")
        assert "换了方向" in text_of(cast.rep, path("desk:plan", plan.pk))
        signed.post(path("plans:step-reopen", step.pk))
        step.refresh_from_db()
        assert (step.state, step.reason) == ("open", "")

    def test_somebody_elses_change_becomes_a_choice(self, signed, plan):
        step = steps_of(plan)[0]
        url = path("plans:step", step.pk)
        form = signed.get(url).context["form"]
        told = {name: form[name].value() or "" for name in form.fields} | {
            "what": "我的"
        }
        Step.objects.filter(pk=step.pk).update(what="他的")
        answer = signed.post(url, told)
        assert answer.status_code == 409
        assert "他的" in answer.content.decode()

    def test_a_circle_is_refused_in_words(self, signed, plan):
        first, second = steps_of(plan)
        Step.objects.filter(pk=second.pk).update(waits_for=first)
        url = path("plans:step", first.pk)
        form = signed.get(url).context["form"]
        told = {n: form[n].value() or "" for n in form.fields}
        answer = signed.post(url, told | {"waits_for": second.pk})
        assert answer.status_code == 422
        assert "成了一个圈" in answer.content.decode()

    def test_ended_and_lost_plans_only_show(self, cast, signed, plan):
        close_plan(actor=cast.rep, plan=plan, ending="走到了")
        text = text_of(cast.rep, path("desk:plan", plan.pk))
        assert "走到了" in text
        assert "加一步" not in text
        step = steps_of(plan)[0]
        told = {"what": "x"}
        assert signed.post(path("plans:step-new", plan.pk), told).status_code == 422
        assert signed.post(path("plans:step-reopen", step.pk)).status_code == 422
        assert signed.post(path("plans:reopen", plan.pk)).status_code == 303


class TestVisits:
    def test_a_visit_carries_a_step_and_its_outcome_moves_it(
        self, cast, signed, hospital, going
    ):
        step = steps_of(going)[0]
        visit = visit_to(cast, hospital, 0)
        url = path("visits:detail", visit.pk)
        assert "这次推动它" in text_of(cast.rep, url)
        signed.post(path("plans:link", step.pk), {"visit": visit.pk, "next": url})
        assert step.sign in text_of(cast.rep, url)
        submit_visit(actor=cast.rep, visit=visit, wanted=a_note([hospital.head]))
        assert "看到完成的标志了" in text_of(cast.rep, url)
        link = StepVisit.objects.get()
        before = six_step_page(cast.rep, going.pk)
        signed.post(path("plans:moved", link.pk), {"next": url})
        step.refresh_from_db()
        assert (step.state, step.done_on) == ("done", WEDNESDAY)
        after = six_step_page(cast.rep, going.pk)
        assert (before.done, after.done) == (0, 1)
        signed.post(path("plans:unsay", link.pk))
        step.refresh_from_db()
        link.refresh_from_db()
        assert (step.state, link.moved) == ("open", None)
        signed.post(path("plans:stayed", link.pk))
        link.refresh_from_db()
        assert link.moved is False

    def test_a_visit_that_moved_nothing_cannot_finish_a_step(
        self, cast, signed, hospital, going
    ):
        step = steps_of(going)[0]
        visit = visit_to(cast, hospital, 0)
        link = link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
        note = a_note([hospital.head], outcome="refusal")
        submit_visit(actor=cast.rep, visit=visit, wanted=note)
        text = text_of(cast.rep, path("visits:detail", visit.pk))
        assert "看到完成的标志了" not in text
        assert "还没有动" in text
        assert signed.post(path("plans:moved", link.pk)).status_code == 422
        step.refresh_from_db()
        assert step.state == "open"

    def test_only_the_next_step_of_a_plan_is_offered(self, cast, hospital, going):
        visit = visit_to(cast, hospital)
        first, second = steps_of(going)
        text = text_of(cast.rep, path("visits:detail", visit.pk))
        assert path("plans:link", first.pk) in text
        assert path("plans:link", second.pk) not in text
