"""A product and a competitor for each holding of the world."""

from __future__ import annotations

from typing import Any

from kam.catalog.services import ProductDraft, create_competitor, create_product


def build_catalog(holding: str) -> dict[tuple[str, str], Any]:
    """Add what every holding sells and meets."""
    draft = ProductDraft(name=f"Reagent {holding}", code=f"R-{holding}")
    return {
        ("product", holding): create_product(actor=None, draft=draft),
        ("competitor", holding): create_competitor(
            actor=None, name=f"Rival of {holding}"
        ),
    }
