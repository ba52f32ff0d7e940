"""Records of what customers need."""

from kam.needs.models.places import Place
from kam.needs.models.problems import Problem

__all__ = ["Place", "Problem"]
