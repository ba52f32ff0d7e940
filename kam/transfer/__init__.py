"""Import and export: one mapping for each kind of record."""
