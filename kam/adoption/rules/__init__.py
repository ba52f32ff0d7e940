"""The ladder: gates, stages, and what each stage asks of us."""
