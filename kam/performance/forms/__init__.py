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
from kam.performance.forms.rating import RatingForm, ShareForm
from kam.performance.forms.target import TargetForm, TargetsForm, TargetUndoForm
from kam.performance.forms.supposing import SupposeForm

__all__ = [
    "BehaviourQuery",
    "FigureForm",
    "FiguresForm",
    "FrontierForm",
    "LookForm",
    "MakeRunForm",
    "NewSetForm",
    "RatingForm",
    "SetForm",
    "SetsForm",
    "ShareForm",
    "TargetForm",
    "TargetUndoForm",
    "TargetsForm",
    "SupposeForm",
]
