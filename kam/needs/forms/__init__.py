"""The forms of this room."""

from kam.needs.forms.problems import NewProblemForm, ProblemForm, TemplateForm

__all__ = ["NewProblemForm", "ProblemForm", "TemplateForm"]
