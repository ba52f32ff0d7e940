"""Choosing columns and a method, and reading a column run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.performance.forms.frontier import LARGEST_ID
from kam.performance.rules import (
    ENVELOPES,
    POTENTIAL,
    SALES,
    USUAL_DRAWS,
    ColumnChoice,
    Inquiry,
)
from kam.performance.rules.inquiry import FEWEST_DRAWS, LINES, MOST_DRAWS, MOST_M
from kam.performance.terms import ColumnMethod, Inefficiency, Orientation
from kam.web.lists import ListForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.models import ColumnRun

PERCENT = 100
MOST_SEED = 2**31 - 1
ONLY_FOR = {
    "orientation": (*ENVELOPES, "order-m"),
    "draws": ENVELOPES,
    "fixed": (*ENVELOPES, "order-m"),
    "super_efficiency": ENVELOPES,
    "log": LINES,
    "inefficiency": ("sfa",),
    "tau": ("quantile",),
    "order": ("order-m",),
}
CHIPS = forms.CheckboxSelectMultiple


class ColumnsForm(forms.Form):
    """Which columns of which period are compared, and how."""

    period = forms.ChoiceField(label=_("期间"))
    inputs = forms.MultipleChoiceField(
        label=_("投入"),
        widget=CHIPS,
        help_text=_("给定的条件或用掉的力量，如潜力、拜访"),
    )
    outputs = forms.MultipleChoiceField(
        label=_("产出"),
        widget=CHIPS,
        help_text=_("做到的结果，如销售；同一列不能两边都选"),
    )
    method = forms.ChoiceField(label=_("方法"), choices=ColumnMethod)
    orientation = forms.ChoiceField(
        label=_("方向"),
        choices=Orientation,
        required=False,
        help_text=_("随机前沿和分位数前沿只有产出方向"),
    )
    fixed = forms.MultipleChoiceField(
        label=_("给定的列"),
        required=False,
        widget=CHIPS,
        help_text=_(
            "改不了的条件，如潜力：仍参与比较，但不要求它变动。"
            "产出方向本来就不动投入，所以只在投入方向或两边时用到"
        ),
    )
    super_efficiency = forms.BooleanField(
        label=_("超效率：每个区域只与其余区域比较"),
        required=False,
        help_text=_(
            "看前沿上的区域高出其余多少：指数可以大于 1；没有区间，抽样次数空着即可"
        ),
    )
    draws = forms.IntegerField(
        label=_("抽样次数"),
        required=False,
        min_value=0,
        max_value=MOST_DRAWS,
        help_text=_(
            "只用于包络：空着为 200 次；0 为不抽样，也就没有区间；1000 次更稳，也更久"
        ),
    )
    level = forms.FloatField(
        label=_("把握（%）"), min_value=50, max_value=99.9, required=False
    )
    seed = forms.IntegerField(
        label=_("随机种子"),
        min_value=0,
        max_value=MOST_SEED,
        required=False,
        help_text=_("同样的种子得到同样的结果"),
    )
    log = forms.BooleanField(label=_("取对数（随机前沿、分位数前沿）"), required=False)
    inefficiency = forms.ChoiceField(
        label=_("低效率的分布（随机前沿）"),
        choices=[("", _("常用：半正态")), *Inefficiency.choices],
        required=False,
    )
    tau = forms.FloatField(
        label=_("线下的比例 τ（分位数前沿）"),
        min_value=0.01,
        max_value=0.99,
        required=False,
        help_text=_("空着为 0.9"),
    )
    order = forms.IntegerField(
        label=_("与几个相比 m（order-m）"),
        min_value=1,
        max_value=MOST_M,
        required=False,
        help_text=_("空着为 25"),
    )

    def __init__(
        self,
        *args: Any,
        periods: Sequence[str],
        columns: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("period").choices = [(name, name) for name in periods]
        for side in ("inputs", "outputs", "fixed"):
            self._choices(side).choices = list(columns)

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Say beside each field what the method has no use for."""
        told = super().clean() or {}
        method = told.get("method", "")
        for name, methods in ONLY_FOR.items():
            given = told.get(name)
            usual = name == "orientation" and given == Orientation.OUTPUT
            if given and not usual and method not in methods:
                names = gettext("、").join(str(ColumnMethod(m).label) for m in methods)
                text = gettext("这种方法用不到它，请清空；它只用于：%(names)s")
                self.add_error(name, text % {"names": names})
        self._check_draws(told)
        if method in LINES and len(told.get("outputs", ())) > 1:
            self.add_error("outputs", gettext("这种方法只能有一个产出"))
        if set(told.get("inputs", ())) & set(told.get("outputs", ())):
            self.add_error("outputs", gettext("每一列只能是一个投入，或一个产出"))
        return told

    def _check_draws(self, told: dict[str, Any]) -> None:
        draws, method = told.get("draws"), told.get("method")
        if draws and draws < FEWEST_DRAWS:
            text = gettext("请填 0，或 %(fewest)s 以上") % {"fewest": FEWEST_DRAWS}
            self.add_error("draws", text)
        elif draws and told.get("super_efficiency") and method in ENVELOPES:
            text = gettext("超效率没有区间：请清空抽样次数，或不选超效率")
            self.add_error("draws", text)

    def choice(self) -> ColumnChoice:
        """Return the choice; what is left empty is the usual."""
        told = self.cleaned_data
        method, draws, seed = told["method"], told["draws"], told["seed"]
        above = told["super_efficiency"]
        usual = USUAL_DRAWS if method in ENVELOPES and not above else 0
        asked = Inquiry(
            method=method,
            orientation=told["orientation"] or None,
            level=round((told["level"] or 95) / PERCENT, 6),
            log=told["log"],
            inefficiency=told["inefficiency"] or None,
            tau=told["tau"],
            m=told["order"],
            bootstrap=usual if draws is None else draws,
            seed=1 if seed is None else seed,
            fixed=tuple(told["fixed"]),
            super_efficiency=above,
        )
        return ColumnChoice(
            inputs=tuple(told["inputs"]), outputs=tuple(told["outputs"]), asked=asked
        )


def usual_choice(periods: Sequence[str]) -> dict[str, object]:
    """Return what a form begins with: sales on potential in the newest period."""
    return {
        "period": next(iter(periods), ""),
        "inputs": [POTENTIAL],
        "outputs": [SALES],
        "method": ColumnMethod.DEA_VRS,
        "level": 95,
        "seed": 1,
    }


def choice_like(run: ColumnRun) -> dict[str, object]:
    """Return a form's values as a run was asked, so that one thing can be changed."""
    asked = run.parameters["asked"]
    envelope = run.method in ENVELOPES
    return {
        "period": run.period,
        "inputs": run.inputs,
        "outputs": run.outputs,
        "method": run.method,
        "orientation": asked["orientation"] or Orientation.OUTPUT,
        "fixed": asked["fixed"],
        "super_efficiency": asked["super_efficiency"],
        "draws": asked["bootstrap"] if envelope else None,
        "level": round(asked["level"] * PERCENT, 4),
        "seed": asked["seed"],
        "log": asked["log"],
        "inefficiency": asked["inefficiency"] or "",
        "tau": asked["tau"],
        "order": asked["m"],
    }


class ColumnsQuery(ListForm):
    """The list of column runs, and the run whose choice the form begins with."""

    SORTS = {"made": ("id",)}
    USUAL = "-made"

    like = forms.IntegerField(min_value=1, max_value=LARGEST_ID)


class ColumnRunQuery(ListForm):
    """The table of a column run, and the territory that is open."""

    SORTS = {"index": ("score", "-code", "-id"), "code": ("code", "id")}
    USUAL = "-index"

    unit = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
