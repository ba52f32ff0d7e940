"""The stages and reasons that the product comes with."""

from __future__ import annotations

from kam.pipeline.models import Reason, Stage
from kam.pipeline.terms import ShippedReason, ShippedStage


def ship() -> None:
    """Fill empty lists; what a company has is left alone."""
    if not Stage.objects.exists():
        Stage.objects.bulk_create(
            Stage(code=code, place=place, engages=code != ShippedStage.PROSPECTING)
            for place, code in enumerate(ShippedStage.values, 1)
        )
    if not Reason.objects.exists():
        Reason.objects.bulk_create(
            Reason(code=code, place=place)
            for place, code in enumerate(ShippedReason.values, 1)
        )
