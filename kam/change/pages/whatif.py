"""The purchase formula as a what-if: three sliders, a weight, one weakest factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.change.rules.purchase import (
    ADVANTAGE,
    INTEREST,
    RELATIONSHIP,
    purchase,
    relationship_of,
)
from kam.judgements.rules.scales import BUSINESS, PERSONAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.judgements.queries import Standing

MIDDLE = 50
# A little more than a half, so that 12.4999… of a product of decimals counts as 12.5.
HALF = 0.5 + 1e-9


@dataclass(frozen=True)
class Slider:
    """One factor in percent, and where it comes from."""

    key: str
    label: str
    value: int
    note: str
    is_judged: bool
    url: str = ""


@dataclass(frozen=True)
class Part:
    """A bar of the waterfall in percent."""

    key: str
    label: str
    value: int


@dataclass(frozen=True)
class WhatIf:
    """The sliders, the bars, and the factor to work on."""

    sliders: Sequence[Slider]
    weight: int
    usual_weight: int
    parts: Sequence[Part]
    result: int
    weakest: str
    labels: Mapping[str, str]


def factor_labels() -> dict[str, str]:
    """Return what the factors are called."""
    return {
        RELATIONSHIP: gettext("客户关系"),
        ADVANTAGE: gettext("产品优势"),
        INTEREST: gettext("单位的经济利益"),
    }


def judged_factors(
    standing: Standing, person_id: int, product_id: int
) -> dict[str, int | None]:
    """Return each factor in percent, None where nobody judged it."""
    business = standing.value(person_id, BUSINESS)
    personal = standing.value(person_id, PERSONAL)
    both = business is not None and personal is not None
    strength = relationship_of(business, personal) if both else None  # type: ignore[arg-type]
    found = {
        name: standing.value(person_id, name, product_id=product_id)
        for name in (ADVANTAGE, INTEREST)
    }
    return {
        RELATIONSHIP: None if strength is None else round(strength * 100),
        **{name: None if v is None else v * 10 for name, v in found.items()},
    }


def whatif_of(
    judged: Mapping[str, int | None],
    asked: Mapping[str, int],
    usual_weight: float,
    urls: Mapping[str, str],
) -> WhatIf:
    """Build the what-if; `asked` holds the sliders as somebody moved them."""
    labels, usual = factor_labels(), round(usual_weight * 100)
    held = {k: MIDDLE if v is None else v for k, v in judged.items()}
    values = {name: asked.get(name, held[name]) for name in labels}
    weight = asked.get("weight", usual)
    told = purchase(
        values[RELATIONSHIP] / 100,
        values[ADVANTAGE] / 100,
        values[INTEREST] / 100,
        weight / 100,
    )
    return WhatIf(
        sliders=[
            _slider(name, labels[name], values[name], judged[name], urls.get(name, ""))
            for name in labels
        ],
        weight=weight,
        usual_weight=usual,
        parts=[
            Part("advantage", gettext("a × 产品优势"), _percent(told.advantage_part)),
            Part(
                "interest", gettext("b × 单位的经济利益"), _percent(told.interest_part)
            ),
            Part(
                "bracket",
                gettext("括号里合计"),
                _percent(told.advantage_part + told.interest_part),
            ),
            Part("result", gettext("× 客户关系"), _percent(told.result)),
        ],
        result=_percent(told.result),
        weakest=labels[told.weakest],
        labels=labels,
    )


def _percent(share: float) -> int:
    """Return whole percents, a half upwards, as the browser rounds."""
    return int(share * 100 + HALF)


def _slider(name: str, label: str, value: int, judged: int | None, url: str) -> Slider:
    if judged is None:
        note = gettext("还没有判断，先放在 %(n)s") % {"n": MIDDLE}
    elif judged != value:
        note = gettext("判断是 %(n)s") % {"n": judged}
    else:
        note = gettext("来自判断")
    return Slider(name, label, value, note, is_judged=judged is not None, url=url)
