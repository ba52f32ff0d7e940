"""The method of needs in plain values."""
