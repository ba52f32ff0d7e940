"""The doors of account plans."""
