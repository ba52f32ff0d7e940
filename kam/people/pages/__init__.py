"""The finished pages of the people room."""
