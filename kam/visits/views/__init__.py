"""The doors of the visits room."""
