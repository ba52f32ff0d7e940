"""What the commands ask that compute from a file, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kam.config.cli_reading import day, days, share, stretch
from kam.config.tongues import both
from kam.core.marking import mark

if TYPE_CHECKING:
    import argparse

WORDS = (
    ("--won", mark("表示赢单的词，可写几次")),
    ("--lost", mark("表示输单的词，可写几次")),
    ("--open", mark("只有这些词表示进行中，可写几次")),
)
AGES = (
    ("--within", stretch, 90.0, mark("看往后多少天，默认 90")),
    ("--hopeless", share, 0.05, mark("机会低于它就是没有希望，默认 0.05")),
    ("--stale", share, 0.9, mark("比多大比例的赢单还久算拖得太久，默认 0.9")),
)


def ask_frontier(made: argparse.ArgumentParser) -> None:
    """Ask which columns make a frontier."""
    made.add_argument("file", type=Path)
    made.add_argument("--id", required=True, metavar="COL", dest="id_column")
    made.add_argument("--input", required=True, metavar="COL", dest="input_column")
    made.add_argument("--output", required=True, metavar="COL", dest="output_column")
    made.add_argument("--method", choices=("dea-vrs", "fdh"), default="dea-vrs")


def ask_calibrate(made: argparse.ArgumentParser) -> None:
    """Ask which columns and words tell what became of opportunities."""
    ask = made.add_argument
    ask("file", type=Path)
    for name, about in (
        ("--start", mark("开始日期一列")),
        ("--end", mark("结束日期一列")),
        ("--outcome", mark("结果一列")),
    ):
        ask(name, required=True, metavar="COL", help=both(about))
    for name, about in WORDS:
        ask(
            name,
            required=name != "--open",
            action="append",
            default=[],
            metavar="WORD",
            help=both(about),
        )
    cut = both(mark("截止日，如 2026-03-18，之后的不用"))
    ask("--censor", required=True, type=day, metavar="DATE", help=cut)
    at = both(mark("第几天，含当天，如 30,60,90"))
    ask("--at", type=days, default="30,60,90,180,365", metavar="DAYS", help=at)
    ask("--group", metavar="COL", help=both(mark("比较各组的一列")))
    for name, read, usual, about in AGES:
        ask(name, type=read, default=usual, metavar="NUMBER", help=both(about))
    ask("--sheet", help=both(mark("要读的工作表")))
