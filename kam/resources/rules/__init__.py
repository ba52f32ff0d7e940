"""The meaning of resources in plain values."""
