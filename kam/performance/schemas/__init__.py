"""The shapes of this room at the API."""
