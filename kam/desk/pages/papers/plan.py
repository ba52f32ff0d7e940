"""The six steps of a plan on one sheet: the same figures as on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext, pgettext

from kam.desk.pages.papers.framing import frame
from kam.desk.pages.papers.way import way_section
from kam.documents.rules.paper import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Layout,
    Lines,
    Mark,
    Note,
    Section,
    Series,
    Table,
    Text,
    Tone,
)
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.plans.pages.sheet import (
        LadderPart,
        LearnPart,
        NextVisit,
        PreferencePart,
        ProblemLine,
        ProblemPart,
        SixStepPage,
    )

HAND_LINES = 3


def plan_paper(user: User, page: SixStepPage) -> Document:
    """Return the sheet of a plan; what its reader may not read is empty already."""
    return Document(
        kind=gettext("六步客户计划"),
        title=page.name,
        layout=Layout.SHEET,
        subtitle=page.state_label,
        facts=tuple(_facts(page)),
        sections=(
            _ladder(page.ladder),
            _problems(page.problems),
            _preference(page.preference),
            _learn(page.learn),
            way_section(page),
        ),
        source=gettext("思维偏好是估计，只用来准备拜访，不给客户单位。"),
        **frame(user),
    )


def _facts(page: SixStepPage) -> list[Fact]:
    person = " · ".join(part for part in (page.person, page.person_note) if part)
    began = day_words(page.began, year=True)
    until = day_words(page.by, year=True) if page.by else "—"
    told = [
        (pgettext("noun", "客户"), page.account),
        (gettext("客户方"), person),
        (gettext("产品"), page.product),
        (gettext("期间"), f"{began} → {until}"),
        (gettext("负责人"), page.owner),
        *((stat.label, stat.value) for stat in page.stats[:3]),
    ]
    return [Fact(str(label), str(value)) for label, value in told if value]


def _ladder(part: LadderPart) -> Section:
    marks = [Mark(at, one.mark) for at, one in enumerate(part.stairs) if one.mark]
    stairs = Chart(
        ChartKind.STAIRCASE,
        "",
        tuple(str(one.label) for one in part.stairs),
        (Series(gettext("级"), tuple(float(one.number) for one in part.stairs)),),
        marks=tuple(marks),
    )
    said: list[Block] = [Text(part.words, Tone.STRONG)] if part.stage else []
    if part.evidence:
        tone = Tone.QUOTE if part.is_quote else Tone.PLAIN
        said.append(Text(part.evidence, tone))
    if part.note:
        said.append(Text(part.note, Tone.MUTED))
    if part.change:
        said.append(Facts((Fact(pgettext("change", "转变"), _change(part)),)))
    if part.stage is None:
        said.append(Text(gettext("还没有按关卡判断过他在第几级。"), Tone.MUTED))
    aside = ""
    if part.evidence_day:
        aside = gettext("依据 %(day)s") % {"day": part.evidence_day}
    title = gettext("产品应用周期")
    return Section(title, (stairs, *said), "①", aside, column=0)


def _change(part: LadderPart) -> str:
    told = [part.change]
    if part.block:
        told.append(gettext("卡在%(term)s") % {"term": part.block})
    if part.lever:
        told.append(part.lever)
    return " · ".join(str(one) for one in told)


def _problems(part: ProblemPart) -> Section:
    title = gettext("业务问题与处理方法")
    if not part.lines:
        said = Text(gettext("还没有记录客户的业务问题。"), Tone.MUTED)
        return Section(title, (said,), "②", column=0)
    heads = (
        Column(gettext("业务问题"), 0.95),
        Column(gettext("现有处理方法（按顺序）"), 1.2),
        Column(gettext("产品"), 1.05),
        Column(gettext("需要了解的事情"), 1.1),
    )
    table = Table("", heads, tuple(_problem(line) for line in part.lines))
    more: tuple[Block, ...] = ()
    if part.more:
        more = (Note(_more_problems(part.more)),)
    aside = gettext("增长点 %(n)s") % {"n": part.spots} if part.spots else ""
    return Section(title, (table, *more), "②", aside, column=0)


def _more_problems(count: int) -> str:
    told = ngettext("还有 %(n)s 个问题", "还有 %(n)s 个问题", count)
    return told % {"n": count}


def _problem(line: ProblemLine) -> tuple[str, str, str, str]:
    fit = "\n".join(str(one) for one in (line.product, line.fit_label) if one)
    return line.problem, " → ".join(line.methods), fit, line.to_know


def _preference(part: PreferencePart) -> Section:
    title = gettext("思维偏好")
    told = part.preference
    if told is None:
        said = Text(gettext("没有估计思维偏好。"), Tone.MUTED)
        return Section(title, (said,), "③", column=0)
    bars = Chart(
        ChartKind.BAR,
        "",
        tuple(str(share.label) for share in told.shares),
        (Series("%", tuple(float(share.percent) for share in told.shares)),),
        note=str(told.basis),
    )
    manners = tuple(Fact(str(label), str(words)) for label, words in part.manners)
    blocks: list[Block] = [Text(told.words, Tone.STRONG), bars]
    if manners:
        blocks.append(Facts(manners))
    aside = gettext("估计 · 置信 %(share)s") % {"share": told.confidence}
    return Section(title, tuple(blocks), "③", aside, column=0)


def _learn(part: LearnPart) -> Section:
    blocks: list[Block] = [Heading(gettext("我必须了解"))]
    if part.questions:
        blocks.append(Bullets(tuple(line.text for line in part.questions), boxes=True))
    else:
        blocks.append(Text(gettext("要紧的都知道了。"), Tone.MUTED))
    if part.more:
        told = ngettext("还有 %(n)s 条", "还有 %(n)s 条", part.more)
        blocks.append(Note(told % {"n": part.more}))
    if part.probes:
        blocks += [Heading(gettext("下次拜访按这个顺序问")), _probes(part)]
    blocks += _visit(part.visit)
    blocks.append(Lines(gettext("拜访手记"), HAND_LINES))
    return Section(gettext("探询计划"), tuple(blocks), "④", column=1)


def _probes(part: LearnPart) -> Table:
    heads = (
        Column(gettext("层次"), 0.7),
        Column(gettext("问题"), 1.7),
        Column(gettext("回答"), 1.1),
    )
    rows = tuple((str(line.level), line.text, line.answer) for line in part.probes)
    return Table("", heads, rows)


def _visit(visit: NextVisit | None) -> list[Block]:
    if visit is None:
        return [Heading(gettext("下次拜访")), Text(gettext("还没有约。"), Tone.MUTED)]
    told = (
        (gettext("目标"), visit.objective),
        (pgettext("ask", "主"), visit.ask),
        (pgettext("ask", "备"), visit.fallback),
    )
    rows = tuple(Fact(label, text) for label, text in told if text)
    head = Heading(gettext("%(day)s 的请求") % {"day": visit.words})
    if not rows:
        return [head, Text(gettext("还没有写请客户做什么"), Tone.MUTED)]
    return [head, Facts(rows)]
