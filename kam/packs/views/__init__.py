"""The doors of method packs."""
