"""The doors of the catalog room."""
