"""Products and competitors."""
