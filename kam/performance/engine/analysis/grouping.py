"""Groups among their own, all of them together, and whether they differ."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.performance.engine.analysis.analysing import analyse
from kam.performance.engine.analysis.results import (
    Comparison,
    Grouped,
    GroupGap,
    Grouping,
    GroupMean,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.engine.analysis.results import Analysis, Columns
    from kam.performance.rules import Inquiry

MOST_SHUFFLES, FEWEST_SHUFFLES = 9999, 199
OF_GROUP = mark("说的是“%(by)s”这一组")
MOST_CELLS = 200_000_000
"""Units times shuffles: some seconds."""


def analyse_groups(columns: Columns, names: Sequence[str], asked: Inquiry) -> Grouping:
    """Compare each group among its own, and all rows with one frontier.

    Parameters
    ----------
    columns : Columns
    names : sequence of str
        The group of each row.
    asked : Inquiry

    Notes
    -----
    Groups stand in the order in which they first appear. Cost of `analyse` twice, and
    O(n) a shuffle.
    """
    places = defaultdict(list)
    for place, name in enumerate(names):
        places[name].append(place)
    found = []
    for name, rows in places.items():
        answer = _answer(columns.at(rows), asked, name)
        dropped = tuple(replace(row, place=rows[row.place]) for row in answer.dropped)
        found.append(Grouped(name=name, analysis=replace(answer, dropped=dropped)))
    pooled = analyse(columns, asked)
    return Grouping(
        groups=tuple(found),
        pooled=pooled,
        comparison=_compare(pooled, names, asked.seed),
    )


def _answer(columns: Columns, asked: Inquiry, name: str) -> Analysis:
    """Compare a group among its own; a refusal says which group it is of."""
    try:
        return analyse(columns, asked)
    except Invalid as error:
        error.why = error.why or OF_GROUP
        error.params["by"] = name
        raise


def _compare(pooled: Analysis, names: Sequence[str], seed: int) -> Comparison | None:
    """Test whether groups differ; None where fewer than two have a score."""
    left_out = {row.place for row in pooled.dropped}
    used = [name for place, name in enumerate(names) if place not in left_out]
    scored = [
        (unit.score, name)
        for unit, name in zip(pooled.scores, used, strict=True)
        if unit.score is not None
    ]
    groups = [name for _, name in scored]
    if len(set(groups)) < 2:  # noqa: PLR2004 - a difference needs two
        return None
    shuffles = max(FEWEST_SHUFFLES, min(MOST_SHUFFLES, MOST_CELLS // len(groups)))
    test = salesfrontier.compare_groups(
        np.array([score for score, _ in scored]),
        groups,
        rng=np.random.default_rng(seed),
        shuffles=shuffles,
    )
    return Comparison(
        method=test.method,
        shuffles=test.shuffles,
        statistic=test.statistic,
        p_value=test.p_value,
        groups=tuple(
            GroupMean(name=group.name, n=group.n, mean=group.mean)
            for group in test.groups
        ),
        gaps=tuple(
            GroupGap(
                first=gap.first,
                second=gap.second,
                difference=gap.difference,
                p_value=gap.p_value,
            )
            for gap in test.differences
        ),
    )
