"""Columns, methods, notes and classes of a column run in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.pages.words import usual_text, with_unit
from kam.performance.rules import (
    DROPS,
    EXCLUDED,
    FURTHER,
    POTENTIAL,
    REMARKS,
    SALES,
    Labels,
)
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kam.performance.models import ColumnRun

SHOWN_UNITS = 20
STATE_TONES = {
    "waiting": "info",
    "working": "info",
    "done": "good",
    "cancelled": "mute",
    "failed": "bad",
}


def labels_of_run(run: ColumnRun) -> Labels:
    """Return what the figures were called when the run was asked for."""
    return Labels(**run.parameters["labels"])


def column_name(key: str, labels: Labels) -> str:
    """Name a column; the two usual ones as their set calls them."""
    names = {POTENTIAL: labels.potential, SALES: labels.sales}
    if key in names:
        return gettext(names[key])
    return usual_text(key.removeprefix(FURTHER))


def column_title(key: str, labels: Labels) -> str:
    """Name a column with its unit, where it has one."""
    units = {POTENTIAL: labels.potential_unit, SALES: labels.sales_unit}
    return with_unit(column_name(key, labels), units.get(key, ""))


def columns_text(run: ColumnRun) -> str:
    """Say which columns were compared: inputs, an arrow, outputs."""
    inputs, outputs = (
        gettext("、").join(_compared(key, run) for key in keys)
        for keys in (run.inputs, run.outputs)
    )
    return f"{inputs} → {outputs}"


def _compared(key: str, run: ColumnRun) -> str:
    name = column_name(key, labels_of_run(run))
    return (
        gettext("%(column)s（给定）") % {"column": name} if key in run.fixed else name
    )


def given_text(run: ColumnRun) -> str:
    """Name the columns that are given and do not move."""
    labels = labels_of_run(run)
    return gettext("、").join(column_name(key, labels) for key in run.fixed)


def coefficient_name(name: str, labels: Labels) -> str:
    """Name a coefficient as a reader knows its column."""
    if name == "intercept":
        return gettext("截距")
    if name.startswith("log(") and name.endswith(")"):
        return f"ln {column_name(name[4:-1], labels)}"
    return column_name(name, labels)


def with_columns(
    params: Mapping[str, object], labels: Labels, keys: Iterable[str]
) -> dict[str, object]:
    """Put the names of columns where a text would say their keys."""
    told = dict(params)
    for field in ("columns", "column"):
        if isinstance(told.get(field), str):
            parts = str(told[field]).split(", ")
            told[field] = gettext("、").join(_named(p, labels, keys) for p in parts)
    return told


def _named(part: str, labels: Labels, keys: Iterable[str]) -> str:
    for key in keys:
        if part in (key, f"log({key})"):
            return coefficient_name(part, labels)
    return part


def remark_text(note: Mapping[str, object], run: ColumnRun) -> str:
    """Say one thing a reader of a run should know, and of which territories."""
    code, params = str(note["code"]), note["params"]
    keys = [*run.inputs, *run.outputs]
    given = params if isinstance(params, dict) else {}
    filled = with_columns(given, labels_of_run(run), keys)
    if "reason" in filled:
        filled["reason"] = say(str(filled["reason"]), filled)
    told = say(REMARKS.get(code, code), filled)
    units = list(note["units"])  # type: ignore[call-overload]
    if not units:
        return told
    shown = gettext("、").join(str(name) for name in units[:SHOWN_UNITS])
    if len(units) > SHOWN_UNITS:
        shown = gettext("%(shown)s等 %(n)s 个") % {"shown": shown, "n": len(units)}
    return gettext("%(note)s：%(units)s") % {"note": told, "units": shown}


def aside_text(row: Mapping[str, str], labels: Labels) -> str:
    """Say why a territory takes no part; the excluder's own words come first."""
    reason = row["reason"]
    if reason == EXCLUDED:
        return row["text"] or gettext("已设为不参与")
    why = gettext(DROPS[reason]) if reason in DROPS else reason
    if not row["column"]:
        return why
    name = column_name(row["column"], labels)
    return gettext("“%(column)s”%(why)s") % {"column": name, "why": why}


def refusal_texts(run: ColumnRun) -> list[str]:
    """Say why a run has no answer, and what to do."""
    kept = run.refused
    if not kept:
        return []
    keys = [*run.inputs, *run.outputs]
    params = with_columns(kept["params"], labels_of_run(run), keys)
    spoken = [say(kept[name], params) for name in ("what", "why", "todo")]
    return [text for text in spoken if text]


def span_text(first: int | None, last: int | None) -> str:
    """Write the places that an interval allows."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"
