"""The doors of the performance room."""
