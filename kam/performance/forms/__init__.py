"""The shapes at the doors of this room."""

from kam.performance.forms.behaviour import BehaviourQuery, LookForm
from kam.performance.forms.card_look import CardLookForm
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
from kam.performance.forms.supposing import SupposeForm
from kam.performance.forms.target import TargetForm, TargetsForm, TargetUndoForm

__all__ = [
    "BehaviourQuery",
    "CardLookForm",
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
    "SupposeForm",
    "TargetForm",
    "TargetUndoForm",
    "TargetsForm",
]
