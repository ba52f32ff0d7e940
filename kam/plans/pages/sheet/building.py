"""The one page of a plan, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import room_frame
from kam.accounts.pages.words import layer_label
from kam.core.clock import now, today
from kam.judgements.policies import may_judge
from kam.people.days import local_day
from kam.people.scopes import hidden_fields
from kam.plans.pages import sums, words
from kam.plans.pages.sheet.checking import check_lines, completeness
from kam.plans.pages.sheet.knowing import ladder_part, preference_part, problem_part
from kam.plans.pages.sheet.learning import learn_part
from kam.plans.pages.sheet.shapes import SixStepPage
from kam.plans.pages.sheet.way import way_part
from kam.plans.policies import may_plan
from kam.plans.queries.sheet import read_sheet
from kam.plans.rules.limits import PERCENT
from kam.plans.rules.progress import is_late, progress_of
from kam.plans.terms import PlanState
from kam.web.figures import Stat
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.plans.pages.sheet.shapes import LadderPart, LearnPart
    from kam.plans.pages.sheet.stepping import WayPart
    from kam.plans.queries.sheet import Read
    from kam.plans.rules.progress import Progress

ENOUGH = 80


def six_step_page(user: User, pk: int) -> SixStepPage:
    """Build the page of a plan in sight; cost: nine statements."""
    return six_steps(user, read_sheet(user, pk, today(user.time_zone)))


def six_steps(user: User, read: Read) -> SixStepPage:
    """Write the page of what is read already; no statement."""
    plan, account = read.plan, read.plan.account
    may = may_plan(user, account)
    opens = may and read.is_going
    progress = progress_of(plan.stage_a, read.moves, read.counted)
    back = reverse("desk:plan", args=[plan.pk])
    ladder = ladder_part(read, back, may=may_judge(user, account))
    learn = learn_part(user, read)
    way = way_part(user, read, progress, may=opens)
    return SixStepPage(
        **_head(user, read),
        stats=_stats(read, progress, ladder, learn, way),
        done=progress.done,
        steps=progress.steps,
        slip=progress.slip,
        ladder=ladder,
        problems=problem_part(read),
        preference=preference_part(read),
        learn=learn,
        way=way,
        checks=check_lines(read, may=opens),
        may_write=may,
        is_hidden="name" in hidden_fields(user, "plan"),
        is_lost=read.has_left,
        printed=gettext("打印 %(day)s · %(who)s")
        % {"day": f"{now():%Y-%m-%d}", "who": user.name},
    )


def _head(user: User, read: Read) -> dict[str, Any]:
    """Return what stands at the head: whom the plan is about, and how it stands."""
    plan, account, person = read.plan, read.plan.account, read.person
    state = PlanState(plan.state)
    return {
        "pk": plan.pk,
        "revision": plan.revision,
        "frame": room_frame(account, "growth"),
        "name": words.name_of(user, plan),
        "state": plan.state,
        "state_label": str(state.label),
        "tone": words.PLAN_TONES[state],
        "account": account.name,
        "person": person.name if person else "",
        "person_note": _note(person.title, person.layer) if person else "",
        "person_url": reverse("accounts:person", args=[person.pk]) if person else "",
        "product": plan.product.name if plan.product else "",
        "owner": account.owner.name if account.owner else "",
        "began": local_day(user, read.began_at),
        "by": plan.by,
        "closed_on": plan.closed_on,
        "ending": words.told(user, plan, "ending"),
    }


def _note(title: str, layer: str) -> str:
    told = [title, str(layer_label(layer)) if layer else ""]
    return " · ".join(part for part in told if part)


def _stats(
    read: Read, progress: Progress, ladder: LadderPart, learn: LearnPart, way: WayPart
) -> list[Stat]:
    filled, need = completeness(read)
    percent = PERCENT * filled // need
    visit = learn.visit
    return [
        _progress_stat(read, progress),
        _cost_stat(way),
        Stat(
            gettext("转变就绪指数"),
            ladder.change or "—",
            gettext("卡在%(term)s") % {"term": ladder.block} if ladder.block else "",
            ladder.change_tone,
            ladder.change_url,
        ),
        Stat(
            gettext("下一个日期"),
            day_words(visit.day) if visit else "—",
            gettext("下次拜访") if visit else gettext("还没有约拜访"),
            "" if visit or not read.is_going else "warn",
            visit.url if visit else learn.visit_url,
        ),
        Stat(
            gettext("完整度"),
            f"{percent}%",
            gettext("还差 %(n)s 处") % {"n": need - filled} if filled < need else "",
            "" if percent >= ENOUGH else "warn",
            "#checks" if filled < need else "",
        ),
    ]


def _progress_stat(read: Read, progress: Progress) -> Stat:
    still = read.is_going and is_late(read.moves, read.day)
    told = gettext("%(done)s / %(all)s 步")
    return Stat(
        gettext("进度"),
        told % {"done": progress.done, "all": progress.steps},
        "" if read.counted is None else words.slip_words(progress.slip, still=still),
        "bad" if still else "warn" if progress.slip else "",
        "#way",
    )


def _cost_stat(way: WayPart) -> Stat:
    currency = way.spent.currency
    planned = gettext("计划 %(amount)s") % {
        "amount": sums.amount(way.planned.minor, currency)
    }
    note = planned
    if way.cost is not None:
        each = sums.amount(way.cost.minor, currency)
        note = gettext("%(planned)s · 每个增量 %(each)s") % {
            "planned": planned,
            "each": each,
        }
    if way.others:
        note = f"{note} · {sums.beside_words(way.others)}"
    spent = sums.amount(way.spent.minor, currency)
    tone = "bad" if way.is_over else ""
    return Stat(gettext("累计投入"), spent, note, tone, "#way")
