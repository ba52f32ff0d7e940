"""What opportunities and purchases mean, in plain values."""
