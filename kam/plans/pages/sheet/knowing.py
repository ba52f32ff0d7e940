"""①–③ of the one page: who the customer is now, from what was judged and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.adoption.pages import stage_brief
from kam.adoption.pages.words import stage_label, stage_words
from kam.change.pages import change_brief
from kam.needs.pages.words import fit_words
from kam.needs.rules.tree import CLASS, CONCEPT, METHOD
from kam.needs.rules.white import FITS, UNFIT, UNKNOWN, white_space
from kam.plans.pages.sheet.shapes import (
    LadderPart,
    PreferencePart,
    ProblemLine,
    ProblemPart,
    Stair,
)
from kam.plans.rules.increments import LOWEST, TOP
from kam.questions.queries import minds_of
from kam.thinking.pages import wave_brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.needs.queries import Thought
    from kam.plans.models import Plan
    from kam.plans.queries.sheet import Read
    from kam.thinking.pages import WaveBrief

MOST_PROBLEMS = 5


def ladder_part(read: Read, back: str, *, may: bool) -> LadderPart:
    """Say where the person stands; who may not judge is led to what is judged."""
    plan, person = read.plan, read.person
    product, account = plan.product, plan.account_id
    brief = None
    if person is not None and product is not None:
        goods = {product.pk: product.name}
        brief = stage_brief(
            person, read.standing, goods, read.settings, back, product.pk
        )
    if person is None or product is None or brief is None or brief.stage is None:
        return LadderPart(
            stage=None,
            words=stage_label(None),
            stairs=_stairs(plan, None),
            url=_judge_url(plan, back) if may else "",
        )
    change = change_brief(person, read.standing, product.pk, read.settings)
    held = brief.evidence
    return LadderPart(
        stage=brief.stage,
        words=stage_words(brief.stage),
        stairs=_stairs(plan, brief.stage),
        evidence=held.evidence if held else "",
        evidence_day=held.day if held else "",
        is_quote=bool(held and held.is_quote),
        note=brief.note,
        must_rejudge=brief.must_rejudge,
        change=change.words,
        change_tone=change.tone,
        block=change.block,
        lever=change.lever,
        url=brief.url if may else reverse("adoption:account", args=[account]),
        change_url=change.url if may else reverse("change:account", args=[account]),
    )


def _judge_url(plan: Plan, back: str) -> str:
    if plan.stakeholder_id is None or plan.product_id is None:
        return ""
    page = reverse("adoption:judge", args=[plan.stakeholder_id])
    return f"{page}?product={plan.product_id}&next={back}"


def _stairs(plan: Plan, judged: int | None) -> list[Stair]:
    now = judged if judged is not None else plan.stage_a

    def kind(step: int) -> str:
        if step == now:
            return "now"
        if step == plan.stage_b:
            return "wanted"
        if step < now:
            return "past"
        return "way" if step < plan.stage_b else "ahead"

    def mark(step: int) -> str:
        ends = ((plan.stage_a, "A"), (plan.stage_b, "B"))
        return "".join(letter for at, letter in ends if at == step)

    return [
        Stair(step, stage_label(step), kind(step), mark(step))
        for step in range(LOWEST, TOP + 1)
    ]


def problem_part(read: Read) -> ProblemPart:
    """Say the problems of the person's work, and how each is dealt with."""
    plan = read.plan
    own = [t for t in read.thoughts if t.stakeholder_id == plan.stakeholder_id]
    roots = [t for t in own if t.kind == CLASS] or [t for t in own if t.kind == CONCEPT]
    lines = [_problem(root, own, plan.product_id) for root in roots]
    fits = [t.fit for t in own if t.kind == METHOD]
    url = reverse("needs:account", args=[plan.account_id])
    person = f"?person={plan.stakeholder_id}" if plan.stakeholder_id else ""
    return ProblemPart(
        lines=lines[:MOST_PROBLEMS],
        more=max(0, len(lines) - MOST_PROBLEMS),
        spots=white_space(fits).spots,
        url=f"{url}{person}",
    )


def _problem(
    root: Thought, own: Sequence[Thought], product_id: int | None
) -> ProblemLine:
    methods = [t for t in own if t.parent_id == root.id and t.kind == METHOD]
    about = [t for t in methods if t.product_id in (None, product_id)] or methods
    fits = {t.fit or UNKNOWN for t in about}
    fit = next((one for one in FITS if one in fits), "") if methods else ""
    product = next((t.product for t in about if t.product), "")
    return ProblemLine(
        problem=root.name,
        methods=[t.name for t in methods],
        product=product,
        fit=fit,
        fit_label=fit_words(fit) if fit else "",
        to_know=root.note or _to_know(fit, has_methods=bool(methods)),
        is_assumed=root.is_assumed,
    )


def _to_know(fit: str, *, has_methods: bool) -> str:
    if not has_methods:
        return gettext("现在怎么处理？先后几步？")
    if fit == UNKNOWN:
        return gettext("我们的产品用得上吗？")
    return "" if fit == UNFIT else gettext("多久一次、卡在哪一步？")


def preference_part(read: Read) -> PreferencePart:
    """Say how the person prefers to think, and how to speak with them."""
    person = read.person
    if person is None:
        return PreferencePart(None, (), is_walk=True, url="")
    url = reverse("thinking:person", args=[person.pk])
    mind = minds_of([person], read.settings).get(person.pk)
    if mind is None:
        return PreferencePart(None, (), is_walk=True, url=url)
    wave = wave_brief(person, mind, read.mind, ("", read.plan.goal))
    return PreferencePart(
        preference=wave.preference,
        manners=_manners(wave),
        is_walk=wave.is_walk,
        url=url,
    )


def _manners(wave: WaveBrief) -> list[tuple[str, str]]:
    if wave.is_walk:
        return [(manner.label, manner.opening) for manner in wave.manners]
    first = wave.manners[0]
    return [
        (gettext("开场"), first.opening),
        (gettext("顺序"), first.order),
        (gettext("避免"), first.avoid),
    ]
