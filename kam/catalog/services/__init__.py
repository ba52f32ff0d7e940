"""Verbs of this room."""

from kam.catalog.services.bulk import bulk_products
from kam.catalog.services.competitors import create_competitor, edit_competitor
from kam.catalog.services.products import ProductDraft, create_product, edit_product

__all__ = [
    "ProductDraft",
    "bulk_products",
    "create_competitor",
    "create_product",
    "edit_competitor",
    "edit_product",
]
