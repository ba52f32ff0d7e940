"""The page that works without signal: its words, and what its forms are drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext, pgettext

from kam.sync.build import build
from kam.visits.pages.recording import steps
from kam.visits.rules.insight import COPIED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.visits.pages.recording import Step

JUDGED = {"label": "{label}", "value": "{value}", "day": "{day}"}
PARTS = (
    "words",
    "today",
    "account",
    "prepare",
    "record",
    "plan",
    "owed",
    "judge",
    "outbox",
)


@dataclass(frozen=True)
class Word:
    """Words with places in braces, for one and for several."""

    name: str
    one: str
    other: str


@dataclass(frozen=True)
class RecordParts:
    """What the five steps are drawn with; the device fills in the rest."""

    steps: Sequence[Step]
    copied: float
    seconds: int = 0
    person_url: str = ""
    dates: Sequence[object] = ()


@dataclass(frozen=True)
class ShellPage:
    """The page in one language; it holds no word about anybody."""

    build: str
    parts: Sequence[str]
    words: Sequence[Word]
    record: RecordParts


def shell_page() -> ShellPage:
    """Build it for the language in force; no statement."""
    return ShellPage(
        build=build(),
        parts=[f"sync/offline/{name}.html" for name in PARTS],
        words=_words(),
        record=RecordParts(steps(), COPIED),
    )


def _words() -> list[Word]:
    told = {**_days(), **_lines(), **_line_on_top(), **_kept()}
    return [*(Word(name, text, text) for name, text in told.items()), *_counted()]


def _counted() -> list[Word]:
    def both(name: str, one: str, other: str) -> Word:
        return Word(name, one % {"n": "{n}"}, other % {"n": "{n}"})

    return [
        both("late", *(ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", n) for n in (1, 2))),
        both("ago", *(ngettext("%(n)s 天前", "%(n)s 天前", n) for n in (1, 2))),
        both("ahead", *(ngettext("%(n)s 天后", "%(n)s 天后", n) for n in (1, 2))),
        both("every", *(ngettext("每 %(n)s 天", "每 %(n)s 天", n) for n in (1, 2))),
        both(
            "waiting",
            *(ngettext("%(n)s 条待发送", "%(n)s 条待发送", n) for n in (1, 2)),
        ),
        both(
            "attention",
            *(ngettext("%(n)s 条要您看", "%(n)s 条要您看", n) for n in (1, 2)),
        ),
    ]


def _days() -> dict[str, str]:
    return {
        "today": gettext("今天"),
        "yesterday": gettext("昨天"),
        "tomorrow": gettext("明天"),
        "no_time": pgettext("time", "未定"),
        "recorded": gettext("已记录"),
        "over": gettext("已结束"),
        "running": gettext("进行中"),
        "left": gettext("还有 %(left)s") % {"left": "{left}"},
        "carried": gettext("承接 %(day)s") % {"day": "{day}"},
        "last_seen": gettext("上次 %(when)s") % {"when": "{when}"},
        "never_seen": gettext("还没有拜访过"),
    }


def _lines() -> dict[str, str]:
    closing = {"text": "{text}"}
    return {
        "unsent": gettext("未发送"),
        "yes": gettext("是"),
        "no": gettext("否"),
        "never_judged": gettext("还没有判断过"),
        "judged": gettext("%(label)s：%(value)s，%(day)s") % JUDGED,
        "action": gettext("行动"),
        "ours": gettext("我方"),
        "theirs": gettext("对方"),
        "company": gettext("协同 %(who)s") % {"who": "{who}"},
        "between": gettext("、"),
        "nobody": gettext("未写见谁"),
        "answer_to": gettext("他怎么说：%(text)s") % closing,
        "close_done": gettext("完成：%(text)s") % closing,
        "close_dropped": gettext("不再做：%(text)s") % closing,
        "close_kept": gettext("已兑现：%(text)s") % closing,
        "close_broken": gettext("未兑现：%(text)s") % closing,
        "reopen": gettext("重新打开：%(text)s") % closing,
    }


def _line_on_top() -> dict[str, str]:
    return {
        "signal": gettext("有信号了"),
        "no_signal": gettext("没有信号"),
        "as_of": gettext("数据截至 %(time)s") % {"time": "{time}"},
    }


def _kept() -> dict[str, str]:
    """Say what was kept; there is nothing more to do."""
    return {
        "plan_kept": gettext("已约 %(day)s，存在本机，联网自动发送") % {"day": "{day}"},
        "record_kept": gettext("记录存在本机，联网自动提交"),
        "draft_kept": gettext("草稿存在本机，联网自动发送"),
        "cancelled": gettext("取消存在本机，联网自动发送"),
        "action_kept": gettext("行动存在本机，联网自动发送"),
        "promise_kept": gettext("承诺存在本机，联网自动发送"),
        "change_kept": gettext("改动存在本机，联网自动发送"),
        "judgement_kept": gettext("判断存在本机，联网自动发送"),
        "observed": gettext("观察存在本机，联网自动发送"),
    }
