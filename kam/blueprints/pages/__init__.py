"""The pages of account plans."""

from kam.blueprints.pages.composed import composed_plan

__all__ = ["composed_plan"]
