"""Forms of account plans."""

from kam.blueprints.forms.lists import BlueprintListForm, OutlineForm
from kam.blueprints.forms.meeting import (
    CloseForm,
    DecisionForm,
    FindingForm,
    RemarkForm,
)
from kam.blueprints.forms.sharing import HandoutForm, ReplyForm
from kam.blueprints.forms.writing import BeginForm, ObjectiveForm, section_form

__all__ = [
    "BeginForm",
    "BlueprintListForm",
    "CloseForm",
    "DecisionForm",
    "FindingForm",
    "HandoutForm",
    "ObjectiveForm",
    "OutlineForm",
    "RemarkForm",
    "ReplyForm",
    "section_form",
]
