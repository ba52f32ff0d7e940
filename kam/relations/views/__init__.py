"""The doors of the map."""
