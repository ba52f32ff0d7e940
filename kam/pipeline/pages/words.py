"""The company's lists of stages, reasons and criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.pipeline.models import Criterion, Stage
from kam.pipeline.queries.words import criteria, reasons, stages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.pipeline.models import Reason


@dataclass(frozen=True)
class WordLine:
    """One line of a list."""

    label: str
    code: str
    url: str
    is_active: bool
    engages: bool
    is_must: bool


@dataclass(frozen=True)
class WordList:
    """One of the lists."""

    title: str
    note: str
    lines: Sequence[WordLine]
    new_url: str
    new_label: str


@dataclass(frozen=True)
class WordsPage:
    """All lists."""

    lists: Sequence[WordList]


def words_page() -> WordsPage:
    """Read all lists; three statements."""
    return WordsPage(
        lists=[
            WordList(
                gettext("商机的阶段"),
                gettext("赢单和输单不是阶段，不用列"),
                _lines("stages", stages()),
                reverse("pipeline:word-new", args=["stages"]),
                gettext("加一个阶段"),
            ),
            WordList(
                gettext("输单原因"),
                gettext("输单时选一个"),
                _lines("reasons", reasons()),
                reverse("pipeline:word-new", args=["reasons"]),
                gettext("加一个原因"),
            ),
            WordList(
                gettext("筛选准则"),
                gettext(
                    "市场平台之前问的；必须项答“否”就淘汰。清单是我们的，请改成自己的"
                ),
                _lines("criteria", criteria()),
                reverse("pipeline:word-new", args=["criteria"]),
                gettext("加一条准则"),
            ),
        ]
    )


def _lines(kind: str, rows: Iterable[Stage | Reason | Criterion]) -> list[WordLine]:
    return [
        WordLine(
            label=row.label,
            code=row.code,
            url=reverse("pipeline:word", args=[kind, row.pk]),
            is_active=row.is_active,
            engages=isinstance(row, Stage) and row.engages,
            is_must=isinstance(row, Criterion) and row.is_must,
        )
        for row in rows
    ]
