"""One page that needs nothing else: chart, table, method, and what to know."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kam.core.marking import mark
from kam.performance.engine import Analysis
from kam.performance.offline.drawing import draw_scatter, draw_scores
from kam.performance.offline.methods import METHOD_NOTES
from kam.performance.offline.telling import lines_of
from kam.web.alone import write_alone

if TYPE_CHECKING:
    from kam.performance.engine import Grouping
    from kam.performance.offline.drawing import ScatterChart, ScoreChart
    from kam.performance.offline.telling import Say, Teller

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FIGURES = ("sigma2", "gamma", "loglik", "lr", "lr_p", "tau", "rho")
THOUSANDTH = Decimal("0.001")
PAGE = "performance/offline/page.html"
CLASSES = {
    "frontier": mark("前沿"),
    "near": mark("接近前沿"),
    "average": mark("中等"),
    "low": mark("待提升"),
    "undetermined": mark("尚不能定"),
    None: "—",
}
WORDS = {
    "title": mark("绩效前沿"),
    "purpose": mark("用于辅导，不用于奖惩：指数是去看、去问的理由，不是结论。"),
    "scatter": mark("前沿图"),
    "scores": mark("指数与区间"),
    "table": mark("每个单位"),
    "model": mark("模型"),
    "method": mark("方法"),
    "compared": mark("各组是否不同"),
    "notes": mark("请先读"),
    "dropped": mark("没有用的行"),
    "source": mark("出处"),
    "id": mark("代码"),
    "score": mark("指数"),
    "interval": mark("区间"),
    "class": mark("分档"),
    "peers": mark("向谁学"),
    "targets": mark("能做到"),
    "name": mark("名称"),
    "value": mark("数值"),
    "error": mark("标准误"),
    "row": mark("行"),
    "column": mark("列"),
    "reason": mark("原因"),
}
COUNTED = mark("%(n)s 个单位，%(dropped)s 行没有用")
MORE = mark("图里是最高的几个，其余 %(count)s 个只在表里")


@dataclass(frozen=True, kw_only=True)
class Section:
    """One analysis, or one group of it."""

    name: str
    counted: str
    scatter: ScatterChart | None
    scores: ScoreChart
    more: str
    units: tuple[tuple[str, ...], ...]
    coefficients: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    dropped: tuple[tuple[str, ...], ...]


def page_of(
    report: dict[str, Any],
    answer: Analysis | Grouping,
    *,
    title: str,
    by: str,
    teller: Teller,
    tongue: str,
) -> str:
    """Write the page in the reader's language."""
    say = teller.say
    if isinstance(answer, Analysis):
        parts = [("", answer, report)]
    else:
        told = report["groups"]
        parts = [
            (f"{by}: {one.name}", one.analysis, group)
            for one, group in zip(answer.groups, told, strict=True)
        ]
    method = METHOD_NOTES[report["model"].get("method", "dea-vrs")]
    page = {
        "tongue": "zh-Hans" if tongue.startswith("zh") else "en",
        "file": title,
        "words": {name: say(word, None) for name, word in WORDS.items()},
        "method": [say(text, None) for text in (method.name, method.does)],
        "silent": say(method.silent, None),
        "source": method.source,
        "version": f"salesfrontier {report['model'].get('library_version', '')}",
        "factor": _factor(report),
        "compared": lines_of(report, say),
        "sections": [_section(name, one, part, say) for name, one, part in parts],
    }
    return write_alone(TEMPLATES, PAGE, page)


def _section(name: str, answer: Analysis, report: dict[str, Any], say: Say) -> Section:
    scores = draw_scores(answer.scores)
    counted = {"n": report["n"], "dropped": len(report["dropped"])}
    more = {"count": scores.left_out}
    return Section(
        name=name,
        counted=say(COUNTED, counted),
        scatter=draw_scatter(answer.scores, steps=answer.model.method == "fdh"),
        scores=scores,
        more=say(MORE, more) if scores.left_out else "",
        units=tuple(_unit(unit, say) for unit in _best_first(report["units"])),
        coefficients=_coefficients(report["model"]),
        notes=tuple(_note(note) for note in report["warnings"]),
        dropped=tuple(
            (str(d["row"]), d["id"], d["column"], d["value"], d["message"])
            for d in report["dropped"]
        ),
    )


def _best_first(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(units, key=lambda unit: -(unit["score"] or 0.0))


def _factor(report: dict[str, Any]) -> str:
    units = report["units"]
    known = (name for name in ("phi", "theta", "beta") if units and name in units[0])
    return next(known, "")


def _unit(unit: dict[str, Any], say: Say) -> tuple[str, ...]:
    factor = [_share(unit[n]) for n in ("phi", "theta", "beta") if n in unit]
    peers = (f"{peer['id']} {peer['weight']:.0%}" for peer in unit["peers"])
    goals = unit.get("targets", {}).items()
    targets = (f"{name} {_figure(value)}" for name, value in goals)
    span = (unit["lower"], unit["upper"])
    return (
        unit["id"],
        _share(unit["score"]),
        *factor,
        "—" if None in span else f"{_share(span[0])} – {_share(span[1])}",
        say(CLASSES[unit["class"]], None),
        ", ".join(peers) or "—",
        ", ".join(targets) or "—",
    )


def _coefficients(model: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    errors = model["standard_errors"]
    rows = [
        (n, _fine(v), _fine(errors.get(n))) for n, v in model["coefficients"].items()
    ]
    known = [name for name in FIGURES if model.get(name) is not None]
    rows += [(n, _fine(model[n]), _fine(errors.get(n))) for n in known]
    return tuple(rows)


def _note(note: dict[str, Any]) -> str:
    ids = ", ".join(note["ids"])
    return f"{note['message']}: {ids}" if ids else note["message"]


def _share(figure: float | None) -> str:
    """Write a share; it is cut, not rounded, so that 0.8999 never reads as 0.900."""
    if figure is None:
        return "—"
    return str(Decimal(repr(figure)).quantize(THOUSANDTH, ROUND_DOWN))


def _fine(figure: float | None) -> str:
    return "—" if figure is None else f"{figure:.6g}"


def _figure(figure: float | None) -> str:
    return "—" if figure is None else f"{figure:,.6g}"
