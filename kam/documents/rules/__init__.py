"""The meaning of this room in plain Python."""
