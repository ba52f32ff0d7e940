"""Questions about what customers need."""

from kam.needs.queries.problems import Thought, parents_of, problem_of, thoughts_of

__all__ = ["Thought", "parents_of", "problem_of", "thoughts_of"]
