"""Relations: the map of an account's people, its lines, and who of us knows whom."""
