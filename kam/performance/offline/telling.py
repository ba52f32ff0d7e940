"""The answer as plain JSON, and as rows of a table.

Names and units of the JSON are a contract, see docs/reference/cli.md: a figure that no
JSON number can hold is null, and a warning says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.core.marking import mark
from kam.performance.engine import Analysis
from kam.performance.rules import DROPS, REMARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.engine import (
        Comparison,
        Dropped,
        Grouping,
        Model,
        Note,
        Score,
    )

MEAN = mark("%(by)s：%(n)s 个单位，在共同前沿下平均 %(mean)s")
GAP = mark("%(first)s 与 %(second)s 相差 %(difference)s，p = %(p)s")
CHANCE = mark(
    "p 是组名打乱 %(shuffles)s 次后，任两组至少也差这么多的比例；它不说为什么不同"
)
ONE_GROUP = mark("有指数的不到两组，没有什么可以比较")
Say = Callable[[str, Mapping[str, object] | None], str]
"""Says a marked text in the reader's language."""


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Turns an answer into JSON: the number of each row, how to say a text."""

    numbers: Sequence[int]
    id_column: str
    say: Say

    def whole(self, answer: Analysis) -> dict[str, Any]:
        """Tell one analysis."""
        return {
            "units": [self.unit(unit) for unit in answer.scores],
            "model": model_of(answer.model),
            "n": len(answer.scores),
            "dropped": [self.dropped(drop) for drop in answer.dropped],
            "warnings": [self.warning(note) for note in answer.notes],
        }

    def unit(self, unit: Score) -> dict[str, Any]:
        """Tell one unit; what its method does not have is left out, or null."""
        told: dict[str, Any] = {"id": unit.id, "score": unit.score}
        if unit.factor:
            told[unit.factor] = unit.value
        told |= {
            "lower": unit.lower,
            "upper": unit.upper,
            "class": unit.unit_class,
            "peers": [{"id": name, "weight": share} for name, share in unit.peers],
            "certified": unit.certified,
        }
        if unit.corrected is not None:
            told |= {"bias_corrected": unit.corrected, "bias": unit.bias}
        if unit.inefficiency is not None:
            told["inefficiency"] = unit.inefficiency
        if unit.targets:
            told["targets"] = dict(unit.targets)
        if unit.slacks:
            told["slacks"] = dict(unit.slacks)
        return told

    def dropped(self, drop: Dropped) -> dict[str, Any]:
        """Tell one row that took no part."""
        return {
            "row": self.numbers[drop.place],
            "id": drop.id,
            "column": drop.column or self.id_column,
            "code": drop.code,
            "value": drop.value,
            "message": self.say(DROPS[drop.code], None),
        }

    def warning(self, note: Note) -> dict[str, Any]:
        """Tell one thing a reader should know."""
        params = {
            name: self.say(str(value), note.params) if name == "reason" else value
            for name, value in note.params.items()
        }
        message = self.say(REMARKS[note.code], params)
        return {"code": note.code, "message": message, "ids": list(note.units)}


def model_of(model: Model) -> dict[str, Any]:
    """Tell what was fitted."""
    return {
        "method": model.method,
        "orientation": model.orientation,
        "coefficients": dict(model.coefficients),
        "standard_errors": dict(model.standard_errors),
        "loglik": model.loglik,
        "sigma2": model.sigma2,
        "gamma": model.gamma,
        **model.further,
        "library_version": model.library_version,
    }


def report_of(answer: Analysis | Grouping, teller: Teller) -> dict[str, Any]:
    """Tell one analysis, or each group among its own and all of them together.

    With groups `units`, `dropped` and `warnings` of all of them stand together as well,
    each with the name of its group under `by`.
    """
    if isinstance(answer, Analysis):
        return teller.whole(answer)
    groups = [{"by": one.name, **teller.whole(one.analysis)} for one in answer.groups]
    joined: dict[str, Any] = {
        part: [{**row, "by": group["by"]} for group in groups for row in group[part]]
        for part in ("units", "dropped", "warnings")
    }
    shared = ("method", "orientation", "library_version")
    model = {name: groups[0]["model"][name] for name in shared} if groups else {}
    return {
        "units": joined["units"],
        "model": model,
        "n": len(joined["units"]),
        "dropped": joined["dropped"],
        "warnings": joined["warnings"],
        "groups": groups,
        "pooled": teller.whole(answer.pooled),
        "comparison": comparison_of(answer.comparison),
    }


def comparison_of(compared: Comparison | None) -> dict[str, Any] | None:
    """Tell whether groups differ; None where there is nothing to compare."""
    if compared is None:
        return None
    return {
        "method": compared.method,
        "shuffles": compared.shuffles,
        "statistic": compared.statistic,
        "p_value": compared.p_value,
        "groups": [
            {"by": one.name, "n": one.n, "mean": one.mean} for one in compared.groups
        ],
        "differences": [
            {
                "first": gap.first,
                "second": gap.second,
                "difference": gap.difference,
                "p_value": gap.p_value,
            }
            for gap in compared.gaps
        ],
    }


def lines_of(report: Mapping[str, Any], say: Say) -> list[str]:
    """Say in words whether groups differ; nothing where there are none."""
    if "groups" not in report:
        return []
    compared = report["comparison"]
    if compared is None:
        return [say(ONE_GROUP, None)]
    told = [
        say(MEAN, {**group, "mean": f"{group['mean']:.3f}"})
        for group in compared["groups"]
    ]
    for gap in compared["differences"]:
        figures = {
            "difference": f"{gap['difference']:+.3f}",
            "p": f"{gap['p_value']:.4f}",
        }
        told.append(say(GAP, {**gap, **figures}))
    return [*told, say(CHANCE, {"shuffles": compared["shuffles"]})]


def rows_of(report: Mapping[str, Any]) -> tuple[list[str], list[list[object]]]:
    """Lay the units of a report out as a table: its heads and its rows."""
    units = report["units"]
    heads = list(dict.fromkeys(name for unit in units for name in _flat(unit)))
    flat = [_flat(unit) for unit in units]
    return heads, [[unit.get(name) for name in heads] for unit in flat]


def _flat(unit: Mapping[str, Any]) -> dict[str, object]:
    told: dict[str, object] = {}
    for name, value in unit.items():
        if name == "peers":
            mix = (f"{peer['id']}: {peer['weight']:.6g}" for peer in value)
            told[name] = "; ".join(mix)
        elif isinstance(value, dict):
            told |= {f"{name[:-1]}:{column}": one for column, one in value.items()}
        else:
            told[name] = value
    return told
