"""Template tags of the thinking room."""
