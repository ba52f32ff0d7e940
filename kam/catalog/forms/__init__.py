"""The forms of this room."""

from kam.catalog.forms.competitors import CompetitorForm
from kam.catalog.forms.products import ProductForm, ProductListForm

__all__ = ["CompetitorForm", "ProductForm", "ProductListForm"]
