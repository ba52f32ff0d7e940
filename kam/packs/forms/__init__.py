"""The forms of method packs."""
