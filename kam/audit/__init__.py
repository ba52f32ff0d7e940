"""Who did what, when, from what to what; append-only and hash-chained."""
