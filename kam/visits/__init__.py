"""Visits, the five-step record, actions, promises and their continuity."""
