"""What is worth asking: gaps, their worth, and where a question stands."""
