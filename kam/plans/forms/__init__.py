"""The forms of this room."""

from kam.plans.forms.beginning import BeginQuery
from kam.plans.forms.lists import PlanListForm
from kam.plans.forms.plans import CloseForm, PlanForm
from kam.plans.forms.steps import DropForm, FinishForm, PlaceForm, StepForm, VisitForm

__all__ = [
    "BeginQuery",
    "CloseForm",
    "DropForm",
    "FinishForm",
    "PlaceForm",
    "PlanForm",
    "PlanListForm",
    "StepForm",
    "VisitForm",
]
