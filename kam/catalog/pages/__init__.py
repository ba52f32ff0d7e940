"""The finished pages of this room."""
