"""How a customer prefers to think: an estimate from what was observed, never a test."""
