"""The shapes at the doors of this room."""

from kam.performance.forms.behaviour import BehaviourQuery, LookForm
from kam.performance.forms.frontier import (
    FigureForm,
    FiguresForm,
    FrontierForm,
    MakeRunForm,
    NewSetForm,
    SetForm,
    SetsForm,
)

__all__ = [
    "BehaviourQuery",
    "FigureForm",
    "FiguresForm",
    "FrontierForm",
    "LookForm",
    "MakeRunForm",
    "NewSetForm",
    "SetForm",
    "SetsForm",
]
