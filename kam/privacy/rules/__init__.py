"""What is personal, how a name is found in a text, and what stands in its place."""
