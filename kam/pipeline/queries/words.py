"""The company's stages, reasons and criteria."""

from __future__ import annotations

from kam.pipeline.models import Criterion, Reason, Stage


def stages() -> list[Stage]:
    """Return every stage in its order; one statement."""
    return list(Stage.objects.order_by("place", "pk"))


def reasons() -> list[Reason]:
    """Return every reason in its order; one statement."""
    return list(Reason.objects.order_by("place", "pk"))


def criteria() -> list[Criterion]:
    """Return every criterion of the screening in its order; one statement."""
    return list(Criterion.objects.order_by("place", "pk"))
