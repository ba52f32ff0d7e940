"""Documents to print: a sheet and a report, in Chinese and in English."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kam.documents.press import printed
from kam.documents.rules.look import Look
from kam.documents.rules.paper import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    Column,
    Document,
    Fact,
    Facts,
    Field,
    Figure,
    Grid,
    Heading,
    Layout,
    Lines,
    Mark,
    Note,
    Place,
    Section,
    Series,
    Step,
    StepState,
    Table,
    Text,
    Tone,
    Way,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF = datetime(2026, 3, 18, 9, 42, tzinfo=UTC)
LOOK = Look(company="绩效先锋（演示）", footer="内部资料，请勿外传")
CHINESE = Words(continued="（续）", contents="目录", overview="概要")
ENGLISH = Words(continued=" (continued)", contents="Contents", overview="Overview")
STAIRS = Chart(
    ChartKind.STAIRCASE,
    "产品应用周期",
    ("不认识", "不需要", "推脱", "咨询", "少量试用", "大量使用", "倡导使用"),
    (Series("级", (1, 2, 3, 4, 5, 6, 7)),),
    marks=(Mark(3, "A"), Mark(5, "B")),
    note="判断 2026-03-12",
)
BARS = Chart(
    ChartKind.BAR,
    "",
    ("分析", "组织", "人际", "想象"),
    (Series("分", (39, 38, 13, 9)),),
)
LINE = Chart(
    ChartKind.LINE,
    "月采购额",
    ("1月", "2月", "3月", "4月"),
    (Series("今年", (12.5, 14, None, 21)), Series("去年", (10, 11, 12.25, 13))),
    unit="万元",
)
PURCHASES = Table(
    "采购明细",
    (
        Column("月份"),
        Column("数量", 1, is_number=True),
        Column("金额", 1, is_number=True),
    ),
    tuple(
        (
            date(2026, month, 1),
            Figure(month * 10, str(month * 10)),
            Figure(month * 15_000, f"¥{month * 1.5:.1f} 万", "#,##0"),
        )
        for month in range(1, 5)
    ),
)
PLATFORM = Grid(
    "购买平台",
    ("50", "70", "90"),
    ("大", "中", "小"),
    tuple(
        tuple(Field(f"{row + place} 家\n¥{row} 万", row / 3) for place in range(3))
        for row in range(3)
    ),
    "n=14",
)
WAY = Way(
    Place("A", "4 咨询", "比对方案在谈，未使用；采购走年度采购单。", "依据 03-12 拜访"),
    Place("B", "6 大量使用", "使用占比 ≥ 50%，由科室公布。", "目标日 2026-09-30"),
    (
        Step(
            "降低决策风险",
            StepState.DONE,
            "完成",
            "风险 8→7",
            (Fact("资源", "比对数据"),),
        ),
        Step("急诊一条线试用", StepState.CURRENT, "进行中", "阶段 4→5"),
        Step("降低转变成本", StepState.OPEN, "未完成"),
        Step("不再做的一步", StepState.DROPPED, "不再做"),
    ),
)


def sections() -> tuple[Section, ...]:
    """Return one section of each kind of block."""
    words: tuple[Block, ...] = (
        Heading("我必须了解"),
        Bullets(("复检的决定人", "超时的时段分布"), boxes=True),
        Bullets(("第一", "第二")),
        Text("先给数字和出处。", Tone.QUOTE),
        Text("要点", Tone.STRONG),
        Text("两行\n文字", Tone.MUTED),
        Note("小字说明"),
        Facts(
            (Fact("主", "04-15 前完成比对试用并签字"), Fact("备", "03-27 前提供留样"))
        ),
        Lines("拜访手记", 2),
    )
    return (
        Section("产品应用周期", (STAIRS, Text("未过关：“至少用过”。")), "①", "高", 0),
        Section("思维偏好", (BARS,), "②", "", 0),
        Section("探询计划", words, "③", "顺流 3 / 6", 1),
        Section("A→B 转变计划", (WAY,), "④", "", 2),
        Section("采购与平台", (LINE, PURCHASES, PLATFORM), "⑤", "", 2),
    )


def paper(layout: Layout = Layout.SHEET, language: str = "zh-hans") -> Document:
    """Return a document that holds one of everything."""
    english = language == "en"
    return Document(
        kind="Customer plan" if english else "六步客户计划",
        title="Gu Minghui · head of laboratory" if english else "顾明慧 · 检验科主任",
        layout=layout,
        language=language,
        as_of=AS_OF,
        words=ENGLISH if english else CHINESE,
        sections=sections() if layout == Layout.REPORT else sections()[:-1],
        subtitle="Version 3" if english else "第 3 版",
        facts=(Fact("Account" if english else "客户", "云澜市第一人民医院"),),
        source="Source: records" if english else "来源：绩效先锋的记录",
        dated="As of 2026-03-18" if english else "截至 2026-03-18",
        notice="Synthetic data" if english else "合成数据",
    )


@functools.cache
def made(
    ending: str, layout: Layout = Layout.SHEET, language: str = "zh-hans"
) -> bytes:
    """Return a file of the document that holds one of everything."""
    return printed(paper(layout, language), LOOK, ending)


def saying(*texts: str, layout: Layout = Layout.REPORT) -> Document:
    """Return a document that says the texts in every place that takes one."""
    first = texts[0]
    everywhere: Sequence[Block] = (
        *(Text(text) for text in texts),
        Facts(tuple(Fact(first, text) for text in texts)),
        Bullets(texts),
        Table(first, (Column(first), Column("2")), tuple((t, t) for t in texts)),
        Chart(ChartKind.BAR, first, texts, (Series(first, (1.0,) * len(texts)),)),
        Way(Place("A", first), Place("B", first), (Step(first),)),
    )
    told = paper(layout)
    return replace(
        told,
        title=first,
        kind=first,
        facts=(Fact(first, first),),
        sections=(Section(first, tuple(everywhere), column=0),),
    )
