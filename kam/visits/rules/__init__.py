"""The method of this room in plain values: rhythm, continuity, insight, readiness."""
