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
METHODS = (
    "dea-vrs",
    "dea-crs",
    "dea-nirs",
    "dea-ndrs",
    "fdh",
    "order-m",
    "quantile",
    "sfa",
)
KNOWN = " | ".join(METHODS)
WAYS = ("input", "output", "directional")
KINDS = ("half-normal", "truncated-normal", "exponential")
ERRORS = ("robust", "iid")
AGES = (
    ("--within", stretch, 90.0, mark("看往后多少天，默认 90")),
    ("--hopeless", share, 0.05, mark("机会低于它就是没有希望，默认 0.05")),
    ("--stale", share, 0.9, mark("比多大比例的赢单还久算拖得太久，默认 0.9")),
)


def ask_frontier(made: argparse.ArgumentParser) -> None:
    """Ask which columns make a frontier, how it is drawn, and how it is told."""
    ask = made.add_argument
    ask("file", type=Path)
    ask("--id", metavar="COL", default="", help=both(mark("代码一列；不写就数行")))
    for name, about in (
        ("--input", mark("投入一列，可写几次")),
        ("--output", mark("产出一列，可写几次")),
    ):
        ask(name, required=True, action="append", metavar="COL", help=both(about))
    ask("--method", choices=METHODS, default="dea-vrs", metavar="METHOD", help=KNOWN)
    ask("--orientation", choices=WAYS, help=both(mark("往哪个方向走")))
    level = both(mark("区间的置信水平，默认 0.95"))
    ask("--level", type=share, default=0.95, metavar="SHARE", help=level)
    ask("--log", action="store_true", help=both(mark("取对数，用于 sfa 和 quantile")))
    ask("--inefficiency", choices=KINDS, help=both(mark("低效率的分布，用于 sfa")))
    tau = both(mark("线下单位的比例，用于 quantile，默认 0.9"))
    ask("--tau", type=share, metavar="SHARE", help=tau)
    spread = both(
        mark("标准误，用于 quantile：robust 不设各处离散相同（默认），iid 设相同")
    )
    ask("--errors", choices=ERRORS, help=spread)
    ask("--order", type=int, metavar="M", help=both(mark("与几个相比，用于 order-m")))
    draws = both(mark("抽样次数，给出区间，如 1000"))
    ask("--bootstrap", type=int, default=0, metavar="B", help=draws)
    ask("--seed", type=int, default=1, help=both(mark("抽样的种子，默认 1")))
    ask(
        "--by",
        metavar="COL",
        default="",
        help=both(mark("按这一列分组，各自比较，再放在一起检验各组是否不同")),
    )
    fixed = both(mark("给定而不能选择的一列，不移动，可写几次"))
    ask("--fixed", action="append", default=[], metavar="COL", help=fixed)
    most = both(mark("每个单位只与其他单位比较"))
    ask("--super-efficiency", action="store_true", help=most)
    ask("--sheet", default="", help=both(mark("要读的工作表")))
    _ask_form(made)


def _ask_form(made: argparse.ArgumentParser) -> None:
    """Ask how the answer is told."""
    told = made.add_mutually_exclusive_group()
    for name, about in (
        ("--json", mark("结果写成 JSON")),
        ("--csv", mark("结果写成 CSV")),
        ("--html", mark("结果写成一个网页，含图、表和方法")),
    ):
        told.add_argument(name, action="store_true", help=both(about))
    made.add_argument(
        "--language", choices=("zh", "en"), help=both(mark("结果用哪种语言"))
    )


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
