"""The doors of needs."""
