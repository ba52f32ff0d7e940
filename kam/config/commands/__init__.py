"""The commands of `kam`, one module for each kind of work."""
