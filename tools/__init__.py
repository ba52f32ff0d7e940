"""Tools of the workshop: set-up, checks, locks, messages. Never in the wheel."""
