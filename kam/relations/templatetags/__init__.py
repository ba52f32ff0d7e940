"""Template tags of the relations room."""
