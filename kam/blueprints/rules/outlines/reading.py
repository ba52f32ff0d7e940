"""Reading a template from TOML: every fault with the line it stands in."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from kam.blueprints.rules import measures
from kam.blueprints.rules.outlines.shape import Goal, OutlineText, Words
from kam.core.errors import Invalid
from kam.core.marking import mark

LARGEST, MOST_GOALS, LONGEST_PROMPT, LONGEST_NAME = 32 * 1024, 20, 400, 80
MOST_MONTHS = 36
SECTIONS = (
    "facts",
    "platform",
    "hierarchy",
    "relations",
    "people",
    "change",
    "goals",
    "steps",
    "probing",
    "risks",
    "joint",
    "reviews",
)
TOP = {"name", "sections", "goals"}
OF_GOAL = {"name", "measure", "target", "months", "threshold", "joint"}
NEEDED = ("goals", "reviews")
AT_LINE = re.compile(r"line (\d+)")


class Misread(Invalid):
    """A template that cannot be used; `line` is where."""

    def __init__(self, line: int, text: str, **params: str | int) -> None:
        what = mark("模板第 %(line)s 行有问题")
        super().__init__(
            what,
            fields={"text": [text]},
            todo=mark("请改好这一行，再保存一次"),
        )
        self.params |= {"line": line, **params}
        self.line = line


def read_outline(text: str) -> OutlineText:
    """Return what a template says, or the first fault with its line."""
    if len(text.encode("utf-8", "replace")) > LARGEST:
        raise Misread(1, mark("模板太大：最多 32 KB"))
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # bad, numbers too long, too deep
        raise Misread(
            _line_told(str(error), text), mark("这一行不是 TOML 格式")
        ) from error
    lines = text.splitlines()
    _refuse_stray(told, TOP, lines, "")
    return OutlineText(
        name=_words(told.get("name"), LONGEST_NAME, _line(lines, "name")),
        prompts=_prompts(told.get("sections"), lines),
        goals=_goals(told.get("goals", []), lines),
    )


def _line_told(message: str, text: str) -> int:
    found = AT_LINE.search(message)
    return int(found[1]) if found else len(text.splitlines()) or 1


def _line(lines: list[str], key: str, start: int = 1) -> int:
    """Return the first line from `start` on that sets a key or opens a table."""
    wanted = re.compile(rf"\s*(\[+\s*)?\"?{re.escape(key)}\"?\s*(=|\]|$)")
    for number, line in enumerate(lines[start - 1 :], start=start):
        if wanted.match(line):
            return number
    return start


def _refuse_stray(
    told: dict[str, Any], known: set[str], lines: list[str], part: str, start: int = 1
) -> None:
    for key in told:
        if key not in known:
            line = _line(lines, f"{part}{key}", start)
            raise Misread(line, mark("没有叫“%(key)s”的项"), key=key[:40])


def _words(value: object, most: int, line: int) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Misread(line, mark("这里要写字"))
    if len(value) > most:
        raise Misread(line, mark("太长：最多 %(most)s 字"), most=most)
    if any(ord(c) < ord(" ") and c not in "\n\t" for c in value):
        raise Misread(line, mark("有不能保存的字符"))
    return value.strip()


def _both(value: object, most: int, line: int) -> Words:
    """Read a text, or one of two languages: { zh = "…", en = "…" }."""
    if not isinstance(value, dict):
        return Words(_words(value, most, line))
    for key in value:
        if key not in ("zh", "en"):
            raise Misread(line, mark("没有叫“%(key)s”的项"), key=str(key)[:40])
    english = _words(value["en"], most, line) if "en" in value else ""
    return Words(_words(value.get("zh"), most, line), english)


def _prompts(told: object, lines: list[str]) -> dict[str, Words]:
    start = _line(lines, "sections")
    if not isinstance(told, dict) or not told:
        raise Misread(start, mark("要有 [sections]，每一节一行提示"))
    _refuse_stray(told, set(SECTIONS), lines, "", start)
    for key in NEEDED:
        if key not in told:
            raise Misread(start, mark("缺少“%(key)s”一节：目标和评审不能省"), key=key)
    return {
        key: _both(told[key], LONGEST_PROMPT, _line(lines, key, start))
        for key in SECTIONS
        if key in told
    }


def _goals(told: object, lines: list[str]) -> tuple[Goal, ...]:
    starts = [
        n for n, line in enumerate(lines, 1) if re.match(r"\s*\[\[\s*goals", line)
    ]
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise Misread(_line(lines, "goals"), mark("目标要写成 [[goals]]"))
    places = starts + [_line(lines, "goals")] * (len(told) - len(starts))
    if len(told) > MOST_GOALS:
        raise Misread(places[MOST_GOALS], mark("最多 %(most)s 个目标"), most=MOST_GOALS)
    return tuple(_goal(one, lines, at) for one, at in zip(told, places, strict=False))


def _goal(told: dict[str, Any], lines: list[str], at: int) -> Goal:
    _refuse_stray(told, OF_GOAL, lines, "", at)
    measure = str(told.get("measure"))
    if measure not in measures.RULES:
        known = ", ".join(measures.RULES)
        line = _line(lines, "measure", at)
        raise Misread(line, mark("不认识这个指标；可用：%(known)s"), known=known)
    target = _number(told, "target", lines, at)
    threshold = _number(told, "threshold", lines, at) if "threshold" in told else None
    for field, text in measures.faults(measure, threshold, target).items():
        raise Misread(_line(lines, field, at), text)
    months = _number(told, "months", lines, at)
    if not 1 <= months <= MOST_MONTHS:
        line = _line(lines, "months", at)
        raise Misread(line, mark("月数要在 1 到 %(most)s 之间"), most=MOST_MONTHS)
    return Goal(
        name=_both(told.get("name"), LONGEST_NAME, _line(lines, "name", at)),
        measure=measure,
        target=target,
        months=months,
        threshold=threshold,
        is_joint=told.get("joint") is True,
    )


def _number(told: dict[str, Any], key: str, lines: list[str], at: int) -> int:
    value = told.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Misread(_line(lines, key, at), mark("这里要写一个整数"))
    return value
