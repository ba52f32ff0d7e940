"""Templates of account plans: which sections, what to ask, which goals."""
