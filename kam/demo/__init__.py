"""One believable, deterministic company, built through services only."""
