"""Forms of this room."""

from kam.pipeline.forms.lists import (
    BoardForm,
    GridsForm,
    NewQuery,
    OpportunityListForm,
    PlacementListForm,
    PurchaseListForm,
)
from kam.pipeline.forms.opportunities import LoseForm, OpportunityForm, WinForm
from kam.pipeline.forms.purchases import PurchaseForm
from kam.pipeline.forms.words import (
    AddWordForm,
    CriterionForm,
    ReasonForm,
    StageForm,
)

__all__ = [
    "AddWordForm",
    "BoardForm",
    "CriterionForm",
    "GridsForm",
    "LoseForm",
    "NewQuery",
    "OpportunityForm",
    "OpportunityListForm",
    "PlacementListForm",
    "PurchaseForm",
    "PurchaseListForm",
    "ReasonForm",
    "StageForm",
    "WinForm",
]
