"""The stages, reasons and criteria that the product comes with."""

from __future__ import annotations

from kam.pipeline.models import Criterion, Reason, Stage
from kam.pipeline.terms import ShippedCriterion, ShippedReason, ShippedStage

# Which of them shut the gate is ours: the deck lists no criteria (method §3.9).
MUSTS = (
    ShippedCriterion.NEED,
    ShippedCriterion.POTENTIAL,
    ShippedCriterion.COMPLIANCE,
)
# What is believed of a stage is ours, too: the deck knows 50, 70 and 90 % only.
BELIEVED = {ShippedStage.PROPOSING: 70, ShippedStage.NEGOTIATING: 90}


def ship() -> None:
    """Fill empty lists; what a company has is left alone."""
    if not Stage.objects.exists():
        Stage.objects.bulk_create(
            Stage(
                code=code,
                place=place,
                engages=code != ShippedStage.PROSPECTING,
                likelihood=BELIEVED.get(ShippedStage(code), 50),
            )
            for place, code in enumerate(ShippedStage.values, 1)
        )
    if not Reason.objects.exists():
        Reason.objects.bulk_create(
            Reason(code=code, place=place)
            for place, code in enumerate(ShippedReason.values, 1)
        )
    if not Criterion.objects.exists():
        Criterion.objects.bulk_create(
            Criterion(code=code, place=place, is_must=code in MUSTS)
            for place, code in enumerate(ShippedCriterion.values, 1)
        )
