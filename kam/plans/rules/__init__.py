"""The method of plans in plain values: phases, four steps, increments, checks."""
