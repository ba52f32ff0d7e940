"""The page of the letterhead, and the document that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext

from kam.core.clock import now, today
from kam.documents.press import FORMATS
from kam.documents.queries import letterhead
from kam.documents.rules.paper import (
    Chart,
    ChartKind,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Layout,
    Mark,
    Place,
    Section,
    Series,
    Step,
    StepState,
    Table,
    Text,
    Way,
    Words,
)
from kam.people.pages.tabs import settings_tabs

if TYPE_CHECKING:
    from kam.documents.models import Letterhead
    from kam.people.models import User
    from kam.people.pages.tabs import Tab

DEMO = "demo"
LABELS = {"pdf": "PDF", "pptx": "PPTX", "docx": "DOCX", "xlsx": "XLSX"}


@dataclass(frozen=True)
class Download:
    """A format of a document: its letters, what it is good for, where it comes from."""

    ending: str
    label: str
    note: str
    url: str = ""


@dataclass(frozen=True)
class LetterheadPage:
    """How documents look, with a picture of it."""

    tabs: list[Tab]
    row: Letterhead
    downloads: list[Download]
    has_logo: bool


def letterhead_page(user: User) -> LetterheadPage:
    """Build the page."""
    row = letterhead()
    url = reverse("documents:preview")
    return LetterheadPage(
        tabs=settings_tabs(user, "letterhead"),
        row=row,
        downloads=[
            Download(one.ending, one.label, one.note, f"{url}?format={one.ending}")
            for one in downloads()
        ],
        has_logo=bool(row.logo_digest),
    )


def downloads() -> list[Download]:
    """Return the formats in the order they are offered."""
    notes = {
        "pdf": gettext("打印和发送"),
        "pptx": gettext("演示，图表可以改"),
        "docx": gettext("接着写"),
        "xlsx": gettext("数字和图表"),
    }
    return [Download(one, LABELS[one], notes[one]) for one in FORMATS]


def frame_words() -> Words:
    """Return the words that a layout adds, in the language of the moment."""
    return Words(
        continued=gettext("（续）"),
        contents=gettext("目录"),
        overview=pgettext("worksheet", "概要"),
    )


def label_of_demo() -> str:
    """Return the words that say records are invented, "" where they are not."""
    return gettext("合成数据") if settings.ENVIRONMENT == DEMO else ""


def dated(user: User) -> str:
    """Return the line that says of when a document is, at the user's place."""
    return gettext("截至 %(day)s") % {"day": f"{today(user.time_zone):%Y-%m-%d}"}


def sample(user: User) -> Document:
    """Return an invented document that shows every part of the letterhead."""
    return Document(
        kind=gettext("公司模板的样张"),
        title=gettext("文件会是这个样子"),
        layout=Layout.SHEET,
        language=get_language() or "zh-hans",
        as_of=now(),
        words=frame_words(),
        facts=(Fact(gettext("制作人"), user.name),),
        sections=_sections(),
        dated=dated(user),
        notice=gettext("合成数据"),
    )


def _sections() -> tuple[Section, ...]:
    stages = (gettext("了解"), gettext("试用"), gettext("使用"), gettext("推荐"))
    said = (
        Text(gettext("正文是深色，重点用主色。")),
        Facts((Fact(gettext("标签"), gettext("内容")),)),
    )
    return (
        Section(gettext("图表"), _charts(stages), "①", column=0),
        Section(gettext("表格"), (_table(stages),), "②", column=1),
        Section(gettext("文字"), said, "③", column=1),
        Section(gettext("步骤"), (_way(stages),), "④", column=2),
    )


def _charts(stages: tuple[str, ...]) -> tuple[Chart, Chart]:
    numbers = tuple(float(number) for number in range(1, len(stages) + 1))
    stairs = Chart(
        ChartKind.STAIRCASE,
        gettext("从 A 到 B"),
        stages,
        (Series(gettext("级"), numbers),),
        marks=(Mark(1, "A"), Mark(2, "B")),
    )
    bars = Chart(
        ChartKind.BAR,
        gettext("两年的数量"),
        (gettext("第一季度"), gettext("第二季度")),
        (Series("2025", (12.0, 18.0)), Series("2026", (15.0, 21.0))),
    )
    return stairs, bars


def _table(stages: tuple[str, ...]) -> Table:
    rows = zip(stages, (12, 8, 3, 1), strict=True)
    return Table(
        "",
        (Column(gettext("项目"), 2.0), Column(gettext("个数"), is_number=True)),
        tuple((name, Figure(float(value), str(value))) for name, value in rows),
    )


def _way(stages: tuple[str, ...]) -> Way:
    return Way(
        Place("A", stages[1], gettext("现在在这里")),
        Place("B", stages[2], gettext("要走到这里")),
        (
            Step(gettext("第一步"), StepState.DONE, gettext("已做完")),
            Step(gettext("第二步"), StepState.CURRENT, gettext("正在做")),
        ),
    )
