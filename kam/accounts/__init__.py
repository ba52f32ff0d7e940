"""Key accounts, the people in them, and who shares an account."""
