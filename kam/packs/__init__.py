"""Method packs: how a technique works that the course names and does not explain."""
