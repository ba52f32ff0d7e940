"""The method of the map and of the matrix, in plain values."""
