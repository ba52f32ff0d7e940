"""Account plans in plain values: what is read, measured, missing, changed, shared."""
