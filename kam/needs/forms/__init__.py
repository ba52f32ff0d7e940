"""The forms of this room."""

from kam.needs.forms.places import PlaceForm
from kam.needs.forms.problems import NewProblemForm, ProblemForm, TemplateForm

__all__ = ["NewProblemForm", "PlaceForm", "ProblemForm", "TemplateForm"]
